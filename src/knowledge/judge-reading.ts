import { dayNumber, type CivilDate } from '../values/civil-date.js'
import type { QuantityUnit, Range } from '../values/range.js'
import type { Quantity } from '../values/typed-input/quantities.js'
import { leavesOf, type Compared, type Condition } from './condition.js'
import type { Choosing, Given, Value } from './inputs.js'
import type { Posed } from './judge-question.js'
import { comparisonsOf, measureAgainst, type Asked, type Rule } from './judge-rule.js'
import { untilExpiry } from './judge-until.js'
import { askedAs, blank, isMadeOf, type AskedAs } from './judge-words.js'
import type { Knowledge } from './knowledge.js'
import { formsIn } from './lexicon.js'
import { comparable, inDays, isTime, measureOf } from './measure.js'

/** A question as one about a rule: how it asks, and what it says of the company. */
export interface Reading {
  readonly rule: Rule
  readonly isNamed: boolean
  readonly askedAs: AskedAs
  readonly unit: QuantityUnit
  readonly given: Given
}

/** The question as one about this rule; undefined unless each of its words allows that. */
export function readBy(rule: Rule, question: Posed, asked: Asked): Reading | undefined {
  const { quantity, text } = question
  const taken = takenFor(rule.what, quantity, asked)
  const options = optionsNamed(rule.condition, text, asked.knowledge)
  const how = askedOf(rule, text, options.length > 0)
  if (taken === undefined || how === undefined || isElsewhere(rule, question, how)) return undefined
  const { names, beside } = rule.judged
  if (!isMadeOf(text, [...names, ...beside, ...options.map(({ form }) => form)])) return undefined
  const given = new Map([...chosen(options), ...taken.given])
  return { rule, isNamed: names.some((name) => text.includes(name)), askedAs: how, unit: taken.unit, given }
}

/** Whether the words, though all known, put the value to something else. */
function isElsewhere({ what }: Rule, { quantity, text, isYearless }: Posed, how: AskedAs): boolean {
  if (isYearless && what.kind !== 'today') return true
  if (what.kind === 'days-until' && !untilExpiry(quantity).test(text)) return true
  // 一个人能办吗 may ask whether a natural person can.
  return how === 'fine' && quantity.range.hi === 1n && text.includes(`${blank}个人`)
}

/** Being in time is asked of times only, and of them nothing else: 还有70天到期能续吗 asks whether it is not too late. */
function askedOf({ what }: Rule, text: string, namesOption: boolean): AskedAs | undefined {
  const how = askedAs(text, namesOption)
  const asksTime = how === 'in-time' || how === 'late'
  if (what.kind === 'quantity') return asksTime ? undefined : how
  if (what.kind === 'today' || how === undefined || asksTime) return how
  return renews.test(text) ? 'in-time' : undefined
}
const renews = /续|延|换证|申请|交/

interface Taken {
  readonly unit: QuantityUnit
  readonly given: Given
}

/** The value as this rule takes it. A day on which something is done answers no input: it is the day that is judged. */
function takenFor(what: Compared, quantity: Quantity, { knowledge, asOf }: Asked): Taken | undefined {
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

interface NamedOption {
  readonly input: Choosing
  readonly option: string
  readonly form: string
}

/** Options of one-of inputs that the condition reads and the question names, as 全国 and 省内 do. */
function optionsNamed(
  condition: Condition,
  text: string,
  { inputs, lexicon }: Knowledge,
): readonly NamedOption[] {
  const read = leavesOf(condition).flatMap((leaf) => (leaf.kind === 'option' ? [inputs.get(leaf.input)] : []))
  const choices = [...new Set(read)].flatMap((input) => (input?.type === 'choice' ? [input] : []))
  const forms = formsIn(text, lexicon.subjects)
  return choices.flatMap((input) =>
    input.options.flatMap(({ id, concepts }) =>
      forms
        .filter((form) => form.concepts.some((concept) => concepts.includes(concept)))
        .map(({ form }) => ({ input, option: id, form })),
    ),
  )
}

/** What was named alone; 省内和全国都够吗 leaves it open. */
function chosen(named: readonly NamedOption[]): Given {
  const alone = named.filter(({ input, option }) =>
    named.every((other) => other.input.id !== input.id || other.option === option),
  )
  return new Map(alone.map(({ input, option }) => [input.id, { kind: 'choice', option }]))
}

/**
 * Whether an amount that nothing names may be taken for what the law asks: not a time, which may be anything's, and no
 * sum far below every figure, which is more likely a price.
 */
export function goesUnnamed(rule: Rule, { quantity }: Posed, { knowledge, asOf }: Asked): boolean {
  if (rule.entry.severity !== 'law' || quantity.units.some((unit) => unit === 'date' || isTime(unit)))
    return false
  const bounds = comparisonsOf(rule.condition).flatMap(
    (one) => measureAgainst(one, { figures: knowledge.figures, asOf })?.range.lo ?? [],
  )
  return bounds.some((bound) => quantity.range.hi * 2n >= bound)
}
