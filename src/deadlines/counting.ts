import {
  china,
  dayAt,
  daysAfter,
  instant,
  monthsAfter,
  type CivilDate,
  type Instant,
} from '../values/civil-date.js'
import type { Happened } from './log.js'
import type { Span } from './rule.js'
import { isKnownBetween, workingDaysAfter, type WorkingDays } from './working-days.js'

/** The day that counting comes to, with the very moment where hours are counted. */
export interface Counted {
  readonly on: CivilDate
  readonly moment?: Instant
  /** Counted over days of a year of which the holidays are not known. */
  readonly provisional: boolean
}

/** What is counted from: a day, and the moment if it is known. */
export type CountedFrom = Pick<Happened, 'on' | 'moment'>

/**
 * Of "within N days from X", the day after X is the first and day N the last: X and N days. "N days ahead of X" is X less N
 * days. Both are the usual reading; where another one would give a day more, this is the earlier one.
 */
export function countedFrom(from: CountedFrom, span: Span, days: WorkingDays): Counted {
  switch (span.unit) {
    case 'day':
      return { on: daysAfter(from.on, span.amount), provisional: false }
    case 'month':
      return { on: monthsAfter(from.on, span.amount), provisional: false }
    case 'year':
      return { on: monthsAfter(from.on, span.amount * 12), provisional: false }
    case 'working-day': {
      const on = workingDaysAfter(from.on, span.amount, days)
      return { on, provisional: !isKnownBetween(from.on, on, days) }
    }
    case 'hour':
      return hoursFrom(from, span.amount)
  }
}

const millisecondsOfHour = 3_600_000

function hoursFrom(from: CountedFrom, hours: number): Counted {
  const moment = instant((from.moment ?? beginningOf(from.on)) + hours * millisecondsOfHour)
  return { on: dayAt(moment, china), moment, provisional: false }
}

/** Of what is known to the day only, the earliest moment: too early is safe, too late is not. */
const beginningOf = (day: CivilDate): Instant => instant(Date.parse(`${day}T00:00:00+08:00`))
