import type { Rule } from '../deadlines/rule.js'
import type { Watched } from '../deadlines/watch.js'
import type { Decision } from './decision.js'
import type { Turn } from './turn.js'
import type { HoursRequest } from './said/hours-said.js'
import { isOfMany, manyRequested } from './many/many-requesting.js'
import type { ManyRequest } from './said/many-said.js'
import { adjustmentAsked } from './matters/adjusting.js'
import { ladderRequested, targetOf } from './matters/ladder-requesting.js'
import { hasDays, isOurs, namedHere, openHere, type Named } from './matters/ladders.js'
import { matterOpened } from './matters/matters.js'
import { mendSaid } from './matters/mending.js'
import type { Request, StopRequest } from './said/request.js'
import { hoursStayReply, lastDayStaysReply, noSuchTimeReply } from './say/adjust.js'
import { mattersReply } from './say/matter.js'
import { notAllowedReply } from './say/rights.js'
import { monthlySet } from './matters/monthly.js'
import { mattersListed } from './lists/listing.js'
import { mayManage, stepped } from './matters/watching.js'

/** What a sentence asks to be changed. Undefined where its words name nothing that is here: then it is a question. */
export function requested(request: Request | ManyRequest, turn: Turn): Decision | undefined {
  if (isOfMany(request)) return manyRequested(request, turn)
  if (request.kind === 'mend') return mendSaid(request, turn)
  if (openHere(turn).length === 0)
    return request.kind === 'stop' ? undefined : stepped(mattersReply([], turn.now.today), turn)
  switch (request.kind) {
    case 'hours':
      return hoursRequested(request, turn)
    case 'monthly':
      return monthlySet(request.wanted, turn)
    case 'days':
    case 'dates':
    case 'switch':
      return ladderRequested(request, turn)
    case 'stop':
      return stopRequested(request, turn)
  }
}

function hoursRequested({ hours }: HoursRequest, turn: Turn): Decision {
  const set = hours.flatMap(([name, time]) => (time === undefined ? [] : [[name, time] as const]))
  if (set.length < hours.length) return stepped(noSuchTimeReply, turn)
  return adjustmentAsked({ kind: 'hours', ...Object.fromEntries(set) }, turn)
}

/** A matter is asked about once more; of a deadline only that is switched off that is not ours to keep. */
function stopRequested({ about }: StopRequest, turn: Turn): Decision | undefined {
  const named = namedHere(about, turn)
  if (named === undefined) return undefined
  const { watched, rules } = named
  const [rule] = rules
  if (rule !== undefined) return ruleStopped(rule, named, turn)
  if (watched !== undefined) return stopAsked(watched, turn)
  const [only, ...others] = openHere(turn)
  return only === undefined || others.length > 0 ? mattersListed('', turn) : stopAsked(only, turn)
}

const stopAsked = ({ matter }: Watched, turn: Turn): Decision =>
  matterOpened({ kind: 'matter', matter: matter.id, view: 'stop' }, turn)

function ruleStopped(rule: Rule, named: Named, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('ladder'), turn)
  const target = targetOf(rule, named)
  if (isOurs(rule) && rule.optional !== true)
    return stepped(
      hasDays(rule)
        ? lastDayStaysReply(rule, { ...target, to: { kind: 'days', days: [] } })
        : hoursStayReply(rule),
      turn,
    )
  return adjustmentAsked({ ...target, to: { kind: 'off' } }, turn)
}
