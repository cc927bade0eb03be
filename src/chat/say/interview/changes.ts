import type { Answer } from '../../../interview/answers.js'
import type { Flow, Question } from '../../../interview/flow/flow.js'
import type { Impact } from '../../../interview/impact.js'
import type { Asking } from '../../../interview/replay.js'
import type { Input } from '../../../knowledge/condition/inputs.js'
import type { Block, Button, Reply } from '../../../reply/reply.js'
import type { InputId, InterviewId } from '../../../values/ids.js'
import { paragraph } from '../deadline.js'
import { answerText } from './answer.js'
import { stepButton } from './step-button.js'
import { askText } from './value.js'

const mostNamed = 4

/** What a change voided and kept, if there was anything else, with a way back. */
export function changedLead(
  id: InterviewId,
  asked: Asked,
  { voided, kept, asked: more }: Impact,
): { readonly blocks: readonly Block[]; readonly buttons: readonly Button[] } {
  const named = (inputs: readonly InputId[]): string => {
    const names = inputs.slice(0, mostNamed).map((input) => askOf(input, asked))
    return `（${names.join('；')}${inputs.length > mostNamed ? '等' : ''}）`
  }
  const parts = [
    ...(voided.length > 0 ? [`作废 ${voided.length} 项${named(voided)}`] : []),
    ...(voided.length + kept.length > 0 ? [`保留 ${kept.length} 项`] : []),
    ...(more.length > 0 ? [`新问 ${more.length} 题`] : []),
  ]
  return {
    blocks: parts.length === 0 ? [] : [paragraph(`改动影响：${parts.join('，')}。`)],
    buttons: [stepButton(id, '撤销改动', { step: 'undo' })],
  }
}

/** The questions, and the day as of which they are told. */
interface Asked {
  readonly flow: Flow
  readonly asking: Asking
}

function askOf(input: InputId, { flow: { questions }, asking }: Asked): string {
  const question = questions.find((one) => one.input === input)
  return question === undefined ? input : askText(question, asking).replace(/[？?]$/, '')
}

/** How a typed answer was read, for it to be confirmed. */
export const meantText = (answer: Answer, question: Question, input: Input): string =>
  `我记成：${answerText(answer, question, input)}，对吗？`

/** Asks whether what was typed is meant so. */
export function meantReply(interview: InterviewId, input: InputId, text: string): Reply {
  return {
    blocks: [{ kind: 'paragraph', text: [{ bold: text }] }, paragraph('不对就直接再打一次。')],
    buttons: [
      [
        stepButton(interview, '对', { step: 'meant', input }, 'primary'),
        stepButton(interview, '不知道', { step: 'unknown', input }),
      ],
    ],
    typed: true,
  }
}
