import { inputsRead, type Comparison } from '../knowledge/condition/condition.js'
import { stateOf } from '../knowledge/condition/state-of.js'
import type { Value } from '../knowledge/condition/inputs.js'
import type { InputId } from '../values/ids.js'
import { readBy } from './decision-list.js'
import type { Flow, Outcome } from './flow/flow.js'
import type { Asking, Position } from './replay.js'
import type { Result, Tested } from './result.js'

/** What a result rests on: each requirement with the answers it was judged by, down to the figures compared. */
export interface Reason {
  readonly tested: Tested
  readonly answers: readonly Answered[]
  readonly compared: readonly Comparison[]
}

export interface Answered {
  readonly input: InputId
  /** Absent: asked and not known, or not asked. */
  readonly value?: Value
}

export function reasonsOf(result: Result, { given }: Position, asking: Asking): readonly Reason[] {
  return result.tested.map((tested) => {
    const { met, states } = tested.requirement
    return {
      tested,
      answers: answeredIn(readBy(states), given),
      compared: met === undefined ? [] : stateOf(met, { ...asking, given }).compared,
    }
  })
}

/** The answers that chose between the outcomes, up to the one that was chosen. */
export function chosenBy({ outcomes }: Flow, of: Outcome, { given }: Position): readonly Answered[] {
  const upTo = outcomes.findIndex(({ then }) => then === of)
  const read = outcomes.slice(0, upTo + 1).flatMap(({ when }) => (when === undefined ? [] : inputsRead(when)))
  return answeredIn([...new Set(read)], given)
}

const answeredIn = (read: readonly InputId[], given: Position['given']): readonly Answered[] =>
  read.map((input) => {
    const value = given.get(input)
    return value === undefined ? { input } : { input, value }
  })

/** The requirements for which a question is asked, those first that stand in the way of applying. */
export function asksFor(
  { requirements, outcomes }: Flow,
  input: InputId,
): {
  readonly requirements: Flow['requirements']
  readonly outcomes: readonly Outcome[]
} {
  const serving = requirements.filter(({ states }) => readBy(states).includes(input))
  return {
    requirements: [...serving].sort((a, b) => weight(b) - weight(a)),
    outcomes: outcomes.flatMap(({ when, then }) =>
      when !== undefined && inputsRead(when).includes(input) ? [then] : [],
    ),
  }
}

const weight = ({ severity, blocks }: Flow['requirements'][number]): number =>
  severity !== 'law' ? 0 : blocks === 'application' ? 3 : blocks === 'operation' ? 2 : 1
