import type { Knowledge } from '../knowledge/knowledge.js'
import type { CivilDate } from '../values/civil-date.js'
import type { InputId } from '../values/ids.js'
import type { Answers } from './answers.js'
import type { Flow } from './flow/flow.js'
import { replay, type Asking, type Position } from './replay.js'
import { resultOf, type Result } from './result.js'

/** An interview with what its answers come to on a day, and the knowledge that says why. */
export interface Judged {
  readonly flow: Flow
  readonly answers: Answers
  readonly asking: Asking
  readonly position: Position
  readonly result: Result
  readonly knowledge: Knowledge
  /** As many days as somebody wants for getting ready; absent: as many as we advise. */
  readonly preparationDays?: number
}

export function judgedOn(on: CivilDate, flow: Flow, answers: Answers, knowledge: Knowledge): Judged {
  const { inputs, figures } = knowledge
  const asking: Asking = { inputs, figures, asOf: on }
  const position = replay(flow, answers, asking)
  return { flow, answers, asking, position, result: resultOf(flow, position, asking), knowledge }
}

/** An answer of no effect is none: its question is not asked with the other answers as they are. */
export const isKnownOrAsked = (
  id: InputId,
  { position: { given, taken } }: Pick<Judged, 'position'>,
): boolean => given.has(id) || taken.includes(id)
