import { beforeEach, describe, expect, test } from 'vitest'
import { mostProspects } from '../../src/chat/interview/prospects.js'
import { readCsv } from '../../src/values/csv.js'
import { columns, prospectsOf } from './prospect-sheets.js'
import { room, type Came, type Room } from './room.js'
import { head } from '../cli/tables.js'
import { fileOf, kindsOf, labelsOf, text, textOf } from './sheets.js'
import { shippedContent } from './shipped.js'

const { knowledge, rules, flows } = await shippedContent()

let here: Room
beforeEach(() => {
  here = room(knowledge, rules, { flows })
  here.sit({ person: '李顾问' })
})

const sends = (content: string): Came => here.act(fileOf('意向客户.csv', text(content)))
function says(words: string): Came {
  here.move(60_000)
  return here.act({ kind: 'say', text: words, called: true })
}
function presses(label: string): Came {
  here.move(60_000)
  return here.act({ kind: 'press', label, oldest: false })
}

const fileIn = ({ replies }: Came): string => {
  const [file] = replies.flatMap(({ attachments = [] }) => attachments)
  return file?.kind === 'file' ? file.text : ''
}

function rowsIn(came: Came): readonly (readonly string[])[] {
  const read = readCsv(fileIn(came))
  return read.ok ? read.rows.map(({ cells }) => cells) : []
}

describe('a table of a hundred prospects', () => {
  test('comes back a row each in the same order, with what is missing and nothing guessed', () => {
    const came = sends(prospectsOf(100))
    const [header = [], ...rows] = rowsIn(came)
    expect(header).toEqual([
      '公司',
      '结论',
      '可能的结局',
      '还要查',
      '没做到的法规要求',
      '没做到的其他要求',
      '没有记下的答案',
    ])
    expect(rows.map(([company]) => company)).toEqual(Array.from({ length: 100 }, (_, at) => `客户${at}`))
    expect(rows.slice(0, 10).map(([, verdict = '']) => /[^：]+$/.exec(verdict)?.[0])).toEqual([
      '有待确认',
      '还不行，有1项法规要求没做到',
      '可能不用办这个证',
      '有待确认',
      '有待确认',
      '有待确认',
      '由机关决定，先去问',
      '还不行，有1项法规要求没做到',
      '结果有7种可能',
      '有待确认',
    ])
    // Not answered, not known and not readable come to the same; said clearly it is asked for no more.
    expect(rows.slice(0, 6).map(([, , , missing]) => missing?.includes('注册资本'))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ])
    expect(rows[1]?.[4]).toBe('注册资本')
    expect(rows.map((cells) => cells[6]).filter((asked) => asked !== '')).toEqual(
      Array.from({ length: 10 }, () => '注册资本“1000万美元”'),
    )
    // What a row comes to depends on nothing but the row.
    expect(rows.map((cells, at) => cells.slice(1).join() === rows[at % 10]?.slice(1).join())).not.toContain(
      false,
    )
  })

  test('is summed up in a few lines, and nothing is kept', () => {
    const came = sends(prospectsOf(100))
    const lines = textOf(came).split('\n')
    expect(lines[0]).toBe('判断了 100 家：能不能申请')
    expect(lines.length).toBeLessThanOrEqual(12)
    const counts = [...textOf(came).matchAll(/^· .+：(\d+) 家$/gm)].map(([, count]) => Number(count))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100)
    expect(textOf(came)).toMatch(/最常没做到：“.*”\d+ 家/)
    expect(textOf(came)).toMatch(/最常缺的答案：“.*”\d+ 家/)
    expect(textOf(came)).toContain('10 家有看不明白的格子')
    expect(kindsOf(came)).toEqual([])
  })

  test('is the same pasted, or with ids for names', () => {
    const filed = fileIn(sends(prospectsOf(10)))
    expect(filed).not.toBe('')
    expect(fileIn(says(prospectsOf(10)))).toBe(filed)
    const ids = prospectsOf(10).replace(
      columns.join(),
      '公司,business,call-direction,coverage,served,entity,capital,foreign-invested',
    )
    expect(fileIn(sends(ids))).toBe(filed)
  })

  test('without a column of names is told apart by its order', () => {
    const rows = rowsIn(sends('coverage,注册资本\n全国,50万\n一个,1000万\n'))
    expect(rows.map(([first]) => first?.slice(0, 3))).toEqual([
      '结论',
      expect.any(String),
      expect.any(String),
    ])
    expect(rows).toHaveLength(3)
  })
})

