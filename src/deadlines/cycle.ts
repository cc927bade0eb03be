import type { CivilDate, Instant } from '../values/civil-date.js'
import type { CycleId } from '../values/ids.js'
import type { DueOf } from './due.js'
import type { Events } from './log.js'

/** One round of a rule for a matter, before it is known how far the work on it is. */
export interface Cycle extends DueOf {
  readonly cycle: CycleId
  /** Those of this round, the newest of each kind. */
  readonly events: Events
  readonly opensOn?: CivilDate
  readonly armedAt?: Instant
  /** The day of what ended it. */
  readonly ended?: CivilDate
}
