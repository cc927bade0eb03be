import type { Input } from '../../knowledge/condition/inputs.js'
import type { Answers } from '../../interview/answers.js'
import type { Flow, Question } from '../../interview/flow/flow.js'
import { answersUnder, type Interview } from '../../interview/kept/interview.js'
import { replay, type Asking, type Position } from '../../interview/replay.js'
import { resultOf, type Result } from '../../interview/result.js'
import type { InputId, InterviewId } from '../../values/ids.js'
import type { Known, Now, Turn } from '../turn.js'

/** An interview with all that its answers come to today. */
export interface Standing {
  readonly interview: Interview
  readonly flow: Flow
  readonly asking: Asking
  readonly answers: Answers
  readonly position: Position
  readonly result: Result
  /** What is asked now; absent: there is a verdict. */
  readonly waits?: Waiting
}

/** A question that waits for its answer, and what it asks for. */
export interface Waiting {
  readonly question: Question
  readonly input: Input
}

/** What an interview is seen by: a turn, or a moment at which nobody said anything. */
export interface Seen {
  readonly known: Pick<Known, 'flows' | 'knowledge'>
  readonly now: Now
}

/** Undefined when there is no such flow any more. */
export function standingOf(interview: Interview, { known, now }: Seen): Standing | undefined {
  const flow = known.flows.all.get(interview.flow)
  if (flow === undefined) return undefined
  const { inputs, figures } = known.knowledge
  const asking: Asking = { inputs, figures, asOf: now.today }
  const answers = answersUnder(interview.answers, flow.questions)
  const position = replay(flow, answers, asking)
  const result = resultOf(flow, position, asking)
  const waits = waitingFor(askedNow(interview, position, result), flow, asking)
  return { interview, flow, asking, answers, position, result, ...(waits !== undefined && { waits }) }
}

/** The one to which somebody went back, or the first that can still matter, as long as the verdict is open or all is wanted. */
function askedNow(
  { at, whole }: Interview,
  { taken, open }: Position,
  { fixed }: Result,
): InputId | undefined {
  if (at !== undefined && taken.includes(at)) return at
  return fixed && whole !== true ? undefined : open[0]
}

export function waitingFor(
  named: InputId | undefined,
  { questions }: Flow,
  { inputs }: Pick<Asking, 'inputs'>,
): Waiting | undefined {
  const question = questions.find((one) => one.input === named)
  const input = question && inputs.get(question.input)
  return question === undefined || input === undefined ? undefined : { question, input }
}

/** Which question it is, and how many there can be at most. */
export function placeOf(question: Question, { position: { taken, open } }: Standing): Progress {
  const at = taken.indexOf(question.input)
  return { number: (at < 0 ? taken.length : at) + 1, most: taken.length + open.length }
}

export interface Progress {
  readonly number: number
  readonly most: number
}

/** The interview that a button or the session names; only its own person's is ever known. */
export function interviewNamed(id: InterviewId, { known }: Turn): Interview | undefined {
  const found = known.interview?.interview
  return found?.id === id ? found : undefined
}
