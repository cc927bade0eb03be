import { afterEach, describe, expect, test, vi } from 'vitest'
import fc from 'fast-check'
import {
  civilDate,
  dayAt,
  dayOfYear,
  daysAfter,
  daysBetween,
  instant,
  isWeekend,
  monthsAfter,
  yearOf,
  type CivilDate,
} from '../../src/values/civil-date.js'

const machineZones = [
  'UTC',
  'America/New_York',
  'Asia/Shanghai',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const

afterEach(() => {
  vi.unstubAllEnvs()
})

function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}

const texts: readonly (readonly [text: string, fact: 'a day' | 'no day'])[] = [
  ['2026-11-21', 'a day'],
  ['2024-02-29', 'a day'],
  ['2000-02-29', 'a day'],
  ['2026-12-31', 'a day'],
  // Days that a zone's clocks skip, Samoa's 30 December 2011 wholly, are still days of the calendar.
  ['2011-12-30', 'a day'],
  ['2026-03-08', 'a day'],
  ['2027-02-29', 'no day'],
  ['2100-02-29', 'no day'],
  ['2026-04-31', 'no day'],
  ['2026-13-01', 'no day'],
  ['2026-00-10', 'no day'],
  ['2026-01-00', 'no day'],
  ['2026-1-1', 'no day'],
  ['2026/11/21', 'no day'],
  [' 2026-11-21', 'no day'],
  ['2026-11-21T00:00', 'no day'],
  ['２０２６-11-21', 'no day'],
  ['', 'no day'],
]

describe.each(machineZones)('on a machine in %s', (zone) => {
  test.each(texts)('%s is %s', (text, fact) => {
    vi.stubEnv('TZ', zone)
    expect(civilDate(text)).toBe(fact === 'a day' ? text : undefined)
  })

  test.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['2026-12-31T15:59:59.999Z', '2026-12-31'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
    ['2024-02-29T16:00:00.000Z', '2024-03-01'],
    ['2026-03-08T07:30:00.000Z', '2026-03-08'],
  ])('at %s it is %s in Shanghai', (moment, date) => {
    vi.stubEnv('TZ', zone)
    expect(dayAt(instant(Date.parse(moment)), 'Asia/Shanghai')).toBe(date)
  })

  test.each([
    ['2026-12-31', '2027-01-01', 1],
    ['2026-01-01', '2027-01-01', 365],
    ['2024-01-01', '2025-01-01', 366],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-02-28', '2026-03-01', 1],
    ['2027-01-01', '2026-12-31', -1],
    ['2026-11-21', '2026-11-21', 0],
    ['2026-03-07', '2026-03-09', 2],
    ['2011-12-29', '2011-12-31', 2],
  ])('from %s to %s there are %i days', (from, to, days) => {
    vi.stubEnv('TZ', zone)
    expect(daysBetween(day(from), day(to))).toBe(days)
    expect(daysAfter(day(from), days)).toBe(to)
  })
})

test('the stubbed zone really moves the clock of this process', () => {
  const offsets = machineZones.map((zone) => {
    vi.stubEnv('TZ', zone)
    return new Date(2026, 0, 1).getTimezoneOffset()
  })
  expect(new Set(offsets).size).toBeGreaterThan(3)
})

test('days counted forward are days between', () => {
  const days = fc.integer({ min: -40_000, max: 40_000 })
  fc.assert(
    fc.property(
      days,
      (count) => daysBetween(day('2026-11-21'), daysAfter(day('2026-11-21'), count)) === count,
    ),
  )
})

test('the days of four thousand years, every fifth of them, are those of the calendar', () => {
  const wrong: string[] = []
  // Five is no part of a week: every weekday comes up.
  for (let count = 0; count < 1_461_000; count += 5) {
    const text = daysAfter(day('0001-01-01'), count)
    const asDate = new Date(Date.UTC(2001, 0, 1 + count - 730_485))
    const right =
      text === asDate.toISOString().slice(0, 10) &&
      daysBetween(day('0001-01-01'), text) === count &&
      isWeekend(text) === [0, 6].includes(asDate.getUTCDay()) &&
      yearOf(text) === asDate.getUTCFullYear()
    if (!right) wrong.push(text)
  }
  expect(wrong).toEqual([])
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2028-02-29', 48, '2032-02-29'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-01-15', -1, '2025-12-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-31', -13, '2024-12-31'],
  ['2026-11-21', 0, '2026-11-21'],
])('%s and %i months are %s', (from, months, to) => {
  expect(monthsAfter(day(from), months)).toBe(to)
})

test.each([
  [2026, '03-31', '2026-03-31'],
  [2028, '02-29', '2028-02-29'],
  [2026, '02-29', '2026-02-28'],
  [2100, '02-29', '2100-02-28'],
])('of %i, %s is %s', (year, monthDay, date) => {
  expect(dayOfYear(year, monthDay)).toBe(date)
})
