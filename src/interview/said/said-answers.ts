import type { Inputs } from '../../knowledge/condition/inputs.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { InputId } from '../../values/ids.js'
import type { Answer, Answers } from '../answers.js'
import type { Flow, Question } from '../flow/flow.js'
import { implausible, type Implausible } from './plausible.js'
import { typedAnswer } from './typed-answer.js'
import type { AskBackReason, NoAnswerReason } from './typed.js'

/** Why an answer that nobody can be asked about counts as not known. */
export type NotTaken = AskBackReason | NoAnswerReason | Implausible['kind']

export interface SaidAnswers {
  readonly answers: Answers
  /** In the order of the flow. */
  readonly notTaken: readonly { readonly input: InputId; readonly why: NotTaken }[]
}

/**
 * Answers that were typed beforehand: what would be asked back counts as not known, and what was left empty as not
 * asked. What was said with 左右 is taken as the range it means.
 */
export function saidAnswers(
  said: ReadonlyMap<string, string>,
  { questions }: Flow,
  inputs: Inputs,
  today: CivilDate,
): SaidAnswers {
  const read = questions.flatMap((question) => {
    const text = said.get(question.input)?.trim() ?? ''
    return text === '' ? [] : [answerRead(text, question, inputs, today)]
  })
  const taken = new Map(read.map(({ question, answer }) => [question.input, answer]))
  const judged = read.map((one) => ({ ...one, why: one.why ?? oddity(one.question, taken, inputs, today) }))
  return {
    answers: new Map(
      judged.map(({ question, answer, why }) => [question.input, why === undefined ? answer : unknown]),
    ),
    notTaken: judged.flatMap(({ question, why }) =>
      why === undefined ? [] : [{ input: question.input, why }],
    ),
  }
}

interface Read {
  readonly question: Question
  readonly answer: Answer
  readonly why: NotTaken | undefined
}

const unknown: Answer = { kind: 'unknown' }

function answerRead(text: string, question: Question, inputs: Inputs, today: CivilDate): Read {
  const input = inputs.get(question.input)
  const typed = input && typedAnswer(text, question, input, today)
  return typed?.kind === 'answer'
    ? { question, answer: typed.answer, why: undefined }
    : { question, answer: unknown, why: typed?.why ?? 'unreadable' }
}

function oddity(
  question: Question,
  answers: Answers,
  inputs: Inputs,
  today: CivilDate,
): NotTaken | undefined {
  const [input, answer] = [inputs.get(question.input), answers.get(question.input)]
  if (input === undefined || answer === undefined) return undefined
  return implausible(question, answer, answers, input, today)?.kind
}
