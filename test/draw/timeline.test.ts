import { expect, test } from 'vitest'
import type { Deadline } from '../../src/deadlines/deadline.js'
import { timelineSvg } from '../../src/draw/timeline.js'
import type { ShownDeadline } from '../../src/draw/shown.js'
import { rungId, ruleId } from '../../src/values/ids.js'
import { at, day, drawing, licence, renewal, shown, shownMatter } from './samples.js'
import { expectReadable, sizeOf, textsOf } from './svg-texts.js'

const holder = '华东某某客服外包有限公司'
const usual = shownMatter(holder, { expires: '2027-03-02', sent: [-120, -90, -60], missed: [-30] })
const today = drawing('2026-11-22')

/** All texts from top to bottom, without the legend. */
function saying(matter: Parameters<typeof timelineSvg>[0], how = today): readonly string[] {
  return timelineSvg(matter, how)
    .flatMap(({ svg }) => textsOf(svg))
    .map(({ text }) => text)
}

test('one deadline, from the first reminder to the expiry', () => {
  const texts = saying(usual)
  expect(texts.slice(0, texts.indexOf('期限所依据的日子'))).toEqual([
    ...['期限时间线', holder, '编号 B2-20220001', '许可证续期申请'],
    ...['法定最后一日：2026年12月2日 周三', '还剩 10 天', '稳妥：12月1日 周二前办好（还剩 9 天）'],
    ...['8月4日', '周二', '已提醒：提前 120 天', '核对到期日、通知负责人、查是否已', '有“已开通业务”的证明'],
    '相隔 30 天',
    ...[
      '9月3日',
      '周四',
      '已提醒：提前 90 天',
      '启动准备：开通证明、近年年报、社',
      '保、场地、变更是否都办过',
    ],
    '相隔 30 天',
    ...['10月3日', '周六', '已提醒：提前 60 天', '材料齐套检查；有未办变更先办变更'],
    '相隔 30 天',
    ...['11月2日', '周一', '错过：提前 30 天', '未提交则升级给部门经理'],
    '相隔 15 天',
    ...['11月17日', '周二', '没有提醒：提前 15 天', '未提交则升级给公司负责人'],
    '今天　2026年11月22日 周日',
    ...['11月25日', '周三', '下一次：提前 7 天', '材料要盖章签字了'],
    ...['11月29日', '周日', '提醒：提前 3 天', '今天就可以提交'],
    ...['12月1日', '周二', '稳妥的最后一天', '提醒：提前 1 天', '今天提交最稳妥'],
    ...['12月2日', '周三', '法定最后一日', '还剩 10 天', '提醒：当天', '法定最后一日'],
    ...['12月3日', '周四', '提醒：过后 1 天', '共 30 次，到 1月1日', '已过申请日，立即联系发证机关'],
    '相隔 89 天，2027年',
    ...['3月2日', '周二', '许可证到期'],
    ...['稳妥的最后一天', '最后一日', '已提醒', '错过，没能提醒', '那天没有提醒', '下一次提醒', '以后的提醒'],
  ])
})

test.each([
  ['2026-12-01', '还剩 1 天'],
  ['2026-12-02', '就是今天'],
  ['2026-12-03', '已过 1 天'],
])('on %s it says %s', (on, says) => {
  expect(saying(usual, drawing(on))).toContain(says)
})

const noted = at('2026-11-20T02:00:00Z')
const withState = (state: Deadline['state'], more: Partial<Deadline> = {}): ShownDeadline => {
  const sample = shown({ expires: '2027-03-02', sent: [-120] })
  return { ...sample, deadline: { ...sample.deadline, state, ...more } }
}
const matterWith = (...deadlines: readonly ShownDeadline[]) => ({ matter: usual.matter, deadlines })

test.each([
  {
    what: 'done',
    deadline: withState({ kind: 'done', on: day('2026-11-20') }),
    says: ['已办', '办结日：2026年11月20日'],
  },
  { what: 'given up', deadline: withState({ kind: 'given-up' }), says: ['已放弃'] },
  {
    what: 'snoozed',
    deadline: withState({
      kind: 'open',
      mark: { kind: 'snoozed', until: day('2026-11-30'), noted },
    }),
    says: ['还剩 10 天', '先不提醒，11月30日再说。'],
  },
  {
    what: 'being prepared',
    deadline: withState({ kind: 'open', mark: { kind: 'preparing', noted } }),
    says: ['在准备了。'],
  },
  {
    what: 'without a date',
    deadline: withState({ kind: 'open' }, { due: { kind: 'unknown' } }),
    says: ['缺日期'],
  },
  {
    what: 'over before it began',
    deadline: withState({ kind: 'open' }, { unmeetable: true }),
    says: ['来不及了'],
  },
])('a deadline that is $what', ({ deadline, says }) => {
  expect(saying(matterWith(deadline))).toEqual(expect.arrayContaining(says))
})

