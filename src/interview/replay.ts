import type { Judging } from '../knowledge/condition/condition.js'
import type { Given, Inputs, Value } from '../knowledge/condition/inputs.js'
import { stateOf, type Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'
import type { Answers } from './answers.js'
import { decided, readBy, type DecisionList } from './decision-list.js'
import type { Flow, Question } from './flow/flow.js'
import { oncePer } from './remembered.js'

/** Where an interview stands. It is never stored: the answers are, and this is what they come to. */
export interface Position {
  /** Questions whose answer counts, in the order of the flow. */
  readonly taken: readonly InputId[]
  /** Answered questions that are not asked with the other answers as they are: kept, and of no effect. */
  readonly idle: readonly InputId[]
  /** Questions without an answer that can still matter. The first is the next one. */
  readonly open: readonly InputId[]
  readonly given: Given
}

export interface Asking extends Judging {
  readonly inputs: Inputs
}

/**
 * The questions in their order, each asked only if it can still matter after the answers before it. So the same answers
 * come to the same position, whatever the order in which they were given or changed.
 */
export function replay(flow: Flow, answers: Answers, asking: Asking): Position {
  const given = new Map<InputId, Value>()
  const taken: InputId[] = []
  const idle: InputId[] = []
  const open: InputId[] = []
  const matters = mattering(flow, { ...asking, given })
  for (const question of flow.questions) {
    const { input } = question
    const answer = answers.get(input)
    const implied = impliedBy(question, { ...asking, given })
    if (implied !== undefined) given.set(input, implied)
    if (implied !== undefined || !matters(question, open)) {
      if (answer !== undefined) idle.push(input)
    } else if (answer === undefined) {
      open.push(input)
    } else {
      taken.push(input)
      if (answer.kind !== 'unknown') given.set(input, answer)
    }
  }
  return { taken, idle, open, given }
}

function impliedBy({ implied }: Question, company: Company): Value | undefined {
  return implied !== undefined && stateOf(implied.when, company).state === 'met' ? implied.value : undefined
}

type Mattering = (question: Question, open: readonly InputId[]) => boolean

/** Whether a question can still matter for what is known when it is asked about; `company.given` may grow meanwhile. */
function mattering(flow: Flow, company: Company): Mattering {
  const lists = listsOf(flow)
  return (question, open) => {
    const { input, use } = question
    if (!mayBeAsked(question, open, company)) return false
    if (use !== undefined) return true
    return lists.some(({ list, reads }) => reads.has(input) && decided(list, company).matter.includes(input))
  }
}

/** Where its `when` waits for an answer that is still to come it counts, so that the most there can be never grows. */
function mayBeAsked({ when }: Question, open: readonly InputId[], company: Company): boolean {
  if (when === undefined) return true
  const judged = stateOf(when, company)
  return judged.state === 'met' || judged.open.some((input) => open.includes(input))
}

interface Read {
  readonly list: DecisionList<unknown>
  readonly reads: ReadonlySet<InputId>
}

const listsOf = oncePer(({ requirements, outcomes }: Flow): readonly Read[] => {
  const lists: readonly DecisionList<unknown>[] = [outcomes, ...requirements.map(({ states }) => states)]
  return lists.map((list) => ({ list, reads: new Set(readBy(list)) }))
})
