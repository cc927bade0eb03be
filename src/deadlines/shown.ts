import type { CivilDate } from '../values/civil-date.js'
import type { Deadline } from './deadline.js'
import { isOn } from './ladder.js'
import type { Ladders } from './watch.js'

interface ShownTo {
  readonly ladders: readonly Ladders[]
  /** The day on which we were told of the matter. */
  readonly told: CivilDate
}

/**
 * Whether lists and calendars have a deadline. What is off unless switched on is not spoken of; and a day of the calendar
 * that had passed before anybody told us of the matter is not ours to call overdue.
 */
export function isShown({ rule, due }: Deadline, { ladders, told }: ShownTo): boolean {
  if (rule.optional === true && !isOn(rule, ladders)) return false
  return !(rule.due.kind === 'window' && due.kind === 'day' && due.on < told)
}
