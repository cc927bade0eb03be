import type { Rule } from '../deadlines/rule.js'
import type { Watched } from '../deadlines/watch.js'
import type { Adjustment } from '../reply/deadline-press.js'
import { adjusted } from './matters/adjusting.js'
import type { Decision } from './decision.js'
import type { Turn } from './turn.js'
import type { HoursRequest } from './said/hours-said.js'
import type { LadderRequest } from './said/ladder-said.js'
import { hasDays, isOurs, namedHere, openHere, openOf, usualDays, type Named } from './matters/ladders.js'
import { isOfMany, manyRequested } from './many/many-requesting.js'
import type { ManyRequest } from './said/many-said.js'
import { matterOpened } from './matters/matters.js'
import { mendSaid } from './matters/mending.js'
import type { Request, StopRequest } from './said/request.js'
import {
  afterLastDayReply,
  daysOutOfRangeReply,
  hoursStayReply,
  lastDayStaysReply,
  noDaysReply,
  noSuchTimeReply,
  whichRuleReply,
  type LadderAdjustment,
} from './say/adjust.js'
import { mattersReply } from './say/matter.js'
import { notAllowedReply } from './say/rights.js'
import { expires } from './said/stated-matter.js'
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
    case 'switch':
      return ladderRequested(request, turn)
    case 'stop':
      return stopRequested(request, turn)
  }
}

function hoursRequested({ hours }: HoursRequest, turn: Turn): Decision {
  const set = hours.flatMap(([name, time]) => (time === undefined ? [] : [[name, time] as const]))
  if (set.length < hours.length) return stepped(noSuchTimeReply, turn)
  return asked({ kind: 'hours', ...Object.fromEntries(set) }, turn)
}

const asked = (adjustment: Adjustment, turn: Turn): Decision =>
  adjusted({ kind: 'adjust', adjustment, step: 'ask' }, turn)

/** As far ahead as anybody is reminded. */
const mostDays = 400

function ladderRequested(request: LadderRequest, turn: Turn): Decision | undefined {
  const named = namedHere(request.about, turn)
  if (named === undefined) return undefined
  if (!mayManage(turn)) return stepped(notAllowedReply('ladder'), turn)
  if (request.kind === 'days' && request.days.some((day) => day < 1 || day > mostDays))
    return stepped(daysOutOfRangeReply(mostDays), turn)
  const rules = named.rules.length > 0 ? named.rules : rulesToChoose(named, turn)
  const [only, ...others] = rules
  if (only === undefined) return undefined
  if (others.length > 0)
    return stepped(
      whichRuleReply(
        rules.flatMap((rule) => {
          const wish = wished(request, rule, { named, turn })
          return wish.kind === 'wish' ? [[rule, wish.adjustment] as const] : []
        }),
      ),
      turn,
    )
  const wish = wished(request, only, { named, turn })
  return wish.kind === 'wish' ? asked(wish.adjustment, turn) : stepped(wish.reply, turn)
}

/** Those whose days can be chosen and that are open here now. */
function rulesToChoose({ watched }: Named, turn: Turn): readonly Rule[] {
  const among = watched === undefined ? openHere(turn) : [watched]
  return [...turn.known.rules.all.values()].filter(
    (rule) =>
      rule.optional !== true && hasDays(rule) && among.some((one) => openOf(rule, one, turn).length > 0),
  )
}

interface Place {
  readonly named: Named
  readonly turn: Turn
}

type Wished =
  | { readonly kind: 'wish'; readonly adjustment: LadderAdjustment }
  | { readonly kind: 'refused'; readonly reply: ReturnType<typeof noDaysReply> }

function wished(request: LadderRequest, rule: Rule, { named, turn }: Place): Wished {
  const target = targetOf(rule, named)
  if (request.kind === 'switch') return { kind: 'wish', adjustment: { ...target, to: { kind: request.to } } }
  if (!hasDays(rule)) return { kind: 'refused', reply: noDaysReply(rule) }
  const lead = request.beforeExpiry ? leadOf(rule) : 0
  const days = sorted(request.days.map((day) => lead - day))
  if (days.some((day) => day >= 0)) return { kind: 'refused', reply: afterLastDayReply(rule, lead) }
  const first = days[0] ?? 0
  const later = request.from ? laterDays(rule, first, { named, turn }) : []
  return { kind: 'wish', adjustment: { ...target, to: { kind: 'days', days: sorted([...days, ...later]) } } }
}

const targetOf = ({ id }: Rule, { watched }: Named): Omit<LadderAdjustment, 'to'> => ({
  kind: 'ladder',
  rule: id,
  ...(watched !== undefined && { matter: watched.matter.id }),
})

const sorted = (days: readonly number[]): readonly number[] => [...new Set(days)].sort((a, b) => a - b)

/** By how many days the last day lies before the expiry. */
function leadOf({ due }: Rule): number {
  const isBefore = due.kind === 'counted' && due.from === expires && due.span.unit === 'day'
  return isBefore ? -due.span.amount : 0
}

/** The rule's own days that come after the first one: as they fall for one matter here. */
function laterDays(rule: Rule, first: number, { named, turn }: Place): readonly number[] {
  const among: readonly Watched[] = named.watched === undefined ? openHere(turn) : [named.watched]
  const ladders = among.flatMap((watched) =>
    openOf(rule, watched, turn).map((deadline) => usualDays(deadline, watched.matter, turn.known.rules)),
  )
  return (ladders[0] ?? []).filter((day) => day > first)
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
  return asked({ ...target, to: { kind: 'off' } }, turn)
}
