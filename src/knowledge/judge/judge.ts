import type { CivilDate } from '../../values/civil-date.js'
import type { QuantityUnit, Range } from '../../values/range.js'
import type { Quantity } from '../../values/typed-input/quantities.js'
import { comparedMeasure, type Comparison, type Condition, type Judging } from '../condition/condition.js'
import type { FigureSource } from '../entry.js'
import { figureOn } from '../figures.js'
import type { Given, Input, Value } from '../condition/inputs.js'
import { dateOf, type Posed } from './question.js'
import type { Reading } from './reading.js'
import { measureAgainst, type Asked, type Rule } from './rule.js'
import type { AskedAs } from './words.js'
import { inDays, isTime, type Measure, type Operator } from '../condition/measure.js'
import { stateOf, type State } from '../condition/state-of.js'

/** What the rule of an entry says of the value that a question names: the same rule as in the interviews. */
export interface JudgedValue {
  readonly askedAs: AskedAs
  /** Law decides; of a practice only what it says is told. */
  readonly severity: 'law' | 'practice'
  /** The input it was taken for; undefined for the day on which something is done. */
  readonly input: Input | undefined
  readonly quantity: Quantity
  /** What the quantity counts, as it was taken. */
  readonly unit: QuantityUnit
  /** The days left where a day is judged by them. */
  readonly left: Range | undefined
  readonly state: State
  /** The figures that decide, as of the day. */
  readonly against: readonly [Against, ...Against[]]
  /** While it is unknown: what it comes to in each case that was left open. */
  readonly cases: readonly Case[]
}

export interface Against {
  readonly figure: FigureSource
  readonly operator: Operator
  /** How far the value is from the figure, either way, where both are known well enough. */
  readonly gap: Measure | undefined
}

export interface Case {
  readonly when: string
  readonly state: State
  /** Whether no figure binds at all in this case. */
  readonly free: boolean
}

/** What the rule of the reading says of the value; undefined where none of its figures bears on it. */
export function judgementOf(reading: Reading, { quantity }: Posed, asked: Asked): JudgedValue | undefined {
  const { rule, askedAs: how, given, unit } = reading
  const { severity } = rule.entry
  const outcomes = daysJudged(rule, quantity, asked).map((asOf) =>
    outcomeOn(rule.condition, given, { ...asked, asOf }),
  )
  const [first, last = first] = outcomes
  const [nearest, ...others] = first?.against ?? []
  if (first === undefined || nearest === undefined || severity === undefined || severity === 'advice')
    return undefined
  return {
    askedAs: how,
    severity,
    input: rule.what.kind === 'today' ? undefined : asked.knowledge.inputs.get(rule.what.input),
    quantity,
    unit,
    left: rule.what.kind === 'days-until' ? comparedMeasure(rule.what, given, asked.asOf)?.range : undefined,
    state: first.state === last?.state ? first.state : 'unknown',
    against: [nearest, ...others],
    cases: first.state === 'unknown' ? casesOf(rule.condition, given, asked) : [],
  }
}

/** The day asked on; or, where the day of doing is what is judged, the first and the last that it may be. */
function daysJudged({ what }: Rule, { range }: Quantity, { asOf }: Asked): readonly CivilDate[] {
  return what.kind === 'today' ? [dateOf(range.lo, asOf), dateOf(range.hi, asOf)] : [asOf]
}

interface Outcome {
  readonly state: State
  readonly against: readonly Against[]
}

function outcomeOn(condition: Condition, given: Given, { knowledge, asOf }: Asked): Outcome {
  const { inputs, figures } = knowledge
  const { state, compared } = stateOf(condition, { inputs, figures, given, asOf })
  return { state, against: compared.flatMap((one) => againstOf(one, given, { figures, asOf }) ?? []) }
}

/** A comparison with its figure; undefined where there is none, or nothing is known to compare. */
export function againstOf(one: Comparison, given: Given, judging: Judging): Against | undefined {
  const figure = one.with.kind === 'figure' ? figureOn(judging.figures, one.with.id, judging.asOf) : undefined
  const bound = measureAgainst(one, judging)
  const value = comparedMeasure(one.what, given, judging.asOf)
  if (figure === undefined || bound === undefined || value === undefined) return undefined
  return { figure, operator: one.operator, gap: gapBetween(value, bound) }
}

/** A range of money or people has no gap worth telling; three months against ninety days have one. */
function gapBetween(value: Measure, bound: Measure): Measure | undefined {
  const inOneUnit = value.unit === bound.unit
  const [a, b] = inOneUnit ? [value.range, bound.range] : [inDays(value), inDays(bound)]
  const unit = inOneUnit ? value.unit : 'day'
  if (unit === 'date' || (a.lo !== a.hi && !isTime(unit))) return undefined
  if (a.lo >= b.hi) return { unit, range: { lo: a.lo - b.hi, hi: a.hi - b.lo } }
  return a.hi <= b.lo ? { unit, range: { lo: b.lo - a.hi, hi: b.hi - a.lo } } : undefined
}

/** What each option of an input that was left open comes to, where there is a word for that case; first where a figure binds. */
function casesOf(condition: Condition, given: Given, asked: Asked): readonly Case[] {
  const { inputs, figures } = asked.knowledge
  const { open } = stateOf(condition, { inputs, figures, given, asOf: asked.asOf })
  const choosing = open.flatMap((id) => {
    const input = inputs.get(id)
    return input !== undefined && 'options' in input ? [input] : []
  })
  const [input] = choosing
  if (input === undefined) return []
  const cases = input.options.flatMap(({ id, when }) => {
    if (when === undefined) return []
    const value: Value =
      input.type === 'choice' ? { kind: 'choice', option: id } : { kind: 'many', options: new Set([id]) }
    const { state, against } = outcomeOn(condition, new Map([...given, [input.id, value]]), asked)
    return [{ when, state, free: against.length === 0 }]
  })
  return [...cases.filter(({ free }) => !free), ...cases.filter(({ free }) => free)]
}
