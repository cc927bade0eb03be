import { dayNumber, type CivilDate } from '../../values/civil-date.js'
import type { QuantityUnit, Range } from '../../values/range.js'
import type { Quantity } from '../../values/typed-input/quantities.js'
import type { Compared } from '../condition/condition.js'
import type { Given, Value } from '../condition/inputs.js'
import { isFollowUp, isOfAnother, ruleOfTopic, rulesNear, topicOf } from './follow-up.js'
import { optionsNamed } from './options.js'
import type { Posed } from './question.js'
import { comparisonsOf, measureAgainst, type Asked, type Rule } from './rule.js'
import { untilExpiry } from './until.js'
import { askedAs, blank, impliesAsking, isMadeOf, type AskedAs } from './words.js'
import { comparable, inDays, isTime, measureOf } from '../condition/measure.js'

/** A question as one about a rule: how it asks, and what it says of the company. */
export interface Reading {
  readonly rule: Rule
  readonly isNamed: boolean
  /** Whether it is meant because it was just talked about. */
  readonly follows: boolean
  readonly askedAs: AskedAs
  readonly unit: QuantityUnit
  readonly given: Given
}

/** The question as one about this rule; undefined unless each of its words, or of those `besides`, allows that. */
export function readBy(
  rule: Rule,
  question: Posed,
  asked: Asked,
  besides: readonly string[] = [],
): Reading | undefined {
  const { quantity, text } = question
  const { names, beside } = rule.judged
  const taken = takenFor(rule.what, quantity, asked)
  const options = optionsNamed(rule.condition, text, asked.knowledge)
  if (taken === undefined || !isMadeOf(text, [...names, ...beside, ...options.words, ...besides]))
    return undefined
  const isNamed = names.some((name) => text.includes(name))
  const follows = isFollowUp({ rule, text, unit: taken.unit, words: options.words }, asked)
  const goesOn = follows || (isNamed && ruleOfTopic(asked) !== undefined)
  const outright = follows ? undefined : askedOutright(rule, question, options.isNamed)
  const how = outright ?? (goesOn ? askedOn(rule, question, follows) : undefined)
  if (how === undefined) return undefined
  return {
    rule,
    isNamed,
    follows,
    askedAs: how,
    unit: taken.unit,
    given: new Map([...options.given, ...taken.given]),
  }
}

function askedOutright(rule: Rule, question: Posed, namesOption: boolean): AskedAs | undefined {
  const how = askedOf(rule, question.text, namesOption)
  return how === undefined || isElsewhere(rule, question, how) ? undefined : how
}

/** How a question that goes on from a rule asks: in words, or without any as 那60天呢 does. */
function askedOn(rule: Rule, question: Posed, follows: boolean): AskedAs | undefined {
  const said = askedAs(question.text, false)
  if (said !== undefined)
    return follows && !(isOfTimes(said) && rule.what.kind === 'quantity') ? said : undefined
  const implied = rule.what.kind === 'today' ? 'late' : 'enough'
  if (!impliesAsking(question.text) || (!follows && isElsewhere(rule, question, implied))) return undefined
  return implied
}

/** Whether the words, though all known, put the value to something else. */
function isElsewhere({ what }: Rule, { quantity, text, as }: Posed, how: AskedAs): boolean {
  if (as === 'yearless' && what.kind !== 'today') return true
  if (what.kind === 'days-until' && !untilExpiry(quantity).test(text)) return true
  // 一个人能办吗 may ask whether a natural person can.
  return how === 'fine' && quantity.range.hi === 1n && text.includes(`${blank}个人`)
}

/** Being in time is asked of times only, and of them nothing else: 还有70天到期能续吗 asks whether it is not too late. */
function askedOf({ what }: Rule, text: string, namesOption: boolean): AskedAs | undefined {
  const how = askedAs(text, namesOption)
  if (how === undefined) return undefined
  if (what.kind === 'quantity') return isOfTimes(how) ? undefined : how
  if (what.kind === 'today' || isOfTimes(how)) return how
  if (renews.test(text)) return 'in-time'
  return ahead.test(text) ? how : undefined
}
const isOfTimes = (how: AskedAs): boolean => how === 'in-time' || how === 'late'
const renews = /续|延|换证|申请|交/

interface Taken {
  readonly unit: QuantityUnit
  readonly given: Given
}

/** The value as this rule takes it; undefined if it counts something else. A day on which something is done answers no input: it is the day that is judged. */
export function takenFor(what: Compared, quantity: Quantity, { knowledge, asOf }: Asked): Taken | undefined {
  const { range, units } = quantity
  if (what.kind === 'today') return units.includes('date') ? { unit: 'date', given: new Map() } : undefined
  const input = knowledge.inputs.get(what.input)
  if (input?.type !== 'quantity') return undefined
  const unit = units.find((one) => fits(one, input.unit, what))
  if (unit === undefined) return undefined
  const value: Value = { kind: 'quantity', unit, range }
  const isAsIs = unit === 'date' || what.kind === 'quantity'
  return { unit, given: new Map([[input.id, isAsIs ? value : dayIn({ unit, range }, asOf)]]) }
}

function fits(unit: QuantityUnit, asked: QuantityUnit, what: Compared): boolean {
  if (unit === 'date' || asked === 'date')
    return asked === 'date' && (unit === 'date' || (what.kind === 'days-until' && isTime(unit)))
  return comparable(measureOf(unit, none).unit, measureOf(asked, none).unit)
}

const none: Range = { lo: 0n, hi: 0n }

/** The day so long after today. */
function dayIn(
  { unit, range }: Pick<Extract<Value, { kind: 'quantity' }>, 'unit' | 'range'>,
  asOf: CivilDate,
): Value {
  const days = inDays(measureOf(unit, range))
  const today = dayNumber(asOf)
  return { kind: 'quantity', unit: 'date', range: { lo: today + days.lo, hi: today + days.hi } }
}

/**
 * Whether an amount that nothing names may be taken for what the law asks: not a time, which may be anything's unless
 * it is one ahead of something, and no sum far below every figure, which is more likely a price.
 */
export function goesUnnamed(rule: Rule, { quantity, text }: Posed, asked: Asked): boolean {
  const { knowledge, asOf } = asked
  if (rule.entry.severity !== 'law') return false
  if (rule.what.kind === 'days-until') return ahead.test(text) && isNear(rule, asked)
  if (isOfAnother(rule, asked)) return false
  if (quantity.units.some((unit) => unit === 'date' || isTime(unit))) return false
  const bounds = comparisonsOf(rule.condition).flatMap(
    (one) => measureAgainst(one, { figures: knowledge.figures, asOf })?.range.lo ?? [],
  )
  return bounds.some((bound) => quantity.range.hi * 2n >= bound)
}

/** Whether nothing else was talked about that is due as long ahead: to stop has a time of its own. */
function isNear(rule: Rule, asked: Asked): boolean {
  const topic = topicOf(asked)
  if (topic === undefined || topic.id === rule.entry.id) return true
  const condition = asked.knowledge.conditions.get(topic.id)
  const hasOwn =
    condition !== undefined && comparisonsOf(condition).some(({ what }) => what.kind === 'days-until')
  return !hasOwn && rulesNear(asked).some(({ entry }) => entry.id === rule.entry.id)
}

/** 提前91天够吗 asks of the one thing here that has to be done so long ahead. */
const ahead = new RegExp(`提前[^${blank}后]*${blank}`)
