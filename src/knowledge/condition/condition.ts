import type { FigureId, InputId } from '../../values/ids.js'
import { figureOn, type Figures } from '../figures.js'
import type { Given, Value } from './inputs.js'
import {
  comparable,
  compared,
  figureMeasure,
  measureOf,
  negated,
  type Measure,
  type Operator,
} from './measure.js'
import { dayNumber, type CivilDate } from '../../values/civil-date.js'
import { exactly } from '../../values/range.js'

/**
 * What an entry asks of a company, as read from the CEL text of its `met:` (read-condition.ts). It compares
 * quantities with figures, never with each other, and every leaf holds, does not hold, or is unsure.
 */
export type Condition =
  | { readonly kind: 'both' | 'either'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'if'; readonly test: Condition; readonly then: Condition; readonly otherwise: Condition }
  | Leaf

export type Leaf =
  | { readonly kind: 'yes'; readonly input: InputId }
  | { readonly kind: 'option'; readonly input: InputId; readonly option: string }
  | Comparison

export interface Comparison {
  readonly kind: 'compare'
  readonly what: Compared
  readonly operator: Operator
  readonly with: Bound
}

/** A quantity, the days from today until a date, or today itself. */
export type Compared =
  { readonly kind: 'quantity' | 'days-until'; readonly input: InputId } | { readonly kind: 'today' }

/** A figure by its id, or none at all: 0 is the one number that may stand in a condition. */
export type Bound = { readonly kind: 'figure'; readonly id: FigureId } | { readonly kind: 'none' }

/** Figures have the values that were in force that day, and today is that day. */
export interface Judging {
  readonly figures: Figures
  readonly asOf: CivilDate
}

/** Whether a condition holds when its leaves do as `holds` says. Unsure leaves are passed over where they cannot matter. */
export function outcome(
  condition: Condition,
  holds: (leaf: Leaf) => boolean | undefined,
): boolean | undefined {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return joined(condition, holds)
    case 'not':
      return negated(outcome(condition.of, holds))
    case 'if':
      return chosen(condition, holds)
    default:
      return holds(condition)
  }
}

type Holds = (leaf: Leaf) => boolean | undefined

function joined(
  { kind, left, right }: Extract<Condition, { kind: 'both' | 'either' }>,
  holds: Holds,
): boolean | undefined {
  const decisive = kind === 'either'
  const first = outcome(left, holds)
  if (first === decisive) return decisive
  const second = outcome(right, holds)
  if (second === decisive) return decisive
  return first === undefined ? undefined : second
}

/** An unsure test does not matter where both branches agree. */
function chosen(
  { test, then, otherwise }: Extract<Condition, { kind: 'if' }>,
  holds: Holds,
): boolean | undefined {
  const chosenBranch = outcome(test, holds)
  if (chosenBranch !== undefined) return outcome(chosenBranch ? then : otherwise, holds)
  const [first, second] = [outcome(then, holds), outcome(otherwise, holds)]
  return first === second ? first : undefined
}

/** Whether a leaf holds for what is known; unsure for what is not. */
export function leafHolds(leaf: Leaf, given: Given, judging: Judging): boolean | undefined {
  if (leaf.kind === 'compare') return comparisonHolds(leaf, given, judging)
  const value = given.get(leaf.input)
  return value === undefined ? undefined : says(value, leaf)
}

function says(value: Value, leaf: Exclude<Leaf, Comparison>): boolean | undefined {
  switch (value.kind) {
    case 'yes-no':
      return value.yes
    case 'choice':
      return leaf.kind === 'option' && value.option === leaf.option
    case 'many':
      return leaf.kind === 'option' && value.options.has(leaf.option)
    case 'quantity':
      return undefined
  }
}

function comparisonHolds(
  { what, operator, with: bound }: Comparison,
  given: Given,
  judging: Judging,
): boolean | undefined {
  const value = comparedMeasure(what, given, judging.asOf)
  const limit = value && boundMeasure(bound, value.unit, judging)
  // What cannot be compared is unsure, never a verdict.
  return value && limit && comparable(value.unit, limit.unit) ? compared(value, operator, limit) : undefined
}

/** What is compared, as far as it is known: the amount, or the days left until a date (fewer than none when it is past). */
export function comparedMeasure(what: Compared, given: Given, asOf: CivilDate): Measure | undefined {
  const today = dayNumber(asOf)
  if (what.kind === 'today') return { unit: 'date', range: exactly(today) }
  const value = given.get(what.input)
  if (value?.kind !== 'quantity') return undefined
  if (what.kind === 'quantity') return measureOf(value.unit, value.range)
  return { unit: 'day', range: { lo: value.range.lo - today, hi: value.range.hi - today } }
}

/** The bound as it stood that day; undefined when the figure was not in force. */
export function boundMeasure(
  bound: Bound,
  unit: Measure['unit'],
  { figures, asOf }: Judging,
): Measure | undefined {
  if (bound.kind === 'none') return { unit, range: exactly(0n) }
  const figure = figureOn(figures, bound.id, asOf)
  return figure && figureMeasure(figure, asOf)
}

/** Every leaf, from left to right. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return [...leavesOf(condition.left), ...leavesOf(condition.right)]
    case 'not':
      return leavesOf(condition.of)
    case 'if':
      return [condition.test, condition.then, condition.otherwise].flatMap(leavesOf)
    default:
      return [condition]
  }
}

/** The inputs a condition reads, each once, in the order it reads them. */
export function inputsRead(condition: Condition): readonly InputId[] {
  return [...new Set(leavesOf(condition).flatMap((leaf) => inputOf(leaf) ?? []))]
}

export function inputOf(leaf: Leaf): InputId | undefined {
  if (leaf.kind !== 'compare') return leaf.input
  return leaf.what.kind === 'today' ? undefined : leaf.what.input
}
