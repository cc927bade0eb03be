import type { Question } from '../../src/interview/flow/flow.js'
import type { Input } from '../../src/knowledge/condition/inputs.js'
import { shipped } from '../knowledge/shipped.js'
import { shippedFlows } from './shipped-flows.js'

export interface AskedQuestion {
  readonly id: string
  readonly question: Question
  readonly input: Input
}

/** Every question of the flows that ship, the first of each where two flows ask the same. */
export const askedQuestions: readonly AskedQuestion[] = [
  ...new Map(
    shippedFlows
      .flatMap(({ questions }) => questions)
      .reverse()
      .map((question) => [question.input, question] as const),
  ).values(),
].map((question) => ({ id: question.input, question, input: inputNamed(question) }))

function inputNamed({ input }: Question): Input {
  const found = shipped.inputs.get(input)
  if (found === undefined) throw new Error(`no input ${input}`)
  return found
}

export function askedNamed(id: string): AskedQuestion {
  const found = askedQuestions.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no question ${id}`)
  return found
}
