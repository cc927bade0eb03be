import type { Citation } from '../reply/reply.js'
import type { CivilDate } from '../values/civil-date.js'
import type { EntryId, EventKind, RuleId, RungId } from '../values/ids.js'
import type { MatterKind } from './matter.js'

/** How firm a deadline is; the words of every reminder show it. */
export const hardnesses = [
  'hard-legal',
  'hard-effect',
  'authority-duty',
  'as-notice-says',
  'internal-target',
  'practice',
  'advice',
  'watch',
] as const
export type Hardness = (typeof hardnesses)[number]

/** From the mildest to the strongest. */
export const tones = ['info', 'warn', 'urgent', 'critical'] as const
export type Tone = (typeof tones)[number]

/** A length of time, signed: negative lies before what it is counted from. */
export type Span =
  | { readonly unit: 'day'; readonly amount: number }
  | { readonly unit: 'working-day'; readonly amount: number }
  | { readonly unit: 'hour'; readonly amount: number }
  | { readonly unit: 'month'; readonly amount: number }
  | { readonly unit: 'year'; readonly amount: number }

/** A day of every year, as '03-31'. */
export type MonthDay = `${string}-${string}`

/** When a deadline falls. */
export type Due =
  /** So long before or after a dated event of the matter. */
  | { readonly kind: 'counted'; readonly from: EventKind; readonly span: Span }
  /** The earliest of several: 30 days after the decision, but 90 before it takes effect. */
  | { readonly kind: 'earliest'; readonly of: readonly Extract<Due, { kind: 'counted' }>[] }
  /** A window of every year, both days included. */
  | { readonly kind: 'window'; readonly opens: MonthDay; readonly closes: MonthDay }
  /** One day for everybody. */
  | { readonly kind: 'date'; readonly on: CivilDate }
  /** The day that a notice names: the date of the event `named`. Until it is known there is nothing to count to, but for `fallback`. */
  | {
      readonly kind: 'named'
      readonly by: EventKind
      readonly named: EventKind
      readonly fallback?: Due
    }
  /** Comes back every so often by the calendar and is never overdue. */
  | { readonly kind: 'recurring' }

/** When a rung speaks. `due` counts from the deadline, anything else from an event of the matter. */
export type RungWhen =
  | { readonly kind: 'counted'; readonly from: 'due' | EventKind; readonly span: Span }
  /** Every day or week: from so many days after `from` up to and including `last` (days), or up to a day of the year. */
  | {
      readonly kind: 'repeated'
      readonly from: 'due' | EventKind
      readonly every: 'day' | 'week'
      readonly first: number
      readonly last?: number
      readonly until?: MonthDay
    }
  | { readonly kind: 'month-day'; readonly on: MonthDay }
  | { readonly kind: 'monthly'; readonly day: number }
  /** The same day of every third month, beginning with `month` (1 to 3). */
  | { readonly kind: 'quarterly'; readonly month: number; readonly day: number }
  | { readonly kind: 'date'; readonly on: CivilDate }

export interface Rung {
  readonly id: RungId
  readonly when: RungWhen
  /** At that time of its day, as 'HH:MM', whatever the hour of the chat. */
  readonly at?: string
  readonly tone: Tone
  /** What to do; figures are filled in when it is said. Empty: what the deadline says is enough. */
  readonly do?: string
}

/** How a rule stands while its figures have certain values. */
export interface RuleVersion {
  /** The first day of these values. */
  readonly since: CivilDate
  readonly due: Due
  readonly ladder: readonly Rung[]
}

/** A deadline as a rule: who it is for, when it falls, when to speak of it and what to say. */
export interface Rule {
  readonly id: RuleId
  readonly name: string
  readonly matter: MatterKind
  readonly hardness: Hardness
  readonly due: Due
  /** The last day on which it is safe, where that is earlier than the deadline itself: days counted from it. */
  readonly safe?: number
  /** Applies only to matters of which this is known: has numbers of its own, sends text messages, … */
  readonly needs?: string
  /** Applies to who held the licence on the last day of the year before. */
  readonly heldAtYearEnd?: true
  /** Applies only once this was reported: the decision on a renewal is waited for once the renewal was filed. */
  readonly starts?: EventKind
  /** Off until somebody switches it on: habits and advice, which would drown what counts. */
  readonly optional?: true
  /** Each event is a case of its own (complaints); otherwise the newest event replaces the one before. */
  readonly each?: true
  /** Reported, it ends the cycle and all further reminders of it. */
  readonly done?: EventKind
  /** Also end the cycle: what makes the deadline pointless (a renewal that was granted, a report of giving up). */
  readonly ends?: readonly EventKind[]
  /** The role that has to act. */
  readonly owner: string
  readonly ladder: readonly Rung[]
  /** What is said once it has passed, instead of days left. */
  readonly overdue?: string
  /** What is asked for while the dates it counts from are not known. */
  readonly asks?: string
  /** What to read about it. */
  readonly entry?: EntryId
  readonly citations: readonly [Citation, ...Citation[]]
  /** The oldest first, where a figure that the rule names has another value from some day on; `due` and `ladder` are of one. */
  readonly versions?: readonly RuleVersion[]
}

/** What a matter may be like, where a rule is only for such (`needs`): has numbers of its own, sends text messages. */
export interface Trait {
  readonly id: string
  readonly matter: MatterKind
  readonly name: string
  /** How people say it: 我们有自己的码号. */
  readonly says: readonly string[]
}

/** Something dated that happens to a matter, as people report it. */
export interface EventSource {
  readonly kind: EventKind
  readonly matter: MatterKind
  readonly name: string
  /** How people say it: 交材料了, 收到补正通知. */
  readonly says: readonly string[]
  /** What is asked for where the date is not said. */
  readonly asks: string
  /** Lies ahead when it is reported (an expiry, a day set by a notice); everything else has happened. */
  readonly ahead?: true
}
