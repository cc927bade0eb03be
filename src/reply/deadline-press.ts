import type { CivilDate, Instant } from '../values/civil-date.js'
import type {
  CardKey,
  ChatRef,
  CycleId,
  EventId,
  EventKind,
  HandoverCode,
  MatterId,
  RuleId,
  RungId,
} from '../values/ids.js'
import type { ManyPress } from './many-press.js'

/**
 * What a button about matters and their deadlines does. All that was said so far travels with it, so nothing is kept
 * of a dialogue that nobody finished, and an old button still knows what it means.
 */
export type DeadlinePress =
  /** Shows what would be watched, or asks for what is missing. */
  | { readonly kind: 'review'; readonly stated: StatedMatter }
  | { readonly kind: 'register'; readonly stated: StatedMatter }
  /** Shows what would be noted, or asks for what is missing. */
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'note'; readonly report: Report }
  /** `entry`: its place in the matter's log. */
  | { readonly kind: 'take-back'; readonly matter: MatterId; readonly entry: number }
  /** Asks whether that is so of a matter; `describe` notes it, or with `no` that it is not. */
  | { readonly kind: 'trait'; readonly trait: string; readonly matter: MatterId }
  | { readonly kind: 'describe'; readonly trait: string; readonly matter: MatterId; readonly no?: true }
  /** Shows who has to act, for others to join them; `keep` is whoever presses, `reached` once we could write to them alone. */
  | { readonly kind: 'keepers'; readonly matter: MatterId }
  | { readonly kind: 'keep'; readonly matter: MatterId }
  | { readonly kind: 'reached'; readonly matter: MatterId }
  | { readonly kind: 'release'; readonly matter: MatterId }
  /** Gives whoever presses a sentence by which another chat is told, too, of what nobody answers; `stand-in` agrees there. */
  | { readonly kind: 'elsewhere'; readonly matter: MatterId }
  | { readonly kind: 'stand-in'; readonly offer: StandInOffer; readonly code: HandoverCode }
  | { readonly kind: 'stand-down'; readonly matter: MatterId }
  /** Hears of what a closed chat watches as long as that is closed. */
  | {
      readonly kind: 'take-over'
      readonly for: ChatRef
      readonly matters: readonly MatterId[]
      readonly since: Instant
    }
  | { readonly kind: 'drop' }
  /** Asks when what a line of a reminder waits for was done. */
  | { readonly kind: 'submit'; readonly lines: readonly LineRef[]; readonly at: number }
  | { readonly kind: 'lines'; readonly lines: readonly LineRef[]; readonly view: LinesView }
  | {
      readonly kind: 'mark'
      readonly lines: readonly LineRef[]
      readonly at: number
      readonly mark: 'seen' | 'preparing' | 'given-up'
    }
  /** Whatever of the lines nobody has seen yet. */
  | { readonly kind: 'see-all'; readonly lines: readonly LineRef[] }
  /** `past`: beyond the last legal day, as was confirmed. */
  | {
      readonly kind: 'put-off'
      readonly lines: readonly LineRef[]
      readonly at: number
      readonly until: CivilDate
      readonly past?: true
    }
  | { readonly kind: 'matter'; readonly matter: MatterId; readonly view: 'whole' | 'stop' }
  | { readonly kind: 'stop'; readonly matter: MatterId }
  /** Gives the chat another calendar link, or none; or what it would bring now, as a file. */
  | { readonly kind: 'calendar'; readonly then: 'renew' | 'stop' | 'file' }
  /** Draws the time line of a matter, or twelve months of all that the chat watches. */
  | { readonly kind: 'draw'; readonly matter?: MatterId }
  /** One file with all that is on record of a matter. */
  | { readonly kind: 'proof'; readonly matter: MatterId }
  /** Shows how reminders would come, does it, or takes it back unless it was changed again since. */
  | { readonly kind: 'adjust'; readonly adjustment: Adjustment; readonly step: 'ask' | 'do' }
  | {
      readonly kind: 'adjust'
      readonly adjustment: Adjustment
      readonly step: 'undo'
      readonly of: Adjustment
    }
  /** Whether the chat gets a line in a month that has no other. */
  | { readonly kind: 'monthly'; readonly wanted: boolean }
  /** The same for what is known of a matter without anything having happened to it. */
  | {
      readonly kind: 'mend'
      readonly matter: MatterId
      readonly as: Particulars
      readonly step: 'ask' | 'do' | 'undo'
    }
  | ManyPress
  | DoubtsPress
  /** Registers the `rows` that were shown of a table; `rest`: the others have faults and are left out. */
  | { readonly kind: 'import'; readonly sheet: EventId; readonly rows: number; readonly rest?: true }
  /** Ends the watching of what an import registered and nobody has touched since; `batch` begins the ids of it. */
  | {
      readonly kind: 'import-undo'
      readonly sheet: EventId
      readonly batch: string
      readonly until: Instant
    }

