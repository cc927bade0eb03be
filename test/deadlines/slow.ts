import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod'

/**
 * The calendar as a plain list of days, walked one by one. Slow on purpose, and nothing in it is shared with what it checks:
 * the days are counted out month by month, and the holidays are read from their files as they stand.
 */
export interface SlowDay {
  readonly day: string
  readonly working: boolean
  /** Of a year that has a holiday file. */
  readonly known: boolean
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const two = (part: number): string => `${part < 10 ? '0' : ''}${part}`

const folder = new URL('../../knowledge/holidays/', import.meta.url)
const fileShape = z.object({
  year: z.number(),
  holidays: z.array(z.object({ from: z.string(), to: z.string(), working: z.array(z.string()).default([]) })),
})
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => fileShape.parse(parse(readFileSync(new URL(name, folder), 'utf8'))))

export const knownYears: readonly number[] = files.map(({ year }) => year)

function isWorking(day: string, weekday: number): boolean {
  const holidays = files.flatMap((file) => file.holidays)
  if (holidays.some(({ working }) => working.includes(day))) return true
  return weekday < 5 && !holidays.some(({ from, to }) => from <= day && day <= to)
}

function listed(): SlowDay[] {
  const days: SlowDay[] = []
  // 1 January 2022 was a Saturday; Monday is 0.
  let weekday = 5
  for (let year = 2022; year <= 2034; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const leap = month === 2 && year % 4 === 0 ? 1 : 0
      for (let date = 1; date <= (monthLengths[month - 1] ?? 0) + leap; date += 1) {
        const day = `${year}-${two(month)}-${two(date)}`
        days.push({ day, working: isWorking(day, weekday), known: knownYears.includes(year) })
        weekday = (weekday + 1) % 7
      }
    }
  }
  return days
}

export const slowDays: readonly SlowDay[] = listed()

export function slowDay(at: number): SlowDay {
  const found = slowDays[at]
  if (found === undefined) throw new Error(`no day ${at}`)
  return found
}

/** The places of the days of 2024 to 2032. */
export const tried: readonly number[] = slowDays
  .map((_, at) => at)
  .filter((at) => slowDay(at).day >= '2024-01-01' && slowDay(at).day <= '2032-12-31')

/** The place of the first working day from there on, in steps of one day forward or back. */
export function slowWorking(at: number, step: 1 | -1): number {
  let place = at
  while (!slowDay(place).working) place += step
  return place
}
