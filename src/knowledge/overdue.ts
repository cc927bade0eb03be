import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { EntrySource as Entry } from './entry.js'

/** Entries that need their editor from one day on. */
export interface Overdue {
  /** Withheld since then: the day before was their last. */
  readonly ended: readonly Entry[]
  /** Still answered, with a warning: the day before was the last to check them by. */
  readonly unchecked: readonly Entry[]
}

/** What became overdue on `day`; undefined when nothing did. An entry that has ended need not be checked as well. */
export function overdueOn(entries: readonly Entry[], day: CivilDate): Overdue | undefined {
  const before = daysAfter(day, -1)
  const ended = entries.filter(({ until }) => until === before)
  const unchecked = entries.filter(
    ({ until, reviewBy }) => reviewBy === before && (until === undefined || until > before),
  )
  return ended.length + unchecked.length === 0 ? undefined : { ended, unchecked }
}
