import type { Noted } from '../../src/deadlines/matter.js'
import type { CivilDate, Instant } from '../../src/values/civil-date.js'
import type { ChannelName, MatterId, RuleId } from '../../src/values/ids.js'

/** What happened, in the order of `number`; `day` is the bot's own, right or wrong. */
export interface Stamp {
  readonly number: number
  /** By a clock that is never off. */
  readonly at: Instant
  readonly day: CivilDate
}

/** A room on one platform, whatever its chat is called by now. */
export interface Seat {
  readonly channel: ChannelName
  readonly room: number
}

/** One deadline as one message spoke of it. */
export interface Told extends Stamp {
  readonly seat: Seat
  readonly matter: MatterId
  readonly rule: RuleId
  /** It says that it may stand there already. */
  readonly marked: boolean
  /** Days left, below 0 when it is said to be over; undefined where the message does not say. */
  readonly left?: number | undefined
  /** Days that it names as missed, as '03-31'. */
  readonly missed: readonly string[]
}

export interface Doubt {
  readonly seat: Seat
  readonly matter: MatterId
  readonly rule: RuleId
  readonly on: CivilDate
}

/** What people noted of a matter. */
export interface Fact extends Stamp {
  readonly matter: MatterId
  readonly entries: readonly Noted[]
}

/** A moment at which the bot ran and these platforms took what it sent. */
export interface Chance extends Stamp {
  readonly channels: readonly ChannelName[]
}

/** All that the judge needs to know of a year. */
export interface History {
  readonly told: readonly Told[]
  /** What may have arrived and does not go again: operators have it on their list. */
  readonly doubted: readonly Doubt[]
  readonly facts: readonly Fact[]
  readonly chances: readonly Chance[]
  /** Messages that people got; edits of old ones are none. */
  readonly messages: number
  /** What must never be: a matter in a chat of others, a round that never ends, an error of ours. */
  readonly faults: readonly string[]
}
