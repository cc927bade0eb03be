import { expect, test } from 'vitest'
import { yearPlanSvg } from '../../src/draw/year-plan.js'
import { cycleId } from '../../src/values/ids.js'
import { day, drawing, renewal, shown, shownMatter, type Sample } from './samples.js'
import { expectReadable, textsOf } from './svg-texts.js'

const textsIn = (pages: readonly { readonly svg: string }[]): readonly string[] =>
  pages.flatMap(({ svg }) => textsOf(svg)).map(({ text }) => text)

/** What the list says, below the legend. */
function listOf(matters: Parameters<typeof yearPlanSvg>[0], today = '2026-11-22'): readonly string[] {
  const texts = textsIn(yearPlanSvg(matters, drawing(today)))
  return texts.slice(texts.lastIndexOf('今天') + 1, -2).filter((text) => !text.startsWith('未来十二个月'))
}

const months = /^\d{4}年\d{1,2}月$/

test.each([
  { today: '2026-11-22', first: '2026年11月', last: '2027年10月', days: 365 },
  { today: '2026-01-31', first: '2026年1月', last: '2026年12月', days: 365 },
  { today: '2028-02-29', first: '2028年2月', last: '2029年1月', days: 366 },
  { today: '2027-03-01', first: '2027年3月', last: '2028年2月', days: 366 },
])('from $today it goes from $first to $last, $days days', ({ today, first, last, days }) => {
  const texts = textsIn(yearPlanSvg([], drawing(today)))
  const heads = texts.filter((text) => months.test(text))
  expect([heads[0], heads.at(-1), heads.length]).toEqual([first, last, 12])
  expect(texts.filter((text) => /^\d{1,2}$/.test(text)).length).toBe(days)
})

test('every day stands below its weekday', () => {
  const [page] = yearPlanSvg([], drawing('2026-11-22'))
  const texts = textsOf(page?.svg ?? '')
  const sundays = texts.filter(({ text }) => text === '日').map(({ x }) => x)
  const november = texts.slice(texts.findIndex(({ text }) => text === '2026年11月') + 1)
  const on = (number: string) => november.find(({ text }) => text === number)?.x
  expect([on('1'), on('22')]).toEqual([sundays[0], sundays[0]])
  expect(on('23')).toBe(texts.find(({ text }) => text === '一')?.x)
  const rows = ['1', '2', '8', '9', '30'].map(
    (number) => november.find(({ text }) => text === number)?.y ?? 0,
  )
  expect(rows.map((y) => Math.round((y - (rows[0] ?? 0)) / 23))).toEqual([0, 1, 1, 2, 5])
})

test('the list goes by last day, after what has passed and is not done', () => {
  const matters = [
    shownMatter('丙公司', { expires: '2027-06-30', number: 3, provisional: true }),
    shownMatter('甲公司', { expires: '2027-03-02', number: 1 }),
    shownMatter('乙公司', { expires: '2026-12-01', number: 2 }),
  ]
  expect(listOf(matters)).toEqual([
    ...['已经过了，还没办', '9月2日', '周三', '乙公司', '许可证续期申请', '法定最后一日，已过 81 天'],
    ...['2026年12月', '12月2日', '周三', '甲公司', '许可证续期申请', '法定最后一日，还剩 10 天'],
    ...['2027年4月', '4月1日', '周四', '暂定', '丙公司', '许可证续期申请', '法定最后一日，还剩 130 天'],
  ])
})

test('what is due today has not passed', () => {
  expect(listOf([shownMatter('甲公司', { expires: '2027-03-02' })], '2026-12-02')).toEqual([
    '2026年12月',
    '12月2日',
    '周三',
    '甲公司',
    '许可证续期申请',
    '法定最后一日，就是今天',
  ])
})

test('a list that does not fit below the calendar has a page of its own', () => {
  const matters = ['2027-03-02', '2027-06-30'].map((expires, number) =>
    shownMatter('甲', { expires, number }),
  )
  const pages = yearPlanSvg(matters, drawing('2026-11-22'))
  expect(pages.map(({ svg }) => textsOf(svg)[1]?.text)).toEqual(['一', '2026年12月'])
})

test.each<readonly [string, Partial<Sample>]>([
  ['is done', { state: { kind: 'done', on: day('2026-11-01') } }],
  ['was given up', { state: { kind: 'given-up' } }],
  ['falls later', { expires: '2029-03-02' }],
])('who has nothing in the list because it %s is named', (_, sample) => {
  expect(listOf([shownMatter('甲公司', { expires: '2027-03-02', ...sample })])).toEqual([
    '这十二个月里没有最后一日的：甲公司。',
  ])
})

