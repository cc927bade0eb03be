import type { CivilDate, Instant } from '../values/civil-date.js'
import type { CycleId, EventKind, MatterId, RuleId } from '../values/ids.js'

/** One thing that is noted of many at once. */
export interface Bulk {
  readonly deed: BulkDeed
  readonly targets: readonly BulkTarget[]
  /** How many somebody said that they are, where that is not how many there are. */
  readonly counted?: number
}

export type BulkDeed =
  /** Undefined day: it was not said yet. */
  | { readonly kind: 'event'; readonly event: EventKind; readonly on?: CivilDate | undefined }
  | { readonly kind: 'mark'; readonly mark: 'seen' | 'preparing' | 'given-up' }
  | { readonly kind: 'put-off'; readonly until: CivilDate }

/** A matter with the deadline that is meant. Without `cycle` it has none of that kind now; without `rule` none is needed. */
export interface BulkTarget {
  readonly matter: MatterId
  readonly rule?: RuleId
  readonly cycle?: CycleId
}

/** Shows who is meant, notes it of all of them, takes it back. */
export type BulkPress =
  | {
      readonly kind: 'bulk'
      readonly step: 'ask'
      readonly bulk: Bulk
      /** From 0. */
      readonly page?: number
      /** Names of those who are not meant. */
      readonly without?: string
    }
  | { readonly kind: 'bulk'; readonly step: 'do'; readonly bulk: Bulk }
  /** `of`: what was noted then, by its place in each log. */
  | {
      readonly kind: 'bulk'
      readonly step: 'undo'
      readonly deed: BulkDeed
      readonly at: Instant
      readonly of: readonly { readonly matter: MatterId; readonly entry: number }[]
    }
