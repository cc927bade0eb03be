import type { CivilDate, Instant } from '../values/civil-date.js'
import type { CycleId, EventKind, MatterId, PersonRef, RuleId } from '../values/ids.js'

export const matterKinds = ['licence', 'application', 'change', 'company'] as const
export type MatterKind = (typeof matterKinds)[number]

/** Something with deadlines: what happened to it, in the order in which it was noted, is its state. */
export interface Matter {
  readonly id: MatterId
  readonly kind: MatterKind
  /** Whose it is, as people call it. */
  readonly holder: string
  readonly number?: string
  readonly scope?: 'national' | 'provincial'
  readonly province?: string
  /** What is known of it that rules ask for: see `needs`. */
  readonly has: readonly string[]
  /** Append only: a mistake is taken back by an entry of its own. */
  readonly log: readonly Noted[]
}

/** What may be corrected about a matter without anything having happened to it. */
export type MatterDescription = Pick<Matter, 'holder' | 'number' | 'scope' | 'province' | 'has'>

/** Who noted something, under the name that others saw then, where the platform told it. */
export type Author = PersonRef & { readonly name?: string }

/** One entry of a matter's log, with who noted it when. Its place in the log is its number, from 0. */
export type Noted = { readonly at: Instant; readonly by?: Author } & (
  | {
      readonly kind: 'event'
      readonly event: EventKind
      readonly on: CivilDate
      /** The very moment, for deadlines counted in hours. */
      readonly moment?: Instant
      /** Of what was handed in. */
      readonly receipt?: string
    }
  /** How far the work on one deadline is. */
  | { readonly kind: 'marked'; readonly rule: RuleId; readonly cycle: CycleId; readonly mark: Mark }
  | { readonly kind: 'taken-back'; readonly entry: number }
  /** Nobody watches it any more; an event noted later opens it again. */
  | { readonly kind: 'closed' }
)

export type Mark =
  | { readonly kind: 'seen' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'given-up' }
  /** Back on that day. `past`: beyond the last legal day, on the word of who confirmed it twice. */
  | { readonly kind: 'snoozed'; readonly until: CivilDate; readonly past?: true }
