import type { Answers } from '../../src/interview/answers.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import { replay, type Asking } from '../../src/interview/replay.js'
import { resultOf } from '../../src/interview/result.js'
import type { FlowId, InputId } from '../../src/values/ids.js'
import type { RandomAnswers } from './interview-answers.js'

export interface AskedOf {
  readonly flow: FlowId
  readonly questions: number
  /** On average, for the full list. */
  readonly asked: number
  /** The same until no answer can change the verdict. */
  readonly stopped: number
  readonly ms: number
}

/** How many questions companies are asked, by flow. */
export function interviewQuestions(
  { content, asking, next }: RandomAnswers,
  companies: number,
): readonly AskedOf[] {
  return [...content.flows.all.values()].map((flow) => {
    let asked = 0
    let stopped = 0
    const began = performance.now()
    for (let company = 0; company < companies; company++) {
      const answers = next(flow)
      const { taken } = replay(flow, answers, asking)
      asked += taken.length
      stopped += stopAt({ flow, answers, taken }, asking)
    }
    const ms = (performance.now() - began) / companies
    const { id, questions } = flow
    return {
      flow: id,
      questions: questions.length,
      asked: asked / companies,
      stopped: stopped / companies,
      ms,
    }
  })
}

interface Told {
  readonly flow: Flow
  readonly answers: Answers
  /** In the order in which they are asked. */
  readonly taken: readonly InputId[]
}

/** After how many answers the verdict is fixed. Once fixed it stays: so it is looked for by halves. */
function stopAt({ flow, answers, taken }: Told, asking: Asking): number {
  const isFixed = (count: number): boolean => {
    const known = new Map(taken.slice(0, count).flatMap((input) => pairOf(input, answers)))
    return resultOf(flow, replay(flow, known, asking), asking).fixed
  }
  let low = 0
  let high = taken.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isFixed(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function pairOf(input: InputId, answers: Answers) {
  const answer = answers.get(input)
  return answer === undefined ? [] : [[input, answer] as const]
}
