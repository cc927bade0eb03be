import type { Question } from '../../../interview/flow/flow.js'
import type { Judged } from '../../../interview/judged.js'
import type { Input } from '../../../knowledge/condition/inputs.js'
import type { Press, Reply } from '../../../reply/reply.js'
import type { InterviewId } from '../../../values/ids.js'
import { choiceText } from './answer.js'
import { paragraph, verdict } from '../deadline.js'
import { stepButton } from './step-button.js'
import { verdictText } from './verdict.js'

/** What is said around a result: that it stands early, what the group hears, the file to pass on. */

/** Another option of a question, by which alone it would pass. */
export interface Instead {
  readonly question: Question
  readonly input: Input
  readonly option: string
}

/** The verdict stands before all was asked: what else can be done, first to see the whole list. */
export function fixedReply(
  whole: Reply,
  id: InterviewId,
  { left, instead }: { readonly left: number; readonly instead: readonly Instead[] },
): Reply {
  return {
    ...whole,
    blocks: [paragraph(`结论已经定了，后面最多 ${left} 题不会改变它。`), ...whole.blocks],
    buttons: [
      [stepButton(id, '继续看完整清单', { step: 'whole' }, 'primary')],
      ...instead.map(({ question, input, option }) => {
        const label = `改为${choiceText(option, question, input)}`
        return [stepButton(id, label, { step: 'set', input: question.input, options: [option] })]
      }),
      ...(whole.buttons ?? []),
    ],
  }
}

/** Above the file; the same may be had in the other form. */
export function documentReply(id: InterviewId, as: 'pdf' | 'markdown'): Reply {
  const other =
    as === 'pdf'
      ? stepButton(id, '要 Markdown 文件', { step: 'document', as: 'markdown' })
      : stepButton(id, '要 PDF 文件', { step: 'document', as: 'pdf' })
  return {
    blocks: [paragraph('这份文件可以直接转发给同事：结论、回答、推导、依据和资料版本都在里面，没有公司名。')],
    buttons: [[other], [stepButton(id, '回到结果', { step: 'result', view: 'summary' })]],
  }
}

/** Before others: how it ended; who answered sees the rest alone. */
export function groupResultReply(judged: Judged, id: InterviewId, left: number): Reply {
  const alone: Press = { kind: 'interview', interview: id, step: 'result', view: 'summary' }
  return {
    blocks: [verdict(verdictText(judged)), paragraph('依据、缺口和答案只给答题的人看。')],
    buttons: [
      [{ label: '私聊看结果', press: { kind: 'alone', then: alone }, style: 'primary' }],
      ...(left > 0 ? [[stepButton(id, '继续看完整清单', { step: 'whole' })]] : []),
    ],
  }
}