test('of what has ended only what was said is drawn', () => {
  const texts = saying(matterWith(withState({ kind: 'done', on: day('2026-11-20') })))
  expect(texts.filter((text) => /提前|过后/.test(text))).toEqual(['已提醒：提前 120 天'])
})

test('while it is snoozed, the next reminder is the first after that', () => {
  const mark = { kind: 'snoozed', until: day('2026-11-29'), noted } as const
  const texts = saying(matterWith(withState({ kind: 'open', mark })))
  expect(texts).toContain('下一次：提前 3 天')
  expect(texts).not.toContain('下一次：提前 7 天')
  expect(texts).toContain('已提醒：提前 120 天')
  expect(texts).not.toContain('相隔 7 天')
})

test('what a rule says once it has passed is said then, with its figures', () => {
  const overdue = '已过申请时间，请马上联系发证机关。'
  const late = shown({ expires: '2027-03-02', rule: { ...renewal, overdue } })
  expect(saying(matterWith(late), drawing('2026-12-03'))).toContain(overdue)
  expect(saying(matterWith(late), drawing('2026-12-02'))).not.toContain(overdue)
})

test('a reminder that was moved tells from where, and a planned line is not yet said', () => {
  const sample = shown({ expires: '2027-03-02' })
  const [first] = sample.reminders
  if (first === undefined) throw new Error('no reminder')
  const moved = { ...first, on: day('2026-11-20'), movedFrom: day('2026-11-21'), rung: rungId('moved') }
  const { matter, rule, cycle } = sample.deadline
  const line = {
    matter,
    rule: rule.id,
    cycle,
    rung: moved.rung,
    on: moved.on,
    chat: { channel: 'feishu', chat: '1' },
  } as const
  const told = (state: 'planned' | 'sent' | 'dropped') =>
    saying(matterWith({ ...sample, reminders: [moved], said: [{ ...line, state }] }))
  expect(told('planned')).toEqual(expect.arrayContaining(['下一次：提前 12 天', '原定 11月21日，不是工作日']))
  expect(told('sent')).toContain('已提醒：提前 12 天')
  expect(told('dropped')).toContain('没有提醒：提前 12 天')
})

test('what went out with another rung of that day was said, unless hours count', () => {
  const sample = shown({ expires: '2027-03-02', sent: [-120] })
  const said = sample.said.map((line) => ({ ...line, rung: rungId('stronger') }))
  const first = sample.reminders.slice(0, 1)
  const hourly = first.map((one) => ({ ...one, moment: at('2026-08-04T02:00:00Z') }))
  expect(saying(matterWith({ ...sample, said, reminders: first }))).toContain('已提醒：提前 120 天')
  expect(saying(matterWith({ ...sample, said, reminders: hourly }))).toContain('没有提醒：提前 120 天')
})

test('of what is said every day, what was said is apart from what is still to come', () => {
  const sample = shown({ expires: '2027-03-02', sent: [1, 2] })
  const texts = saying(matterWith(sample), drawing('2026-12-05'))
  const daily = texts.flatMap((text, number) => (text.includes('过后') ? [text, texts[number + 1]] : []))
  expect(daily).toEqual([
    ...['已提醒：过后 1 天', '共 2 次，到 12月4日'],
    ...['下一次：过后 3 天', '已过申请日，立即联系发证机关'],
    ...['提醒：过后 4 天', '共 27 次，到 1月1日'],
  ])
})

test('what falls on today stands below the line of today', () => {
  const texts = saying(usual, drawing('2026-12-02'))
  expect(texts.indexOf('法定最后一日')).toBeGreaterThan(texts.indexOf('今天　2026年12月2日 周三'))
})

test('signs of markup are letters', () => {
  expect(saying(shownMatter('<b>"甲"</b> & 乙', { expires: '2027-03-02' }))).toContain('<b>"甲"</b> & 乙')
})

test('of two deadlines the next reminder is the earlier one', () => {
  const texts = saying(matterWith(shown({ expires: '2027-06-30' }), shown({ expires: '2027-03-02' })))
  expect(texts.filter((text) => text.startsWith('下一次：'))).toEqual(['下一次：提前 7 天'])
})

