import { isMonthDay } from '../../deadlines/due-shape.js'
import type { MonthDay, Rule } from '../../deadlines/rule.js'
import type { Watched } from '../../deadlines/watch.js'
import type { LadderWish } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import type { LadderRequest } from '../said/ladder-said.js'
import { expires } from '../said/stated-matter.js'
import {
  afterLastDayReply,
  daysOutOfRangeReply,
  noDaysReply,
  noSuchDayReply,
  sameAsNowReply,
  whichRuleReply,
  type LadderAdjustment,
  type Reading,
} from '../say/adjust.js'
import { notAllowedReply } from '../say/rights.js'
import { adjustmentAsked } from './adjusting.js'
import { changedTo, firmest, hasDays, namedHere, openHere, openOf, usualDays, type Named } from './ladders.js'
import { mayManage, stepped } from './watching.js'

/** As far ahead as anybody is reminded. */
const mostDays = 400

/** Undefined where its words name nothing that is here: then it is a question. */
export function ladderRequested(request: LadderRequest, turn: Turn): Decision | undefined {
  const named = namedHere(request.about, turn)
  if (named === undefined) return undefined
  if (request.kind === 'dates' && !request.dates.every(isMonthDay)) return stepped(noSuchDayReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('ladder'), turn)
  if (request.kind === 'days' && request.days.some((day) => day < 1 || day > mostDays))
    return stepped(daysOutOfRangeReply(mostDays), turn)
  const rules = named.rules.length > 0 ? named.rules : rulesMeant(request, named, turn)
  if (rules.length === 0 && isUsual(request)) return stepped(sameAsNowReply, turn)
  const [only, ...others] = rules
  if (only === undefined) return undefined
  if (others.length === 0) return wishAsked(request, only, { named, turn })
  const meant =
    request.kind === 'days' && named.rules.length === 0 ? usuallyMeant(rules, { named, turn }) : undefined
  if (request.kind === 'days' && meant !== undefined) return assumed(request, meant, { rules, named, turn })
  return stepped(
    whichRuleReply(
      rules.flatMap((rule) => wishIn(request, rule, { named, turn }).map((wish) => [rule, wish])),
    ),
    turn,
  )
}

function wishAsked(request: LadderRequest, rule: Rule, place: Place): Decision {
  const wish = wished(request, rule, place)
  return wish.kind === 'wish' ? adjustmentAsked(wish.adjustment, place.turn) : stepped(wish.reply, place.turn)
}

function wishIn(request: LadderRequest, rule: Rule, place: Place): readonly LadderAdjustment[] {
  const wish = wished(request, rule, place)
  return wish.kind === 'wish' ? [wish.adjustment] : []
}

const isUsual = (request: LadderRequest): boolean => request.kind === 'switch' && request.to === 'usual'

/** What is to be as usual again is what was changed. */
function rulesMeant(request: LadderRequest, named: Named, turn: Turn): readonly Rule[] {
  if (!isUsual(request)) return rulesToChoose(named, turn)
  const { matter } = named.watched ?? {}
  return [...turn.known.rules.all.values()].filter(
    ({ id }) => changedTo(id, matter?.id, turn).kind !== 'usual',
  )
}

/** Those whose days can be chosen and that are open here now. */
function rulesToChoose(named: Named, turn: Turn): readonly Rule[] {
  return [...turn.known.rules.all.values()].filter(
    (rule) => rule.optional !== true && hasDays(rule) && countOpen(rule, { named, turn }) > 0,
  )
}

const amongWhom = ({ named: { watched }, turn }: Place): readonly Watched[] =>
  watched === undefined ? openHere(turn) : [watched]

const countOpen = (rule: Rule, place: Place): number =>
  amongWhom(place).filter((one) => openOf(rule, one, place.turn).length > 0).length

/** Who names no deadline of licences means the one they live by: the firmest whose last day lies before the expiry. */
function usuallyMeant(rules: readonly Rule[], place: Place): Rule | undefined {
  const counted = firmest(rules.filter((rule) => leadOf(rule) > 0)).map(
    (rule) => [countOpen(rule, place), rule] as const,
  )
  return counted.sort(([a], [b]) => b - a)[0]?.[1]
}

