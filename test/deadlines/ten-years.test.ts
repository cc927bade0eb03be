import { describe, expect, test } from 'vitest'
import type { Deadline } from '../../src/deadlines/deadline.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import { daysAfter } from '../../src/values/civil-date.js'
import { shippedRules } from './shipped-rules.js'
import { day, matter } from './small.js'

const years = Array.from({ length: 11 }, (_, at) => 2026 + at)

/** Renewed in time twice, and reported every February: what was known from which day on. */
const history: readonly (readonly [string, string])[] = [
  ['2022-03-02', 'issued 2022-03-02; expires 2027-03-02'],
  ...['2026', '2031', '2036'].flatMap((year): readonly (readonly [string, string])[] => [
    [`${year}-11-20`, `renewal-filed ${year}-11-20`],
    [`${year}-12-30`, `renewal-granted ${year}-12-30; expires ${Number(year) + 6}-03-02`],
  ]),
  ...years.map((year) => [`${year}-02-01`, `annual-reported ${year}-02-01`] as const),
]

/** Ninety days before the second of March: 2032 has a 29 February. */
const lastDays = new Map([
  [2026, '2026-12-02'],
  [2031, '2031-12-03'],
  [2036, '2036-12-02'],
])

/** What is open on a day of what falls due within a year of it. */
function openOn(today: string): readonly Deadline[] {
  const known = history.filter(([from]) => from <= today).sort(([a], [b]) => a.localeCompare(b))
  const log = matter(known.map(([, events]) => events).join('; '))
  const span = { from: day(today), to: daysAfter(day(today), 365) }
  return deadlinesOf(log, shippedRules, span).filter(({ state }) => state.kind === 'open')
}

const duesOf = (rule: string, today: string): readonly string[] =>
  openOn(today).flatMap(({ rule: { id }, due }) => (id === rule && 'on' in due ? [due.on] : []))

describe.each(years)('over ten years, in %i', (year) => {
  test('the report of this year is over, that of the next one is due by the calendar', () => {
    expect(duesOf('annual-report', `${year}-06-01`)).toEqual([`${year + 1}-03-31`])
    expect(duesOf('annual-report', `${year}-02-01`)).not.toContain(`${year}-03-31`)
  })

  test('a renewal is due before the expiry that stands, and only then', () => {
    const last = lastDays.get(year)
    expect(duesOf('renewal-filing', `${year}-06-01`)).toEqual(last === undefined ? [] : [last])
  })

  test('once it is filed and granted nothing of its cycle is left', () => {
    const cycles = openOn(`${year}-12-31`)
      .filter(({ rule: { id } }) => id === 'renewal-filing' || id === 'renewal-decision')
      .map(({ cycle }) => cycle)
    expect(cycles.filter((cycle) => cycle <= `${year + 1}-03-02`)).toEqual([])
  })
})
