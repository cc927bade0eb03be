import { daysAfter, isWeekend, yearOf, type CivilDate } from '../values/civil-date.js'

/** The days of one year that are not what their weekday says. */
export interface HolidayYear {
  readonly year: number
  /** The notice they stand in. */
  readonly notice: string
  readonly days: ReadonlyMap<CivilDate, 'off' | 'working'>
}

/** Which days are working days, as far as the holidays are known. */
export interface WorkingDays {
  /** Of a year without a file: Monday to Friday. */
  isWorkingDay(day: CivilDate): boolean
  /** Whether the holidays of that day's year are known. */
  isKnown(day: CivilDate): boolean
}

/** A notice may speak of a day of the year before (a Saturday worked for New Year); where two do, the later one holds. */
export function workingDaysOf(years: readonly HolidayYear[]): WorkingDays {
  const known = new Set(years.map(({ year }) => year))
  const inOrder = [...years].sort((a, b) => a.year - b.year)
  const special = new Map(inOrder.flatMap(({ days }) => [...days]))
  return {
    isWorkingDay(day) {
      const said = special.get(day)
      return said === undefined ? !isWeekend(day) : said === 'working'
    },
    isKnown: (day) => known.has(yearOf(day)),
  }
}

/** That day if it is a working day, else the next one. */
export function workingDayFrom(day: CivilDate, days: WorkingDays): CivilDate {
  return stepTo(day, 1, days)
}

/** That day if it is a working day, else the one before. */
export function workingDayUpTo(day: CivilDate, days: WorkingDays): CivilDate {
  return stepTo(day, -1, days)
}

function stepTo(day: CivilDate, step: 1 | -1, days: WorkingDays): CivilDate {
  let at = day
  while (!days.isWorkingDay(at)) at = daysAfter(at, step)
  return at
}

/** The working day that is so many after a day, whatever that day itself is; negative counts back; 0 is the day itself. */
export function workingDaysAfter(day: CivilDate, count: number, days: WorkingDays): CivilDate {
  const step = count < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(count); left > 0; left -= 1) at = stepTo(daysAfter(at, step), step, days)
  return at
}

/** Whether the holidays of every year from one day to the other, in either order, are known. */
export function isKnownBetween(one: CivilDate, other: CivilDate, days: WorkingDays): boolean {
  const [first, last] = one < other ? [one, other] : [other, one]
  if (!days.isKnown(first) || !days.isKnown(last)) return false
  // 365 days never skip a year.
  return yearOf(last) - yearOf(first) < 2 || isKnownBetween(daysAfter(first, 365), last, days)
}
