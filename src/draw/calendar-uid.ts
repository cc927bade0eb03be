import { anchorsOf } from '../deadlines/cases.js'
import { countedCycles } from '../deadlines/counted-cycles.js'
import type { Deadline } from '../deadlines/deadline.js'
import { eventsOf } from '../deadlines/log.js'
import type { Matter } from '../deadlines/matter.js'
import type { WorkingDays } from '../deadlines/working-days.js'

/**
 * By what calendars know an event again. A cycle is named after the date that it counts from, so under that name a corrected
 * expiry would be another event beside the old one; which run of the rule it is, is not changed by a correction.
 */
export function uidOf({ rule, cycle }: Deadline, matter: Matter, days: WorkingDays): string {
  return `${matter.id}.${rule.id}.${runOf({ rule, cycle }, matter, days) ?? cycle}@chizheng`
}

/** Undefined for what goes by the calendar, and where each event is a case of its own. */
function runOf(
  { rule, cycle }: Pick<Deadline, 'rule' | 'cycle'>,
  matter: Matter,
  days: WorkingDays,
): string | undefined {
  if (rule.each === true || anchorsOf(rule).length === 0) return undefined
  const cycles = countedCycles(rule, eventsOf(matter), days)
  const run = cycles.findIndex((one) => one.cycle === cycle)
  return run < 0 ? undefined : `run-${run + 1}`
}
