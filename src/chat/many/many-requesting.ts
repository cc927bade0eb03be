import { bulkRequested } from './bulk-asking.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { inTimeAsked } from '../matters/in-time.js'
import { openHere } from '../matters/ladders.js'
import { leaveRequested } from '../matters/leaving.js'
import type { ManyRequest } from '../said/many-said.js'
import { monthListed } from '../lists/month-listing.js'
import type { Request } from '../said/request.js'

const kinds: Readonly<Record<ManyRequest['kind'], true>> = {
  bulk: true,
  leave: true,
  'in-time': true,
  month: true,
}

export const isOfMany = (request: Request | ManyRequest): request is ManyRequest => request.kind in kinds

/** Undefined where its words name nothing here: then it is a question. */
export function manyRequested(request: ManyRequest, turn: Turn): Decision | undefined {
  switch (request.kind) {
    case 'bulk':
      return bulkRequested(request, turn)
    case 'leave':
      return leaveRequested(request, turn)
    case 'in-time':
      return inTimeAsked(request, turn)
    case 'month':
      return openHere(turn).length === 0 ? undefined : monthListed(request.month, turn)
  }
}
