import type { CivilDate, Instant } from '../values/civil-date.js'
import type { CycleId, MatterId, RungId } from '../values/ids.js'
import type { Mark } from './matter.js'
import type { Rule, Tone } from './rule.js'

/** One deadline of one matter. `cycle` names what it was counted from: another expiry is another cycle. */
export interface Deadline {
  readonly matter: MatterId
  readonly rule: Rule
  readonly cycle: CycleId
  readonly due: DueTime
  readonly opensOn?: CivilDate
  readonly safeLastDay?: CivilDate
  /** Needs a year of which the holidays are not known, or a day that is still to be named. */
  readonly provisional: boolean
  /** Was over before what it counts from happened: nothing is counted down, the plan has to change. */
  readonly unmeetable?: true
  /** When the newest of the events that it hangs on was noted; absent for what comes by the calendar alone. */
  readonly armedAt?: Instant
  readonly state: DeadlineState
}

export type DueTime =
  | { readonly kind: 'day'; readonly on: CivilDate }
  /** Counted in hours. */
  | { readonly kind: 'moment'; readonly at: Instant; readonly on: CivilDate }
  /** Comes back by the calendar. */
  | { readonly kind: 'never' }
  /** What it counts from is not known yet. */
  | { readonly kind: 'unknown' }

export type DeadlineState =
  | { readonly kind: 'open'; readonly mark?: Mark & { readonly noted: Instant } }
  /** `on`: the day of what ended it. */
  | { readonly kind: 'done'; readonly on: CivilDate }
  | { readonly kind: 'given-up' }

/** One time at which a deadline is spoken of. */
export interface Reminder {
  readonly deadline: Deadline
  /**
   * Of the ladder; a rung that speaks more than once adds the day: 'overdue-daily@2026-12-03'. '@eve' is the working day
   * before a last day that is a day off, 'snoozed@' the day on which it comes back.
   */
  readonly rung: RungId
  readonly tone: Tone
  readonly do?: string
  /** The day on which it goes out. */
  readonly on: CivilDate
  /** The time of that day, as 'HH:MM', where its rung has one of its own. */
  readonly at?: string
  /** Where hours count: the moment, whatever the hour of the day. */
  readonly moment?: Instant
  /** The day it would have been, had that been a working day. */
  readonly movedFrom?: CivilDate
  /** Its day passed unsaid, and people are off today: it comes on the next working day, or with what is said before. */
  readonly madeUp?: true
  /** `on` needs a year of which the holidays are not known, or counts from what is provisional itself. */
  readonly provisional: boolean
  /** Goes out at night, too: the last legal day, and what is counted in hours. */
  readonly anyHour: boolean
}
