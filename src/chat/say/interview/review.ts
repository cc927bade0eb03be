import type { Answers } from '../../../interview/answers.js'
import { isOld } from '../../../interview/kept/earlier.js'
import type { Flow } from '../../../interview/flow/flow.js'
import type { Interview } from '../../../interview/kept/interview.js'
import type { Asking } from '../../../interview/replay.js'
import type { Button, Reply } from '../../../reply/reply.js'
import type { InputId, InterviewId } from '../../../values/ids.js'
import { paragraph, verdict } from '../deadline.js'
import { answerText } from './answer.js'
import { stepButton } from './step-button.js'
import { askText } from './value.js'

/** An interview with what was answered to which question. */
export interface Reviewed {
  readonly interview: { readonly id: InterviewId; readonly answers: Interview['answers'] }
  readonly flow: Flow
  readonly answers: Answers
  readonly asking: Asking
  readonly position: { readonly taken: readonly InputId[]; readonly idle: readonly InputId[] }
}

const onePage = 10

/** Every answer with a button that changes it, a page at a time. */
export function reviewReply(reviewed: Reviewed, from: number): Reply {
  const { interview, position, flow } = reviewed
  const { taken, idle } = position
  const start = from >= 0 && from < taken.length ? from : 0
  const shown = taken.slice(start, start + onePage)
  return {
    blocks: [
      verdict(`${flow.title}：答了 ${taken.length} 题`),
      {
        kind: 'list',
        items: shown.map((input, at) => [`${start + at + 1}. ${lineOf(input, reviewed)}`]),
      },
      ...(idle.length > 0 ? [paragraph(`另有 ${idle.length} 个答案现在用不着，先留着。`)] : []),
      paragraph('要改哪一题，按它的按钮。'),
    ],
    buttons: [
      ...changeRows(interview.id, shown, start),
      pageRow(interview.id, { start, count: taken.length }),
    ],
  }
}

function lineOf(input: InputId, { interview, flow, answers, asking }: Reviewed): string {
  const question = flow.questions.find((one) => one.input === input)
  const [answer, asked] = [answers.get(input), asking.inputs.get(input)]
  if (question === undefined || answer === undefined || asked === undefined) return input
  const given = interview.answers.get(input)
  const age = given !== undefined && isOld(given, asking.asOf) ? '（半年多以前答的）' : ''
  return `${askText(question, asking)} ${answerText(answer, question, asked)}${age}`
}

const inRow = 5

function changeRows(
  id: InterviewId,
  shown: readonly InputId[],
  start: number,
): readonly (readonly Button[])[] {
  const buttons = shown.map((input, at) =>
    stepButton(id, `改第${start + at + 1}题`, { step: 'change', input }),
  )
  return buttons.flatMap((_, at) => (at % inRow === 0 ? [buttons.slice(at, at + inRow)] : []))
}

function pageRow(
  id: InterviewId,
  { start, count }: { readonly start: number; readonly count: number },
): readonly Button[] {
  return [
    ...(start > 0 ? [stepButton(id, '前一页', { step: 'review', from: Math.max(0, start - onePage) })] : []),
    ...(start + onePage < count ? [stepButton(id, '后一页', { step: 'review', from: start + onePage })] : []),
    stepButton(id, '继续', { step: 'go-on' }, 'primary'),
  ]
}
