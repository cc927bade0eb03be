import type { CivilDate, Instant } from '../values/civil-date.js'
import type { ChatRef, CycleId, MatterId, PersonRef, RuleId, RungId } from '../values/ids.js'
import type { Matter } from './matter.js'
import type { MonthDay } from './rule.js'

/** A matter with the chats that watch it and what was said of it: all that one tick needs to know. */
export interface Watched {
  readonly matter: Matter
  /** Grows with every change: who writes on top of an older one is refused. */
  readonly revision: number
  readonly watches: readonly Watch[]
  /** Who hears of it in their stead; absent: nobody. */
  readonly standIns?: readonly StandIn[]
  /** What was said or planned of cycles that may still speak. */
  readonly said: readonly Said[]
}

/** One chat that watches one matter. */
export interface Watch {
  readonly chat: ChatRef
  /** Of the chat as a whole. */
  readonly settings: ChatSettings
  /** Of this matter in this chat; the chat's own and the rule's come after it. */
  readonly ladders: Ladders
  /** Who has to act, then who is told when nobody does; at most five. */
  readonly keepers: readonly Keeper[]
  /** When it began or its ladder last changed: what would have been said before is not made up for. */
  readonly since: Instant
  /** The chat takes nothing from us: somebody else has to hear of it. */
  readonly closed?: true
  /** In place of that chat, as long as it takes nothing from us. */
  readonly for?: ChatRef
}

/** A chat that hears of a matter in the stead of one that watches it. */
export interface StandIn {
  readonly chat: ChatRef
  readonly settings: ChatSettings
  readonly for: ChatRef
  /** How those of that chat differ from the rules'. */
  readonly ladders: Ladders
  readonly when: StandInWhen
  /** Who took it on, under the name that others saw. */
  readonly by: string
  /** Takes nothing from us itself. */
  readonly closed?: true
  /** The chat for which it stands takes nothing from us. */
  readonly otherClosed?: true
}

export type StandInWhen =
  /** Of one deadline, once nobody answered for so many working days; of nothing else. */
  | { readonly kind: 'unanswered'; readonly after: number }
  /** Of all of it while the other chat takes nothing from us; what was to be said since then is made up for. */
  | { readonly kind: 'closed'; readonly since: Instant }

export interface Keeper {
  readonly person: PersonRef
  readonly name: string
  /** A private message reached this person: before that nobody counts on them. */
  readonly reached: boolean
  /** Working days without an answer after which it is their turn; 0 for the first. */
  readonly after: number
}

/** Times of day as 'HH:MM' in the time zone of deadlines. */
export interface ChatSettings {
  readonly sendAt: string
  readonly quietFrom: string
  readonly quietTo: string
  readonly ladders: Ladders
  /** Whether it gets a line once a month that says what is watched. */
  readonly monthly: boolean
}

export const usualSettings: ChatSettings = {
  sendAt: '09:00',
  quietFrom: '21:00',
  quietTo: '08:30',
  ladders: {},
  monthly: true,
}

/** By rule: what differs from its own ladder. */
export type Ladders = Readonly<Record<RuleId, LadderChange>>

export type LadderChange =
  | { readonly kind: 'off' }
  /** Of a rule that is optional. */
  | { readonly kind: 'on' }
  /** Days counted from the deadline, negative before it, instead of the rule's rungs before it. */
  | { readonly kind: 'days'; readonly days: readonly number[] }
  /** Days of every year, besides `days` or, without them, the rule's own. */
  | { readonly kind: 'dates'; readonly dates: readonly MonthDay[]; readonly days?: readonly number[] }

/** What a line of the ledger is known by: it is inserted once, however often its time is worked out. */
export interface LineKey {
  readonly matter: MatterId
  readonly rule: RuleId
  readonly cycle: CycleId
  readonly rung: RungId
  readonly chat: ChatRef
}

export interface Said extends LineKey {
  /** The day for which it was planned. */
  readonly on: CivilDate
  readonly state: LineState
}

/**
 * `planned`: its digest has not gone out. `missed`: its time passed unsaid, and a later one tells of it. `dropped`: when it
 * would have gone out there was nothing left to say. `maybe-sent`: it may have arrived, and does not go again.
 */
export type LineState = 'planned' | 'sent' | 'missed' | 'dropped' | 'maybe-sent'

/** A line to be kept if it is not known yet. */
export interface NewLine extends LineKey {
  readonly on: CivilDate
  readonly state: 'planned' | 'missed'
  /** The last legal day, by which digests are ordered under rate limits. */
  readonly due: Instant
  /** Not before then: the hour at which the chat wants to hear of it. */
  readonly notBefore: Instant
}
