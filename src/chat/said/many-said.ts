import type { CivilDate } from '../../values/civil-date.js'
import { bulkSaid, type BulkRequest } from './bulk-said.js'
import { dueSaid, type DueRequest } from './due-said.js'
import { inTimeSaid, type InTimeRequest } from './in-time-said.js'
import { leaveSaid, type LeaveRequest } from './leave-said.js'
import { keepersSaid, redateSaid, type KeepersRequest, type RedateRequest } from './looking-after-said.js'
import { monthIn, type Month } from './month-said.js'

/** What who looks after many licences says. */
export type ManyRequest =
  BulkRequest | LeaveRequest | InTimeRequest | MonthRequest | DueRequest | KeepersRequest | RedateRequest

export interface MonthRequest {
  readonly kind: 'month'
  readonly month: Month
}

export function manySaid(text: string, today: CivilDate): ManyRequest | undefined {
  const month = monthIn(text, today)
  if (month !== undefined) return { kind: 'month', month }
  const due = dueSaid(text) ?? keepersSaid(text) ?? redateSaid(text)
  if (due !== undefined) return due
  return leaveSaid(text) ?? inTimeSaid(text) ?? bulkSaid(text, today)
}
