import { beforeEach, describe, expect, test } from 'vitest'
import { head, tableOf } from '../cli/tables.js'
import { longestQuestion } from '../../src/chat/understand.js'
import type { Room } from './room.js'
import {
  faulty,
  fileOf,
  kindsOf,
  labelsOf,
  registeredBy,
  sender,
  sheetOf,
  text,
  textOf,
  type Sender,
} from './sheets.js'

let here: Room
let sends: Sender['sends']
let presses: Sender['presses']
let says: Sender['says']
beforeEach(() => {
  ;({ here, sends, presses, says } = sender())
})

describe('a table of licences that somebody sends', () => {
  test('is read first: what is new, what is wrong by row and column, and nothing is saved', () => {
    const came = sends(sheetOf(111, ...faulty))
    expect(kindsOf(came)).toEqual(['sheet-kept'])
    const shown = textOf(came)
    expect(shown).toContain('新的 111 张，有错 9 行')
    expect(shown).toContain('什么都没有保存')
    const places = [...shown.matchAll(/第 (\d+) 行 ([A-Z]) 列/g)].map(([, row, column]) => `${row}${column}`)
    expect(places).toEqual(['113F', '114F', '115D', '116B', '117F', '118F', '119C', '120A', '121F'])
    expect(shown).toMatch(/第 114 行 F 列（到期日期）：分不清“3\/4\/2027”是 2027-03-04 还是 2027-04-03/)
    expect(labelsOf(came)).toEqual(['只导入没有错的 111 张', '取消'])
    expect(textOf(says('/licence'))).toContain('还没有登记证照')
  })

  test('with one fault left it is imported without that row by explicit choice, and the row is listed', () => {
    const came = sends(sheetOf(119, ...faulty.slice(0, 1)))
    expect(labelsOf(came)).toEqual(['只导入没有错的 119 张', '取消'])
    const done = presses('只导入没有错的 119 张')
    expect(registeredBy(done)).toBe(119)
    expect(textOf(done)).toMatch(/✓ 已导入 119 张[^]*有错的 1 行没有导入[^]*第 121 行 F 列/)
    expect(textOf(says('/licence'))).toContain('这里登记了 119 项')
  })

  test('without faults it is imported whole, by typing too', () => {
    expect(labelsOf(sends(sheetOf(120)))).toEqual(['导入', '取消'])
    expect(registeredBy(says('导入'))).toBe(120)
  })

  test('sent again there is nothing to do, and a row more is the only new one', () => {
    sends(sheetOf(3))
    presses('导入')
    here.move(60_000)
    const again = sends(sheetOf(3))
    expect(textOf(again)).toContain('3 张都一样，没有要改的')
    expect({ labels: labelsOf(again), effects: again.effects }).toEqual({ labels: [], effects: [] })
    here.move(60_000)
    const more = sends(sheetOf(4))
    expect(textOf(more)).toMatch(/新的 1 张，没有错[^]*另有 3 张已经登记过/)
    expect(registeredBy(presses('导入'))).toBe(1)
  })

  test.each(['\n', '\r\n'])('pasted as words it is read like a file', (end) => {
    const pasted = sheetOf(30).trim().replaceAll('\r\n', end)
    expect(pasted.length).toBeGreaterThan(longestQuestion)
    expect(textOf(says(pasted))).toContain('新的 30 张，没有错')
    expect(registeredBy(presses('导入'))).toBe(30)
  })

  test('whose columns are named otherwise, it is answered with a table to write over', () => {
    const came = sends(sheetOf(2).replace('到期日期', '有效期至'))
    expect(textOf(came)).toMatch(/没有“到期日期”这一列[^]*照着后面的例子写/)
    expect(labelsOf(came)).toEqual(['导出'])
    const [example] = came.replies.flatMap(({ attachments = [] }) => attachments)
    expect(textOf(sends(example?.kind === 'file' ? example.text : ''))).toContain('新的 1 张，没有错')
  })

  test('pressed twice or cancelled it is not imported again', () => {
    sends(sheetOf(2))
    presses('导入')
    const again = presses('导入')
    expect(again.effects).toEqual([])
    expect(again.toast).toContain('已经更新')
    here.move(60_000)
    sends(sheetOf(3))
    expect(presses('取消').effects).toEqual([])
  })

  test('what was registered meanwhile is not registered twice, and is said', () => {
    sends(sheetOf(3))
    here.move(60_000)
    sends(sheetOf(2))
    presses('导入')
    here.move(5_000)
    const done = here.act({ kind: 'press', label: '导入', oldest: true })
    expect(registeredBy(done)).toBe(1)
    expect(textOf(done)).toContain('另有 2 张这期间已经登记过')
  })

  test('what differs from what is registered is named with what differs, and stays as it is', () => {
    sends(sheetOf(1))
    presses('导入')
    here.move(60_000)
    const came = sends(`${head}\r\n客户0,B2-20220000,全国,,2022-03-02,2027-03-20,\r\n`)
    expect(textOf(came)).toMatch(
      /第 2 行：已经登记过这张证（“客户0”B2-20220000，2027-03-02 到期），到期日期不同/,
    )
    expect(labelsOf(came)).toEqual([])
  })

  test('the licences are told of in the chat to which it came, whatever the table says', () => {
    const came = sends(tableOf(2))
    expect(textOf(came)).toContain('“聊天”一列没有用到')
    const { effects } = presses('导入')
    expect(effects.map((effect) => ('chat' in effect ? effect.chat : undefined))).toEqual(
      Array.from({ length: 2 }, () => ({ channel: 'web', chat: 'private-李顾问' })),
    )
  })

  test('more faults than can be read are counted, with their rows', () => {
    const shown = textOf(
      sends(sheetOf(1, ...Array.from({ length: 20 }, (_, at) => `坏${at},,,,,2027-13-01,`))),
    )
    expect(shown.match(/^· 第 \d+ 行/gm)).toHaveLength(15)
    expect(shown).toContain('另有 5 处没有列出：在第 18、19、20、21、22 行。')
  })
})

