import { TZDate } from '@date-fns/tz'
import { addDays, differenceInCalendarDays, format, isValid, parse } from 'date-fns'
import type { Brand } from './ids.js'

/** A day in China such as '2026-11-21': no time of day and no time zone to get wrong. Sorts as text. */
export type CivilDate = Brand<string, 'CivilDate'>

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Brand<number, 'Instant'>

export const instant = (milliseconds: number): Instant => milliseconds as Instant

/** Before any rule: the day from which what never came into force may be told. */
export const earliestDay = '0001-01-01' as CivilDate

const shape = /^\d{4}-\d{2}-\d{2}$/

/** The date a text names, or undefined if it is no day of the calendar: '2027-02-29' is refused, never moved. */
export function civilDate(text: string): CivilDate | undefined {
  return shape.test(text) && isDay(text) ? (text as CivilDate) : undefined
}

/** Whether the calendar gives the same day back: 2027-02-29 comes back as March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return isValid(day) && day.toISOString().startsWith(text)
}

/** The day it is at `at` in `zone`: the machine's own time zone never matters. */
export function dayAt(at: Instant, zone: string): CivilDate {
  return format(new TZDate(at, zone), 'yyyy-MM-dd') as CivilDate
}

export function daysAfter(date: CivilDate, days: number): CivilDate {
  return format(addDays(dayOf(date), days), 'yyyy-MM-dd') as CivilDate
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return differenceInCalendarDays(dayOf(to), dayOf(from))
}

const millisecondsOfDay = 86_400_000

/** A day as a number that counts days (from 1970 on), so that days compare and subtract like any other quantity. */
export const dayNumber = (date: CivilDate): bigint =>
  BigInt(Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay)

function dayOf(text: string): Date {
  return parse(text, 'yyyy-MM-dd', new TZDate(0, 'UTC'))
}
