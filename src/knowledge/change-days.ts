import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { Knowledge } from './knowledge.js'

type Dated = Pick<Knowledge, 'entries' | 'figures'>

/** The days on which the same base says something else than the day before: an entry or a figure begins, or has ended. */
export function changeDays({ entries, figures }: Dated): readonly CivilDate[] {
  const periods = [...entries.values(), ...[...figures.values()].flat()]
  const days = periods.flatMap(({ since, until }) =>
    until === undefined ? [since] : [since, daysAfter(until, 1)],
  )
  return [...new Set(days)].sort()
}

/** Whether such a day lies after `from` and not after `to`. */
export function changesBetween(knowledge: Dated, from: CivilDate, to: CivilDate): boolean {
  return changeDays(knowledge).some((day) => from < day && day <= to)
}
