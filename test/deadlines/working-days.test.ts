import chineseDays from 'chinese-days'
import { LegalHoliday } from 'tyme4ts'
import { describe, expect, test } from 'vitest'
import {
  isKnownBetween,
  workingDayFrom,
  workingDaysAfter,
  workingDaysOf,
  workingDayUpTo,
} from '../../src/deadlines/working-days.js'
import { shippedRules } from './shipped-rules.js'
import { knownYears, slowDay, slowWorking, tried } from './slow.js'
import { day } from './small.js'

const { days } = shippedRules

describe('every day of 2024 to 2032 agrees with a slow walk through the calendar', () => {
  test('working days', () => {
    const wrong = tried.filter((at) => days.isWorkingDay(day(slowDay(at).day)) !== slowDay(at).working)
    expect(wrong.map((at) => slowDay(at).day)).toEqual([])
  })

  test('known years', () => {
    const wrong = tried.filter((at) => days.isKnown(day(slowDay(at).day)) !== slowDay(at).known)
    expect(wrong.map((at) => slowDay(at).day)).toEqual([])
    expect(knownYears).toContain(2026)
  })

  test('the working day from there and up to there', () => {
    const wrong = tried.filter((at) => {
      const on = day(slowDay(at).day)
      const [next, before] = [slowDay(slowWorking(at, 1)).day, slowDay(slowWorking(at, -1)).day]
      return workingDayFrom(on, days) !== next || workingDayUpTo(on, days) !== before
    })
    expect(wrong.map((at) => slowDay(at).day)).toEqual([])
  })

  test.each([1, 2, 5, 10, 15, 60])('%i working days on and back', (count) => {
    const wrong = tried.filter((at) => {
      const on = day(slowDay(at).day)
      return (
        workingDaysAfter(on, count, days) !== slowDay(slowCount(at, count, 1)).day ||
        workingDaysAfter(on, -count, days) !== slowDay(slowCount(at, count, -1)).day
      )
    })
    expect(wrong.map((at) => slowDay(at).day)).toEqual([])
  })
})

function slowCount(at: number, count: number, step: 1 | -1): number {
  let place = at
  let left = count
  while (left > 0) {
    place += step
    if (slowDay(place).working) left -= 1
  }
  return place
}

/** What packages that others keep say of a day: worked or off where that is not what its weekday says. */
const others: Readonly<Record<string, (text: string) => boolean | undefined>> = {
  'chinese-days': (text) => {
    const { name, work } = chineseDays.getDayDetail(text)
    // Of any other day it tells the weekday, and that by this machine's zone.
    return name.endsWith('day') ? undefined : work
  },
  tyme4ts: (text) => {
    const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
    return LegalHoliday.fromYmd(year, month, date)?.isWork()
  },
}

describe.each(Object.entries(others))('as %s has it', (_, other) => {
  test.each([2024, 2025, 2026])('every day of %i', (year) => {
    const its = tried.map((at) => slowDay(at).day).filter((text) => text.startsWith(`${year}`))
    const wrong = its.filter((text) => days.isWorkingDay(day(text)) !== (other(text) ?? isWeekday(text)))
    expect(wrong).toEqual([])
    expect(its.filter((text) => other(text) !== undefined).length).toBeGreaterThan(25)
  })
})

function isWeekday(text: string): boolean {
  const weekday = new Date(`${text}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

describe('the files of two years', () => {
  const files = [
    { year: 2031, notice: '2031', days: new Map([[day('2030-12-28'), 'working' as const]]) },
    { year: 2030, notice: '2030', days: new Map([[day('2030-12-28'), 'off' as const]]) },
  ]

  test('the later notice holds where both speak of a day', () => {
    expect(workingDaysOf(files).isWorkingDay(day('2030-12-28'))).toBe(true)
    expect(workingDaysOf(files.slice(1)).isWorkingDay(day('2030-12-28'))).toBe(false)
  })

  test.each([
    ['2030-01-01', '2031-12-31', true],
    ['2031-12-31', '2030-01-01', true],
    ['2030-12-31', '2032-01-01', false],
    ['2029-12-31', '2030-01-01', false],
  ])('from %s to %s known: %s', (from, to, known) => {
    expect(isKnownBetween(day(from), day(to), workingDaysOf(files))).toBe(known)
  })

  test.each([
    ['2029-12-31', '2031-01-01'],
    ['2028-12-31', '2032-01-01'],
  ])('a year that is missing between %s and %s is noticed', (from, to) => {
    const around = [2028, 2029, 2031, 2032].map((year) => ({ year, notice: '', days: new Map() }))
    expect(isKnownBetween(day(from), day(to), workingDaysOf(around))).toBe(false)
  })
})
