import type { InputId } from '../../values/ids.js'
import { completions, openInputs, type Open } from './completions.js'
import {
  inputOf,
  inputsRead,
  leafHolds,
  leavesOf,
  outcome,
  type Comparison,
  type Condition,
  type Judging,
  type Leaf,
} from './condition.js'
import type { Given, Inputs } from './inputs.js'

export type State = 'met' | 'unmet' | 'unknown'

export interface Judgement {
  readonly state: State
  /** Every input the condition reads, in its order. */
  readonly read: readonly InputId[]
  /** The comparisons that bear on the outcome for what is known: an answer shows the value and the figure of each. */
  readonly compared: readonly Comparison[]
  /** While the state is unknown: the inputs whose answer, or whose more exact answer, can still matter. */
  readonly open: readonly InputId[]
}

export interface Company extends Judging {
  readonly inputs: Inputs
  readonly given: Given
}

/**
 * Whether a condition is met: what all completions of the open inputs agree on, and unknown if they do not.
 * `a || !a` is met whatever `a` is.
 */
export function stateOf(condition: Condition, company: Company): Judgement {
  const { inputs, given } = company
  const open = openInputs(condition, inputs, given, company)
  const completed = completions(open, given)
  const outcomes = completed.map((one) => outcome(condition, (leaf) => leafHolds(leaf, one, company)))
  const state = agreed(outcomes)
  return {
    state,
    read: inputsRead(condition),
    compared: bearing(condition, completed, company),
    open: state === 'unknown' ? openStill(condition, { open, completed, outcomes }, company) : [],
  }
}

function agreed(outcomes: readonly (boolean | undefined)[]): State {
  if (outcomes.every((one) => one === true)) return 'met'
  return outcomes.every((one) => one === false) ? 'unmet' : 'unknown'
}

/** Comparisons that would change the outcome of some completion if they came out the other way. */
function bearing(condition: Condition, completed: readonly Given[], judging: Judging): readonly Comparison[] {
  const comparisons = leavesOf(condition).filter((leaf) => leaf.kind === 'compare')
  const distinct = comparisons.filter(
    (one, at) => comparisons.findIndex((other) => isSame(one, other)) === at,
  )
  return distinct.filter((one) => completed.some((given) => turns(condition, one, given, judging)))
}

function turns(condition: Condition, turned: Comparison, given: Given, judging: Judging): boolean {
  const [yes, no] = [true, false].map((forced) =>
    outcome(condition, (leaf) => (isSame(leaf, turned) ? forced : leafHolds(leaf, given, judging))),
  )
  return yes !== no
}

function isSame(a: Leaf, b: Comparison): boolean {
  if (a.kind !== 'compare' || a.operator !== b.operator || a.what.kind !== b.what.kind) return false
  const figure = (one: Comparison): string => (one.with.kind === 'figure' ? one.with.id : '')
  return inputOf(a) === inputOf(b) && figure(a) === figure(b)
}

interface Completed {
  readonly open: readonly Open[]
  readonly completed: readonly Given[]
  readonly outcomes: readonly (boolean | undefined)[]
}

function openStill(condition: Condition, done: Completed, judging: Judging): readonly InputId[] {
  const matter = new Set([...thatMatter(done), ...unsure(condition, done, judging)])
  return inputsRead(condition).filter((input) => matter.has(input))
}

/** Inputs by which alone two completions differ that end differently. */
function thatMatter({ open, outcomes }: Completed): readonly InputId[] {
  const strides = open.map((_, at) =>
    open.slice(at + 1).reduce((product, { classes }) => product * classes.length, 1),
  )
  return open.flatMap(({ input, classes }, at) => {
    const stride = strides[at] ?? 1
    const differs = outcomes.some((one, place) => {
      const digit = Math.floor(place / stride) % classes.length
      return digit > 0 && one !== outcomes[place - stride]
    })
    return differs ? [input] : []
  })
}

/** Inputs compared with a figure that is itself a range, as six months are in days: the value lies within it. */
function unsure(
  condition: Condition,
  { completed, outcomes }: Completed,
  judging: Judging,
): readonly InputId[] {
  const undecided = completed.filter((_, at) => outcomes[at] === undefined)
  return bearing(condition, undecided, judging).flatMap((one) => {
    const isUnsure = undecided.some((given) => leafHolds(one, given, judging) === undefined)
    const input = inputOf(one)
    return isUnsure && input !== undefined ? [input] : []
  })
}
