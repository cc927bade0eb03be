import type { InputId } from '../../values/ids.js'
import type { QuantityUnit, Range } from '../../values/range.js'
import { dayNumber } from '../../values/civil-date.js'
import {
  boundMeasure,
  inputOf,
  inputsRead,
  leavesOf,
  type Comparison,
  type Condition,
  type Judging,
} from './condition.js'
import type { Choosing, Given, Input, Inputs, Value } from './inputs.js'
import { countedIn, turningPoints } from './measure.js'

/** An input that is open, with one value for each class of answers that the condition tells apart. */
export interface Open {
  readonly input: InputId
  readonly classes: readonly Value[]
}

/** `check` refuses a condition that leaves more combinations than this open when nothing is known. */
export const mostCompletions = 4096

/**
 * What is still open of the inputs a condition reads: the unknown ones, and quantities known only as a range in which
 * a comparison turns. Answers of one class give the same outcome, so one of each class stands for all.
 */
export function openInputs(
  condition: Condition,
  inputs: Inputs,
  given: Given,
  judging: Judging,
): readonly Open[] {
  return inputsRead(condition).flatMap((id) => {
    const input = inputs.get(id)
    if (input === undefined) return []
    const classes = classesOf(input, given.get(id), condition, judging)
    return classes.length > 1 ? [{ input: id, classes }] : []
  })
}

function classesOf(
  input: Input,
  value: Value | undefined,
  condition: Condition,
  judging: Judging,
): readonly Value[] {
  if (value?.kind === 'quantity')
    return pieces(value.unit, value.range, cutsOf(input, value.unit, condition, judging))
  if (value !== undefined) return [value]
  switch (input.type) {
    case 'yes-no':
      return [true, false].map((yes) => ({ kind: 'yes-no', yes }))
    case 'choice':
      return choices(input, condition)
    case 'many':
      return choicesOfMany(input, condition)
    case 'quantity':
      return pieces(input.unit, domain, cutsOf(input, input.unit, condition, judging))
  }
}

/** Each option the condition names, and one for all others together. */
function choices(input: Choosing, condition: Condition): readonly Value[] {
  const read = optionsRead(input.id, condition)
  const other = input.options.find(({ id }) => !read.includes(id))
  return [...read, ...(other === undefined ? [] : [other.id])].map((option) => ({ kind: 'choice', option }))
}

/** Each set of the options that the condition names. */
function choicesOfMany(input: Choosing, condition: Condition): readonly Value[] {
  const sets = optionsRead(input.id, condition).reduce<readonly (readonly string[])[]>(
    (sets, option) => sets.flatMap((set) => [set, [...set, option]]),
    [[]],
  )
  return sets.map((set) => ({ kind: 'many', options: new Set(set) }))
}

function optionsRead(input: InputId, condition: Condition): readonly string[] {
  const named = leavesOf(condition).flatMap((leaf) =>
    leaf.kind === 'option' && leaf.input === input ? [leaf.option] : [],
  )
  return [...new Set(named)]
}

/** From nothing, or a day in 1970, to more than anybody has. */
const domain: Range = { lo: 0n, hi: 10n ** 24n }

/** The values, in the steps of `unit`, at which some comparison with this input may turn. */
function cutsOf(input: Input, unit: QuantityUnit, condition: Condition, judging: Judging): readonly bigint[] {
  return leavesOf(condition).flatMap((leaf) =>
    leaf.kind === 'compare' && inputOf(leaf) === input.id ? comparisonCuts(leaf, unit, judging) : [],
  )
}

function comparisonCuts(
  { what, with: limit }: Comparison,
  unit: QuantityUnit,
  judging: Judging,
): readonly bigint[] {
  const untilDate = what.kind === 'days-until'
  const counted = untilDate ? 'day' : countedIn(unit)
  const measure = boundMeasure(limit, counted, judging)
  if (measure === undefined) return []
  const points = turningPoints(counted, measure)
  if (untilDate) return points.map((days) => days + dayNumber(judging.asOf))
  return unit === 'year' ? points.map((months) => months / 12n) : points
}

/** A range cut at points: each point by itself, and what lies between. */
function pieces(unit: QuantityUnit, { lo, hi }: Range, cuts: readonly bigint[]): readonly Value[] {
  const points = [...new Set(cuts)].filter((cut) => lo <= cut && cut <= hi).sort((a, b) => (a < b ? -1 : 1))
  const starts = [lo, ...points.map((point) => point + 1n)]
  const gaps = starts.map((start, at) => ({
    lo: start,
    hi: at < points.length ? (points[at] ?? hi) - 1n : hi,
  }))
  const ranges = gaps.flatMap((gap, at) => {
    const point = points[at]
    return [...(gap.lo <= gap.hi ? [gap] : []), ...(point === undefined ? [] : [{ lo: point, hi: point }])]
  })
  return ranges.map((range) => ({ kind: 'quantity', unit, range }))
}

/** How many combinations the open inputs have. */
export function combinations(open: readonly Open[]): number {
  return open.reduce((product, { classes }) => product * classes.length, 1)
}

/** Every combination, the last input turning fastest. */
export function completions(open: readonly Open[], given: Given): readonly Given[] {
  return open.reduce<readonly Given[]>(
    (done, { input, classes }) =>
      done.flatMap((one) => classes.map((value) => new Map(one).set(input, value))),
    [given],
  )
}
