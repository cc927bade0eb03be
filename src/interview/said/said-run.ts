import type { Knowledge } from '../../knowledge/knowledge.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { Flow } from '../flow/flow.js'
import { judgedOn, type Judged } from '../judged.js'
import { saidAnswers, type SaidAnswers } from './said-answers.js'

/** What one company's answers are judged by. */
export interface Judging {
  readonly flow: Flow
  readonly knowledge: Knowledge
  readonly asOf: CivilDate
}

/** One company's answers as they were written down, judged. */
export interface Run extends Judged {
  /** Answers that were taken for not known, because somebody would be asked back. */
  readonly asks: SaidAnswers['notTaken']
  readonly said: ReadonlyMap<string, string>
}

/** Judges what was written of one company, by question id. */
export function runOf(said: ReadonlyMap<string, string>, { flow, knowledge, asOf }: Judging): Run {
  const { answers, notTaken } = saidAnswers(said, flow, knowledge.inputs, asOf)
  const judged = judgedOn(asOf, flow, answers, knowledge)
  // A question that is not asked of this company would not be asked back either.
  return { ...judged, said, asks: notTaken.filter(({ input }) => judged.position.taken.includes(input)) }
}