test('what stands in the column 聊天 is no fault: it counts for nothing', () => {
  const came = sends(`${head}\r\n甲公司,,,,,2027-03-02,我们的大群\r\n`)
  expect(textOf(came)).toMatch(/新的 1 张，没有错[^]*“聊天”一列没有用到/)
})

describe('an import', () => {
  const imported = (count: number): void => {
    sends(sheetOf(count))
    presses('导入')
  }

  test('can be taken back for a day', () => {
    imported(3)
    const undone = presses('撤销这次导入')
    expect(kindsOf(undone)).toEqual(['watch-ended'])
    expect(textOf(undone)).toContain('✓ 已撤销：3 张不再提醒')
    expect(textOf(says('/licence'))).toContain('还没有登记证照')
    here.move(60_000)
    expect(textOf(sends(sheetOf(3)))).toContain('新的 3 张')
  })

  test('taken back leaves what somebody has changed since, and names it', () => {
    imported(3)
    says('/licence 客户1')
    presses('1. 客户1的许可证')
    presses('改到期日')
    says('2027年3月9日')
    expect(kindsOf(presses('确认记下'))).toEqual(['matter-noted'])
    const undone = presses('撤销这次导入')
    expect(undone.effects).toHaveLength(2)
    expect(textOf(undone)).toMatch(/已撤销：2 张[^]*1 张导入以后改过，没有动：客户1/)
  })

  test('is taken back no more after a day', () => {
    imported(2)
    here.move(24 * 3_600_000)
    const undone = presses('撤销这次导入')
    expect(undone.effects).toEqual([])
    expect(textOf(undone)).toContain('超过一天')
  })
})

const files: readonly (readonly [string, ReturnType<typeof fileOf>, string])[] = [
  ['a workbook by its name', fileOf('客户.xlsx', { kind: 'refused' }), 'Excel 工作簿我读不了'],
  ['a workbook by its bytes', fileOf('客户.csv', { kind: 'workbook' }), '另存为'],
  ['a picture called a table', fileOf('客户.csv', { kind: 'not-text' }), '不是文字表格'],
  ['too large, known before', fileOf('客户.csv', text(''), 1_048_577), '最多 1 MB'],
  ['too large, seen on the way', fileOf('客户.csv', { kind: 'too-large' }), '最多 1 MB'],
  ['gone', fileOf('客户.csv', { kind: 'refused' }), '没拿到这个文件'],
  ['out of reach', fileOf('客户.csv', { kind: 'unreached' }), '网络不通'],
  ['without licences', fileOf('客户.csv', text(`${head}\n`)), '表格里没有许可证'],
  ['with too many rows', fileOf('客户.csv', text(sheetOf(1_001))), '一次最多 1000 行'],
]

test.each(files)('a file that is %s is answered with the way out, and kept by nobody', (_, act, says) => {
  const came = here.act(act)
  expect(textOf(came)).toContain(says)
  expect({ effects: came.effects, labels: labelsOf(came) }).toEqual({ effects: [], labels: [] })
})

test.each([
  ['empty', '', '第 1 行：是空的'],
  ['no list of licences', '今天天气好\n', '没有“公司名”这一列'],
])('a file that is %s is answered with one to write over', (_, content, says) => {
  const came = sends(content)
  expect(textOf(came)).toContain(says)
  expect({ effects: came.effects, labels: labelsOf(came) }).toEqual({
    effects: [],
    labels: ['导出', '面谈表格'],
  })
})

describe('in a group', () => {
  beforeEach(() => {
    here.sit({ person: '王经理', group: '客户群' })
    here.set({ managers: ['王经理'] })
  })

  test('who does not manage it is told who does', () => {
    here.sit({ person: '小赵' })
    const came = sends(sheetOf(2))
    expect(textOf(came)).toContain('只有本群的管理员或群主可以登记证照')
    expect(came.effects).toEqual([])
  })

  test('a file that is not for the bot is none of its business', () => {
    const came = here.act({ ...fileOf('客户.csv', text(sheetOf(2))), called: false })
    expect({ ...came, revisions: [], to: [] }).toEqual({
      replies: [],
      to: [],
      revisions: [],
      toast: undefined,
      effects: [],
    })
  })

  test('who manages it no more when pressing imports nothing', () => {
    sends(sheetOf(2))
    here.set({ managers: [] })
    expect(presses('导入').effects).toEqual([])
  })

  test('another chat sees nothing of it and cannot import it', () => {
    sends(sheetOf(2))
    presses('导入')
    here.sit({ group: '别的群' })
    expect(textOf(says('/licence'))).toContain('还没有登记证照')
  })
})

test.each(['导入', '怎么批量导入', '/licence 导入'])('%s tells how', (words) => {
  const shown = textOf(says(words))
  expect(shown).toContain('公司名、许可证编号、覆盖范围、省份、发证日期、到期日期')
  const example = /例如：(.*)$/m.exec(shown)?.[1] ?? ''
  here.move(60_000)
  expect(textOf(sends(`公司名,许可证编号,覆盖范围,省份,发证日期,到期日期\n${example}`))).toContain(
    '新的 1 张，没有错',
  )
})