test('with nothing to watch it says so', () => {
  expect(listOf([])).toEqual(['这里还没有登记要看的事项。'])
})

/** The colour behind a day of a month: that of the last thing drawn before its number. */
function signsOn(svg: string, month: string, number: string): readonly string[] {
  const rest = svg.slice(svg.indexOf(`>${month}<`))
  const before = rest.slice(0, rest.indexOf(`>${number}</text>`))
  const since = before.slice(before.lastIndexOf('</text>'))
  return [...since.matchAll(/<(rect|circle)[^>]*?fill="([^"]*)"/g)].map(
    ([, name, fill]) => `${name ?? ''} ${fill ?? ''}`,
  )
}

test.each([
  { what: 'a last day', month: '2026年12月', number: '2', signs: ['rect #b23c00'] },
  { what: 'a reminder', month: '2026年11月', number: '25', signs: ['circle #d5ebf8'] },
  { what: 'today', month: '2026年11月', number: '22', signs: ['rect #1a1a1a'] },
  { what: 'what was said before today', month: '2026年11月', number: '17', signs: [] },
  { what: 'what comes only when it is late', month: '2026年12月', number: '3', signs: [] },
  { what: 'a plain day', month: '2027年5月', number: '5', signs: [] },
])('$what: $month $number', ({ month, number, signs }) => {
  const [page] = yearPlanSvg([shownMatter('甲公司', { expires: '2027-03-02' })], drawing('2026-11-22'))
  expect(signsOn(page?.svg ?? '', month, number)).toEqual(signs)
})

test('a day that no law sets is a frame; where a last day falls on it, too, that is seen', () => {
  const rule = { ...renewal, hardness: 'internal-target' } as const
  const aim = shownMatter('甲公司', { expires: '2027-03-02', rule })
  const last = shownMatter('乙公司', { expires: '2027-03-02', number: 2 })
  const on = (matters: Parameters<typeof yearPlanSvg>[0]) =>
    signsOn(yearPlanSvg(matters, drawing('2026-11-22'))[0]?.svg ?? '', '2026年12月', '2')
  expect(on([aim])).toEqual(['rect #ffffff'])
  expect(on([aim, last])).toEqual(['rect #b23c00'])
})

test('what is provisional is dashed', () => {
  const [page] = yearPlanSvg(
    [shownMatter('甲公司', { expires: '2027-03-02', provisional: true })],
    drawing('2026-11-22'),
  )
  expect(page?.svg.match(/<circle[^>]*stroke-dasharray="3 2"/g)?.length).toBe(4)
})

test('of a deadline that comes back only the reminders are drawn', () => {
  const sample = shown({ expires: '2027-03-02' })
  const deadline = { ...sample.deadline, cycle: cycleId('2026-12-10'), due: { kind: 'never' } } as const
  const [reminder] = sample.reminders
  if (reminder === undefined) throw new Error('no reminder')
  const matter = shownMatter('甲公司', { expires: '2027-03-02' }).matter
  const deadlines = [{ deadline, reminders: [{ ...reminder, on: day('2026-12-10') }], said: [] }]
  const [page] = yearPlanSvg([{ matter, deadlines }], drawing('2026-11-22'))
  expect(signsOn(page?.svg ?? '', '2026年12月', '10')).toEqual(['circle #d5ebf8'])
})

const many = Array.from({ length: 23 }, (_, number) =>
  shownMatter(`第${number}号客户某某信息技术服务（集团）股份有限公司张喆分公司`, {
    expires: `2027-${String((number % 12) + 1).padStart(2, '0')}-${10 + number}`.replace(/-3[0-9]$/, '-28'),
    number,
    ...(number % 4 === 0 && { provisional: true }),
  }),
)

test('twenty matters are drawn, the first to fall due, and the rest is told', () => {
  const pages = yearPlanSvg(many, drawing('2026-11-22'))
  const texts = textsIn(pages)
  expect(texts).toContain('另有 3 项没有画，这里是最早到期的 20 项。')
  expect(texts.filter((text) => text.startsWith('法定最后一日，')).length).toBe(20)
  expect(pages[0]?.unshown).toHaveLength(20)
  expect(texts.filter((text) => /^第(?:10|11|22)号/.test(text))).toEqual([])
  for (const { svg } of pages) expectReadable(svg)
})

test('the calendar of any month stands on the first page, with its legend', () => {
  for (let month = 1; month <= 12; month++) {
    const today = `2026-${String(month).padStart(2, '0')}-15`
    const pages = yearPlanSvg([], drawing(today))
    expect(pages).toHaveLength(1)
    for (const { svg } of pages) expectReadable(svg)
  }
})
