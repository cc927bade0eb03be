import { tzOffset } from '@date-fns/tz'
import { isValid } from 'date-fns'
import type { Brand } from './ids.js'

/** A day in China such as '2026-11-21': no time of day and no time zone to get wrong. Sorts as text. */
export type CivilDate = Brand<string, 'CivilDate'>

/** Where the law counts its days, whatever zone the service is set to. */
export const china = 'Asia/Shanghai'

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
  return fromDayNumber(Math.floor((at + clockAhead(at, zone)) / dayMs))
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How far the clocks of a zone are ahead of UTC at that moment, in milliseconds. */
export function clockAhead(at: Instant, zone: string): number {
  return steadyAhead(at, zone) ?? tzOffset(zone, new Date(at)) * minuteMs
}

/**
 * The same where it needs no asking: China's clocks have not been changed since its last summer time, in 1991. Asking the
 * time zones was most of what looking at a deadline cost.
 */
export function steadyAhead(at: Instant, zone: string): number | undefined {
  return zone === china && at >= steadySince ? chinaAheadMs : undefined
}

const chinaAheadMs = 8 * 60 * minuteMs
const steadySince = Date.UTC(1992, 0)

export function daysAfter(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + days)
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/**
 * The same day of another month, or that month's last day where it has no such day: 2028-02-29 and a year are 2029-02-28.
 * Of the two ways to read it that is the earlier one, which is the safe one for whoever has to act by then.
 */
export function monthsAfter(date: CivilDate, months: number): CivilDate {
  const count = yearOf(date) * 12 + digits(date, 5, 7) - 1 + months
  return dayOfMonth(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, digits(date, 8, 10))
}

/** '03-31' of a year; 29 February is the 28th in a year that has none. */
export function dayOfYear(year: number, monthDay: string): CivilDate {
  return dayOfMonth(year, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3)))
}

/** A day of a month, or the month's last where it has fewer. */
export function dayOfMonth(year: number, month: number, day: number): CivilDate {
  return dateOf(year, month, Math.min(day, lastDayOf(year, month)))
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export const yearOf = (date: CivilDate): number => digits(date, 0, 4)

export const isWeekend = (date: CivilDate): boolean => {
  // Day 0, 1970-01-01, was a Thursday: counted from the Saturday after it, weekends are days 0 and 1.
  const sinceSaturday = (((toDayNumber(date) - 2) % 7) + 7) % 7
  return sinceSaturday < 2
}

/** The first Monday after that day. */
export function nextMonday(date: CivilDate): CivilDate {
  // Day 0 was a Thursday, so the Mondays are days 4, 11, 18.
  return daysAfter(date, 7 - ((((toDayNumber(date) + 3) % 7) + 7) % 7))
}

/** A day as a number that counts days (from 1970 on), so that days compare and subtract like any other quantity. */
export const dayNumber = (date: CivilDate): bigint => BigInt(toDayNumber(date))

/** The day that `dayNumber` gave that number. */
export const dayNumbered = (number: bigint): CivilDate => fromDayNumber(Number(number))

// Planning takes millions of these two, which is why they are sums and not a library's: years that begin in March, so that
// a leap day is the last of its year, in eras of 400 years, after which the calendar repeats.
const daysPerEra = 146_097
/** From 0000-03-01 to 1970-01-01. */
const daysToEpoch = 719_468

function toDayNumber(date: CivilDate): number {
  const month = digits(date, 5, 7)
  const year = digits(date, 0, 4) - (month < 3 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = daysBeforeMonth((month + 9) % 12) + digits(date, 8, 10) - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * daysPerEra + yearOfEra * 365 + leapDays + dayOfYear - daysToEpoch
}

function fromDayNumber(day: number): CivilDate {
  const since = day + daysToEpoch
  const era = Math.floor(since / daysPerEra)
  const dayOfEra = since - era * daysPerEra
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = ((fromMarch + 2) % 12) + 1
  const year = era * 400 + yearOfEra + (month < 3 ? 1 : 0)
  return dateOf(year, month, dayOfYear - daysBeforeMonth(fromMarch) + 1)
}

/** Days from 1 March to the first of a month, March being 0: five months in a row have 153 days. */
const daysBeforeMonth = (fromMarch: number): number => Math.floor((153 * fromMarch + 2) / 5)

function digits(date: CivilDate, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 10 + date.charCodeAt(at) - 48
  return value
}

function dateOf(year: number, month: number, day: number): CivilDate {
  const yyyy = year > 999 ? year : String(year).padStart(4, '0')
  return `${yyyy}-${twoDigits(month)}-${twoDigits(day)}` as CivilDate
}

const twoDigits = (part: number): string => (part > 9 ? `${part}` : `0${part}`)