interface Choosing extends Place {
  readonly rules: readonly Rule[]
}

type DaysRequest = Extract<LadderRequest, { kind: 'days' }>

/** Shown at once, with what else the words may mean. */
function assumed(request: DaysRequest, rule: Rule, { rules, ...place }: Choosing): Decision {
  const wish = wished(request, rule, place)
  if (wish.kind === 'refused') return stepped(wish.reply, place.turn)
  const fromExpiry = request.beforeExpiry ? [] : wishIn({ ...request, beforeExpiry: true }, rule, place)
  const others = rules.filter((other) => other !== rule)
  const readings: readonly Reading[] = [
    ...fromExpiry.map((adjustment) => ({ kind: 'before-expiry' as const, adjustment, days: request.days })),
    ...others.flatMap((other) =>
      wishIn(request, other, place).map((adjustment) => ({
        kind: 'other' as const,
        adjustment,
        rule: other,
      })),
    ),
  ]
  return adjustmentAsked(wish.adjustment, place.turn, readings)
}

interface Place {
  readonly named: Named
  readonly turn: Turn
}

type Wished =
  | { readonly kind: 'wish'; readonly adjustment: LadderAdjustment }
  | { readonly kind: 'refused'; readonly reply: Reply }

function wished(request: LadderRequest, rule: Rule, { named, turn }: Place): Wished {
  const target = targetOf(rule, named)
  if (request.kind === 'switch') return { kind: 'wish', adjustment: { ...target, to: { kind: request.to } } }
  if (!hasDays(rule)) return { kind: 'refused', reply: noDaysReply(rule) }
  const place = { named, turn }
  if (request.kind === 'dates')
    return {
      kind: 'wish',
      adjustment: { ...target, to: withDates(request.dates.filter(isMonthDay), rule, place) },
    }
  const lead = request.beforeExpiry ? leadOf(rule) : 0
  if (request.after)
    return {
      kind: 'wish',
      adjustment: {
        ...target,
        to: withLater(
          request.days.map((day) => lead + day),
          rule,
          place,
        ),
      },
    }
  const days = sorted(request.days.map((day) => lead - day))
  if (days.some((day) => day >= 0)) return { kind: 'refused', reply: afterLastDayReply(rule, lead) }
  const first = days[0] ?? 0
  const later = request.from ? usualHere(rule, place).filter((day) => day > first) : []
  return { kind: 'wish', adjustment: { ...target, to: { kind: 'days', days: sorted([...days, ...later]) } } }
}

export const targetOf = ({ id }: Rule, { watched }: Named): Omit<LadderAdjustment, 'to'> => ({
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

/** The rule's own days before its last one: as they fall for one matter here. */
function usualHere(rule: Rule, { named, turn }: Place): readonly number[] {
  const ladders = amongWhom({ named, turn }).flatMap((watched) =>
    openOf(rule, watched, turn).map((deadline) => usualDays(deadline, watched.matter, turn.known.rules)),
  )
  return ladders[0] ?? []
}

/** As it is now, with more days behind its last one. */
function withLater(days: readonly number[], rule: Rule, place: Place): LadderWish {
  const now = wishNow(rule, place)
  const chosen = 'days' in now ? now.days : usualHere(rule, place)
  return { ...(now.kind === 'dates' ? now : { kind: 'days' }), days: sorted([...chosen, ...days]) }
}

/** As it is now, with more days of every year. */
function withDates(dates: readonly MonthDay[], rule: Rule, place: Place): LadderWish {
  const now = wishNow(rule, place)
  const before = now.kind === 'dates' ? now.dates : []
  const days = 'days' in now ? { days: now.days } : {}
  return { kind: 'dates', dates: [...new Set([...before, ...dates])].sort(), ...days }
}

/** Of a matter that has no ladder of its own, that of the chat. */
function wishNow({ id }: Rule, { named: { watched }, turn }: Place): LadderWish {
  const own = changedTo(id, watched?.matter.id, turn)
  return own.kind === 'usual' ? changedTo(id, undefined, turn) : own
}
