import type { EntryId, InputId } from '../values/ids.js'
import type { Answer } from './answers.js'
import { judgedOn, type Judged } from './judged.js'
import type { Tested } from './result.js'

/** The same answers but one, side by side. */
export interface Comparison {
  readonly input: InputId
  readonly was: Judged
  readonly is: Judged
  /** Requirements whose state is another one, in the order of the flow. */
  readonly differing: readonly Difference[]
  /** Questions that come up only with the other answer. */
  readonly asked: readonly InputId[]
}

export interface Difference {
  readonly was: Tested
  readonly is: Tested
}

/** What another answer to one question would come to, all others as they are. Nothing is changed by it. */
export function comparedWith(was: Judged, input: InputId, answer: Answer): Comparison {
  const answers = new Map([...was.answers, [input, answer]])
  const is = judgedOn(was.asking.asOf, was.flow, answers, was.knowledge)
  const before = new Map<EntryId, Tested>(was.result.tested.map((one) => [one.requirement.entry, one]))
  return {
    input,
    was,
    is,
    differing: is.result.tested.flatMap((one) => {
      const other = before.get(one.requirement.entry)
      return other === undefined || other.state === one.state ? [] : [{ was: other, is: one }]
    }),
    asked: is.position.open.filter((one) => !was.position.open.includes(one)),
  }
}
