import { openInputs } from '../../knowledge/condition/completions.js'
import type { Value } from '../../knowledge/condition/inputs.js'
import type { InputId } from '../../values/ids.js'
import { whole, type DecisionList } from '../decision-list.js'
import type { Flow } from '../flow/flow.js'
import type { Asking } from '../replay.js'

/** For each question one answer of every class that some condition of the flow tells apart; one for what none reads. */
export function answerClasses(flow: Flow, asking: Asking): ReadonlyMap<InputId, readonly Value[]> {
  const condition = whole(listsIn(flow).flat())
  const open = condition === undefined ? [] : openInputs(condition, asking.inputs, new Map(), asking)
  const known = new Map(open.map(({ input, classes }) => [input, classes]))
  return new Map(flow.questions.map(({ input }) => [input, known.get(input) ?? [anyAnswer]]))
}

/** To a question whose answer nothing is compared with. */
const anyAnswer: Value = { kind: 'many', options: new Set() }

/** Everything in a flow that is decided by conditions. */
export function listsIn({
  questions,
  requirements,
  outcomes,
  remarks,
}: Flow): readonly DecisionList<unknown>[] {
  const alone = [
    ...questions.flatMap(({ when, implied }) => [when, implied?.when]),
    ...remarks.map(({ when }) => when),
  ].flatMap((when) => (when === undefined ? [] : [[{ when, then: true }]]))
  return [outcomes, ...requirements.map(({ states }) => states), ...alone]
}