describe('columns as people call them', () => {
  const called = (head: string, row: string) => rowsIn(sends(`${head}\n${row}\n`))[1]

  test('are the questions, whatever name stands there', () => {
    const [named, usual] = [
      called(
        '公司,业务性质,通话方向,覆盖范围,服务对象,公司类型,外资,注册资金',
        '甲,替别的单位,打进来,全国,境内,有限公司,没有,500万',
      ),
      called(
        '公司,business,call-direction,coverage,served,entity,foreign-invested,capital',
        '甲,替别的单位,打进来,全国,境内,有限公司,没有,500万',
      ),
    ]
    expect(named?.[1]).toContain('还不行')
    expect(named).toEqual(usual)
  })

  test('may say what their numbers count in', () => {
    const verdict = (head: string, row: string) => called(`公司,覆盖范围,${head}`, `甲,全国,${row}`)?.slice(4)
    expect(verdict('注册资金（万元）,面积(㎡)', '500,80')).toEqual(
      verdict('capital,premises-area', '500万元,80平方米'),
    )
    expect(verdict('注册资金（元）', '5000000')).toEqual(verdict('capital', '500万元'))
    expect(verdict('注册资金（选填）', '500万')).toEqual(verdict('capital', '500万元'))
    expect(verdict('注册资金（万元）', '500万')).toEqual(verdict('capital', '500万元'))
  })

  test('do not make companies to be judged of a table of licences', () => {
    const came = sends(
      '公司名,许可证编号,覆盖范围,省份,发证日期,到期日期\n甲,B2-20220001,全国,,2022-03-02,2027-03-02\n',
    )
    expect(textOf(came)).not.toContain('分不清')
    expect(fileIn(came)).toBe('')
  })

  test('no name stands for two inputs', () => {
    const names = [...knowledge.inputs.values()].flatMap(({ id, zh, also }) => [id, zh, ...also])
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

test('what begins like a formula comes back as text', () => {
  const came = sends('公司,注册资本\n"=HYPERLINK(""http://a.example"")",@SUM(A1)\n+86公司,500万\n')
  const lines = fileIn(came).split('\r\n').slice(1)
  expect(lines[0]).toMatch(/^"'=HYPERLINK/)
  expect(lines[1]).toMatch(/^'\+86公司/)
  expect(lines.join()).not.toMatch(/(^|,)"?[=+\-@]/m)
})

test.each([
  ['an unknown column', '公司,注册资本,电话\n甲,500万,1\n', /第 1 行 C 列（电话）：.*没有这一题/, true],
  [
    'a question twice',
    '公司,capital,注册资本\n甲,1,1\n',
    /第 1 行 C 列（注册资本）：和前面一列是同一题/,
    true,
  ],
  ['a cell too many', '公司,注册资本\n甲,500万,000\n', /第 2 行：比列名多出一格/, false],
  ['a quotation mark', '公司,注册资本\n"甲,500万\n', /第 2 行：引号没有配对/, false],
])('%s is told by row and column, and nothing is judged', (_, content, says, template) => {
  const came = sends(content)
  expect(textOf(came)).toMatch(says)
  expect(fileIn(came) !== '').toBe(template)
})

test('what stands below an unknown column is not a fault of its own', () => {
  expect(textOf(sends('公司,注册资本,电话\n甲,500万,1\n'))).not.toContain('第 2 行')
})

test.each([
  ['licences as well', '公司名,到期日期,注册资本\n甲,2027-03-02,500万\n', '分不清', ['导出', '面谈表格']],
  ['questions of several interviews', '公司,谁发的证\n甲,工信部\n', '几种面谈里都有', undefined],
  ['nothing known', '今天,天气\n好,很好\n', '没有“公司名”这一列', ['导出', '面谈表格']],
  ['no company', '公司,注册资本\n', '表格里没有公司', ['面谈表格']],
  ['too many', prospectsOf(mostProspects + 1), `一次最多 ${mostProspects} 家`, []],
])('a table with %s is not guessed at', (_, content, says, labels) => {
  const came = sends(content)
  expect(textOf(came)).toContain(says)
  if (labels !== undefined) expect(labelsOf(came)).toEqual(labels)
  expect(kindsOf(came)).toEqual([])
})

test('a table of licences is still one of licences', () => {
  expect(textOf(sends(`${head}\r\n甲公司,,,,,2027-03-02,\r\n`))).toContain('新的 1 张，没有错')
})

test('words with a comma are no table', () => {
  expect(textOf(says('注册资本,500万\n够不够'))).not.toContain('表格')
})

describe('面谈表格', () => {
  test('brings a table to fill whose example is read to its last cell', () => {
    says('面谈')
    const chosen = presses('面谈表格')
    expect(labelsOf(chosen)).toEqual([...flows.all.values()].map(({ title }) => `表格：${title}`))
    for (const { title, questions } of flows.all.values()) {
      const given = presses(`表格：${title}`)
      expect(rowsIn(given)[0]).toHaveLength(questions.length + 1)
      const judged = sends(fileIn(given))
      expect(textOf(judged)).toContain(`判断了 1 家：${title}`)
      says('面谈表格')
    }
  })

  test.each(['面谈表格', '面谈 表格', '批量面谈', '/selftest 表格'])('is given for %s', (words) => {
    expect(textOf(says(words))).toContain('拿一份表格')
  })
})

describe('in a group', () => {
  const groupOf = (alone: 'writes' | 'link' | 'not'): void => {
    here.sit({ person: '王经理', group: '客户群' })
    here.set({ managers: ['王经理'], alone })
  }

  test('the answer goes to who sent it, and the group hears only that', () => {
    groupOf('writes')
    const came = sends(prospectsOf(10))
    expect(came.to).toEqual(['', 'private-王经理'])
    const [inGroup, alone] = came.replies
    expect(inGroup?.attachments).toBeUndefined()
    expect(textOf({ ...came, replies: came.replies.slice(0, 1) })).not.toMatch(/客户\d|还不行|10 家/)
    expect(alone?.attachments).toHaveLength(1)
  })

  test.each(['link', 'not'] as const)(
    'where they cannot be written to (%s) nothing of it is shown',
    (alone) => {
      groupOf(alone)
      const came = sends(prospectsOf(10))
      expect([fileIn(came), textOf(came).includes('判断了'), textOf(came).includes('私聊')]).toEqual([
        '',
        false,
        true,
      ])
    },
  )

  test('who does not manage it is told who does', () => {
    groupOf('writes')
    here.sit({ person: '小赵' })
    const came = sends(prospectsOf(10))
    expect([came.to, fileIn(came)]).toEqual([[''], ''])
    expect(textOf(came)).toContain('本群的管理员或群主')
  })
})