/** By operators, of the reminders that ended in doubt from then until then, as many as there were. */
export interface DoubtsPress {
  readonly kind: 'doubts'
  readonly from: Instant
  readonly until: Instant
  readonly count: number
  readonly as: 'arrived' | 'again'
}

/** What another chat would hear of, and when. */
export interface StandInOffer {
  readonly matter: MatterId
  readonly about: { readonly holder: string; readonly kind: StatedMatter['kind'] }
  readonly for: ChatRef
  /** Working days without an answer. */
  readonly after: number
}

/** How reminders come in a chat. */
export type Adjustment =
  /** Of one matter, or of all that the chat watches. */
  | { readonly kind: 'ladder'; readonly rule: RuleId; readonly matter?: MatterId; readonly to: LadderWish }
  /** Times of day as 'HH:MM'; what is absent stays. */
  | {
      readonly kind: 'hours'
      readonly sendAt?: string
      readonly quietFrom?: string
      readonly quietTo?: string
    }

/**
 * `days`: counted from the last day, negative before it. `dates`: days of every year ('01-10'), besides such days or the
 * rule's own. `usual`: as the rule has it.
 */
export type LadderWish =
  | { readonly kind: 'off' | 'on' | 'usual' }
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | {
      readonly kind: 'dates'
      readonly dates: readonly `${string}-${string}`[]
      readonly days?: readonly number[]
    }

export interface Particulars {
  readonly holder: string
  readonly number?: string
  readonly scope?: 'national' | 'provincial'
  readonly province?: string
}

/** A matter as somebody stated it. */
export interface StatedMatter {
  readonly kind: 'licence' | 'application' | 'change' | 'company'
  readonly holder: string
  readonly number?: string
  readonly scope?: 'national' | 'provincial'
  readonly province?: string
  readonly events: readonly StatedEvent[]
  /** What rules ask of it. */
  readonly has?: readonly string[]
  /** The day on which it expires, as '03-02', where the year was not said; the event has it once it is known. */
  readonly yearless?: string
  /** Was asked about and is meant so: a term of another length than usual. */
  readonly termMeant?: true
  /** Was asked about and is meant so: one like it is watched already. */
  readonly another?: true
}

export interface StatedEvent {
  readonly event: EventKind
  readonly on: CivilDate
  /** The time of that day, as 'HH:MM', where it was said. */
  readonly time?: string
  readonly receipt?: string
}

/** Something that happened to a matter, as far as it was said. */
export interface Report {
  readonly event: EventKind
  readonly matter?: MatterId
  readonly on?: CivilDate | undefined
  /** The time of that day, as 'HH:MM', where it was said. */
  readonly time?: string | undefined
  readonly receipt?: string
  /** The day that a notice sets, said together with the notice. */
  readonly sets?: { readonly event: EventKind; readonly on: CivilDate } | undefined
  /** Until when the new licence is valid. */
  readonly expiresOn?: CivilDate | undefined
  /** The reminder whose button was pressed: it shows what became of it. */
  readonly from?: { readonly card: CardKey; readonly lines: readonly LineRef[] }
}

/** A line of a reminder. Of a list of deadlines it has no rung. */
export interface LineRef {
  readonly matter: MatterId
  readonly rule: RuleId
  readonly cycle: CycleId
  readonly rung?: RungId
  /** Days on which it would have been spoken of, had we not been away. */
  readonly missed?: readonly CivilDate[]
}

/** What a card of several lines shows: all, or one of them with what can be done about it. */
export type LinesView =
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly at: number }
  | { readonly kind: 'put-off'; readonly at: number }
  /** Asks whoever pressed to confirm that it may pass its last day. */
  | { readonly kind: 'past'; readonly at: number; readonly until: CivilDate }
  | { readonly kind: 'give-up'; readonly at: number }
