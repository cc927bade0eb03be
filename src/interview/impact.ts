import type { InputId } from '../values/ids.js'
import { sameAnswer, type Answers } from './answers.js'
import type { Flow } from './flow/flow.js'
import { replay, type Asking } from './replay.js'

/** What a changed answer does to the others, in the order of the flow. */
export interface Impact {
  /** Still there, and of no effect: the questions are not asked any more. */
  readonly voided: readonly InputId[]
  readonly kept: readonly InputId[]
  /** Questions that come up by the change; one with an answer from before it is not among them. */
  readonly asked: readonly InputId[]
}

export function impactOf(flow: Flow, before: Answers, after: Answers, asking: Asking): Impact {
  const [was, is] = [replay(flow, before, asking), replay(flow, after, asking)]
  const changed = new Set(
    [...after].flatMap(([input, answer]) => {
      const said = before.get(input)
      return said !== undefined && sameAnswer(said, answer) ? [] : [input]
    }),
  )
  return {
    voided: was.taken.filter((input) => !is.taken.includes(input)),
    kept: is.taken.filter((input) => was.taken.includes(input) && !changed.has(input)),
    asked: is.open.filter((input) => !was.open.includes(input)),
  }
}