test('lines of another deadline say nothing about this one', () => {
  const sample = shown({ expires: '2027-03-02', sent: [-120] })
  const foreign = sample.said.map((line) => ({ ...line, rule: ruleId('annual-report') }))
  expect(saying(matterWith({ ...sample, said: foreign }))).toContain('没有提醒：提前 120 天')
})

test('a matter with several deadlines: their days, the next reminder of all, and what has no day', () => {
  const other = (name: string, more: Partial<Deadline>): ShownDeadline => {
    const { matter, cycle, due, state } = shown({ expires: '2027-03-02' }).deadline
    return {
      said: [],
      reminders: [],
      deadline: { matter, cycle, due, state, provisional: false, rule: { ...renewal, name }, ...more },
    }
  }
  const [base] = usual.deadlines
  if (base === undefined) throw new Error('no deadline')
  const texts = saying(
    matterWith(
      other('信息年报', {
        due: { kind: 'day', on: day('2027-03-31') },
        opensOn: day('2027-01-01'),
        provisional: true,
      }),
      base,
      other('改证', {
        due: { kind: 'day', on: day('2026-10-30') },
        state: { kind: 'done', on: day('2026-10-20') },
      }),
      other('补正材料', { due: { kind: 'unknown' } }),
      other('公示自查', { due: { kind: 'never' } }),
      other('公示自查', { due: { kind: 'never' } }),
    ),
  )
  expect(texts.slice(3, texts.indexOf('最后一日'))).toEqual([
    ...[
      '许可证续期申请',
      '法定最后一日：2026年12月2日 周三',
      '还剩 10 天',
      '稳妥：12月1日 周二前办好（还剩 9 天）',
    ],
    ...['10月20日', '周二', '已办', '改证', '法定最后一日：2026年10月30日'],
    '今天　2026年11月22日 周日',
    ...['11月25日', '周三', '下一次：提前 7 天', '许可证续期申请', '材料要盖章签字了'],
    ...['12月1日', '周二', '稳妥的最后一天', '许可证续期申请'],
    ...['12月2日', '周三', '法定最后一日', '许可证续期申请', '还剩 10 天'],
    '相隔 30 天，2027年',
    ...['1月1日', '周五', '暂定', '开始受理', '信息年报'],
    '相隔 89 天',
    ...['3月31日', '周三', '暂定', '法定最后一日', '信息年报', '还剩 129 天'],
    ...['还缺日期，算不出来：补正材料。', '按日程提醒，没有最后一日：公示自查。'],
    '开始受理',
  ])
})

test('what is provisional is marked, but not what was said', () => {
  const late = shownMatter(holder, { expires: '2027-03-02', sent: [-120, -90, -60], provisional: true })
  const texts = saying(late)
  expect(texts.filter((text) => text === '暂定').length).toBe(5)
  expect(texts).toContain('「暂定」：有一年的放假安排还没公布，或要等通')
})

test('a name that cannot be drawn is named beside the picture', () => {
  const [page] = timelineSvg(shownMatter('张喆㎡公司', { expires: '2027-03-02' }), today)
  expect(page?.unshown).toEqual(['张喆㎡公司'])
  expect(textsOf(page?.svg ?? '').map(({ text }) => text)).toEqual(
    expect.arrayContaining(['张□平方米公司', '□：字库里没有的字，原文见和图一起发来的文字。']),
  )
})

test.each([
  ['a usual one', usual, '2026-11-22'],
  ['nothing to do', { matter: licence('甲', '2027-03-02'), deadlines: [] }, '2026-11-22'],
  ['a leap day', shownMatter('甲', { expires: '2028-05-29' }), '2028-02-29'],
  ['signs of markup', shownMatter('<b>"甲"</b> & 乙', { expires: '2027-03-02' }), '2026-11-22'],
  [
    'a very long name',
    shownMatter('某某信息技术服务'.repeat(30), { expires: '2027-03-02', provisional: true }),
    '2026-12-05',
  ],
])('%s is readable on a phone', (_, matter, on) => {
  const pages = timelineSvg(matter, drawing(on))
  for (const { svg } of pages) expectReadable(svg)
  expect(pages).toEqual(timelineSvg(matter, drawing(on)))
})

test('what does not fit goes on on another page, and every page says so', () => {
  const many = Array.from({ length: 30 }, () => shown({ expires: '2027-03-02' }))
  const pages = timelineSvg(matterWith(...many), today)
  expect(pages.length).toBeGreaterThan(1)
  pages.forEach(({ svg }, number) => {
    expect(textsOf(svg)[0]?.text).toBe(`期限时间线（${number + 1}/${pages.length}）`)
    expect(sizeOf(svg)[1]).toBeLessThanOrEqual(2_560)
  })
})
