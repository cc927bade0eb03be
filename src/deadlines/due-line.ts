import type { CivilDate } from '../values/civil-date.js'
import type { Deadline, Reminder } from './deadline.js'
import type { Matter } from './matter.js'
import type { Keeper } from './watch.js'

/** One line of a digest: a deadline to speak of in one chat. */
export interface DueLine {
  readonly matter: Matter
  readonly deadline: Deadline
  readonly reminder: Reminder
  /** Days on which it would have been spoken of, had we not been away. */
  readonly missed: readonly CivilDate[]
  /** Days of which nobody knows whether what was said arrived. */
  readonly doubted?: readonly CivilDate[]
  /** Whose turn it is; of the platform on which it is said, or there is nobody to be rung. */
  readonly keeper?: Keeper
  /** It comes late, and at the hour of its chat there is more to say of it today. */
  readonly moreToday?: true
  /** Nobody answered in the chat that watches it, so another one hears of it. */
  readonly forAnother?: true
}
