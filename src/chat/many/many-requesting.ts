import { bulkRequested } from './bulk-asking.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { inTimeAsked } from '../matters/in-time.js'
import { openHere } from '../matters/ladders.js'
import { leaveRequested } from '../matters/leaving.js'
import type { RedateRequest } from '../said/looking-after-said.js'
import type { ManyRequest } from '../said/many-said.js'
import { dueListed } from '../lists/due-list.js'
import { mattersListed } from '../lists/listing.js'
import { keepersShown } from '../keepers/keeping.js'
import { reportSaid } from '../matters/reporting.js'
import { expires } from '../said/stated-matter.js'
import { allOwnedReply } from '../say/due.js'
import { stepped } from '../matters/watching.js'
import { monthListed } from '../lists/month-listing.js'
import type { Request } from '../said/request.js'

const kinds: Readonly<Record<ManyRequest['kind'], true>> = {
  bulk: true,
  leave: true,
  'in-time': true,
  month: true,
  due: true,
  keepers: true,
  redate: true,
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
    case 'due':
      return openHere(turn).length === 0 ? undefined : dueListed(request.rest, turn)
    case 'keepers':
      return keepersAsked(turn)
    case 'redate':
      return redateAsked(request, turn)
    case 'month':
      return openHere(turn).length === 0 ? undefined : monthListed(request.month, turn)
  }
}

/** Of several the one is opened first. */
function keepersAsked(turn: Turn): Decision | undefined {
  const [only, another] = openHere(turn)
  if (only === undefined) return undefined
  if (turn.arrival.chat.kind === 'private') return stepped(allOwnedReply(true), turn)
  return another === undefined ? keepersShown(only.matter.id, turn) : mattersListed('', turn)
}

function redateAsked({ about }: RedateRequest, turn: Turn): Decision | undefined {
  if (openHere(turn).length === 0) return undefined
  return reportSaid({ report: { event: expires }, ...(about !== undefined && { about }) }, turn)
}
