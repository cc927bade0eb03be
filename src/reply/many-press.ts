import type { CivilDate } from '../values/civil-date.js'
import type { MatterId } from '../values/ids.js'
import type { BulkPress } from './bulk.js'

/** What who looks after many licences presses. */
export type ManyPress = BulkPress | DuePress | PlanPress | MonthPress | LeavePress

/** Another page of what falls due; `rest`: what was asked for, as it was typed. */
export interface DuePress {
  readonly kind: 'due'
  readonly rest: string
  /** From 0. */
  readonly page: number
}

/** Another page of what will be said; `rest` as above. */
export interface PlanPress {
  readonly kind: 'plan'
  readonly rest: string
  /** From 0. */
  readonly page: number
}

/** What was told in the month of that day; `file`: as a table, too. */
export interface MonthPress {
  readonly kind: 'month'
  readonly from: CivilDate
  /** From 0. */
  readonly page?: number
  readonly file?: true
}

/** Ends the watching of all that is one client's: asks, asks once more before erasing, does it. */
export interface LeavePress {
  readonly kind: 'leave'
  readonly matters: readonly MatterId[]
  readonly step: 'ask' | 'keep' | 'ask-erase' | 'erase'
}
