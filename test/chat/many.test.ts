import { describe, expect, test } from 'vitest'
import { plainText } from '../../src/reply/plain.js'
import type { Button } from '../../src/reply/reply.js'
import { room, type Came, type Room } from './room.js'
import { shippedContent } from './shipped.js'

const { knowledge, rules } = await shippedContent()
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

interface Consultant {
  readonly here: Room
  readonly says: (text: string) => Came
  readonly presses: (label: string) => Came
}

/** 李顾问, with so many clients whose licences expire on days that follow one another. */
function consultant(clients: number): Consultant {
  const here = room(knowledge, rules)
  const says = (text: string): Came => {
    here.move(minuteMs)
    return here.act({ kind: 'say', text, called: true })
  }
  const presses = (label: string): Came => {
    here.move(minuteMs)
    return here.act({ kind: 'press', label, oldest: false })
  }
  for (let number = 1; number <= clients; number += 1) {
    const day = 1 + ((number - 1) % 28)
    says(`客户${number}公司的证2027年3月${day}日到期`)
    expect(kindsOf(presses('设置提醒'))).toEqual(['matter-registered'])
  }
  return { here, says, presses }
}

const kindsOf = ({ effects }: Came): readonly string[] => effects.map(({ kind }) => kind)
const textOf = ({ replies }: Came): string => replies.map(plainText).join('\n')
const buttonsOf = ({ replies }: Came): readonly Button[] =>
  replies.flatMap(({ buttons = [] }) => buttons).flat()
const labelsOf = (came: Came): readonly string[] => buttonsOf(came).map(({ label }) => label)
const clientsIn = (came: Came): number => new Set(textOf(came).match(/客户\d+公司/g)).size

describe('one action over many clients', () => {
  test('of twelve that were told of, two are done already and are named; ten are noted by one press and taken back', () => {
    const { here, says, presses } = consultant(12)
    for (const number of [3, 7]) {
      says(`客户${number}公司 昨天续期交了`)
      presses('确认记下')
    }
    says('/due 90')
    const asked = says(
      `${Array.from({ length: 12 }, (_, at) => `客户${at + 1}公司`).join('、')}今天都续期交了`,
    )
    expect(kindsOf(asked)).toEqual([])
    expect(textOf(asked)).toContain('10 家')
    expect(textOf(asked)).toContain('这 2 个不能一起记')
    expect(textOf(asked)).toContain('客户7公司 许可证续期申请：✓ 已办，2026-11-20')

    const done = presses('这10家都记上')
    expect(kindsOf(done)).toEqual(Array.from({ length: 10 }, () => 'matter-noted'))
    expect(done.revisions).toEqual([2])
    here.move(dayMs - 2 * minuteMs)
    expect(kindsOf(presses('全部撤销'))).toHaveLength(10)
    expect(textOf(says('/due 90'))).toContain('接下来 90 天有')
  })

  test('more than fit on a card come by pages, and all of them are noted by one press', () => {
    const { says, presses } = consultant(40)
    const asked = says('所有客户今天都续期交了')
    expect(textOf(asked)).toContain('40 家')
    expect(textOf(asked)).toContain('第 1 页，共 4 页')
    expect(labelsOf(asked)).toEqual(expect.arrayContaining(['这40家都记上', '下一页', '去掉 1. 客户1公司']))

    const second = presses('下一页')
    expect(second.revisions).toEqual([2])
    expect(textOf(second)).toContain('第 2 页，共 4 页')
    const [out] = labelsOf(second).filter((label) => label.startsWith('去掉 1.'))
    expect(textOf(presses(out ?? ''))).toContain('39 家')
    expect(kindsOf(presses('这39家都记上'))).toHaveLength(39)
    expect(clientsIn(says('/due 90'))).toBe(1)
  })

  test('how many were said is held against how many there are, and a list is chosen that has as many', () => {
    const { says } = consultant(4)
    says('/due 90')
    expect(textOf(says('这9家今天都提交了'))).toContain(
      '你说的是 9 个，刚才列出的是 4 个，其余的请写上名字再说一次',
    )
    says('/due 90')
    expect(textOf(says('这2家今天都提交了'))).toContain(
      '你说的是 2 个，刚才列出的是 4 个，请先去掉不是的再记',
    )
    says('/due 90')
    expect(textOf(says('这4家今天都提交了'))).not.toContain('你说的是')
  })
})

test('of what was shown and what was told last that is meant which has as many', () => {
  const { here, says, presses } = consultant(0)
  for (const client of ['甲', '乙', '丙']) {
    says(`${client}公司的证2027年3月2日到期`)
    presses('设置提醒')
  }
  here.move(4 * dayMs)
  here.remind([])
  says('/due 90 甲公司')
  const asked = textOf(says('这3家今天都提交了'))
  expect(asked).toContain('3 家')
  expect(asked).not.toContain('你说的是')
})

test('延后 alone after a reminder asks until when, and the day that is said then puts it off', () => {
  const { here, says, presses } = consultant(0)
  expect(textOf(says('延后'))).not.toContain('延后到哪天')
  says('甲公司的证2027年3月2日到期')
  presses('设置提醒')
  here.move(4 * dayMs)
  here.remind([])
  const asked = says('延后')
  expect(kindsOf(asked)).toEqual([])
  expect(textOf(asked)).toContain('延后到哪天再提醒？')
  expect(textOf(says('延后3天'))).toMatch(/延后到 2026-11-30|延后到 .*11-30/)
})

test('what falls due comes by pages, each in its order, none twice', () => {
  const { says, presses } = consultant(30)
  const first = says('/due 90')
  expect(textOf(first)).toContain('第 1 页，共 3 页')
  const pages = [first, presses('下一页'), presses('下一页')]
  const days = pages.flatMap((page) => textOf(page).match(/^· \d\d-\d\d/gm) ?? [])
  expect(days).toHaveLength(60)
  expect(days).toEqual(days.toSorted())
  expect(labelsOf(pages[2] ?? first)).not.toContain('下一页')
})
