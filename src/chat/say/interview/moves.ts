import type { Answer } from '../../../interview/answers.js'
import type { Flow, Question } from '../../../interview/flow/flow.js'
import type { Asking } from '../../../interview/replay.js'
import type { Input } from '../../../knowledge/condition/inputs.js'
import type { Block, Button, Reply } from '../../../reply/reply.js'
import type { FlowId, InterviewId } from '../../../values/ids.js'
import { answerText } from './answer.js'
import { paragraph, verdict } from '../deadline.js'
import { templatesButton } from './prospects.js'
import { openButton } from './question.js'
import { stepButton } from './step-button.js'
import { askText } from './value.js'

/** What is said around the questions: opening, pausing, leaving, coming back. */

/** What stands in front of the code by which an interview goes on here. */
export const goOnHere = '继续我的面谈'

/** Of an interview that was begun elsewhere. */
const goOnHereButton: Button = { label: goOnHere, press: { kind: 'interview-code' } }

const restartButton: Button = { label: '面谈', press: { kind: 'command', command: 'selftest' } }

export const flowGoneReply: Reply = {
  blocks: [paragraph('这种面谈现在没有了。可以看看有哪些：')],
  buttons: [[restartButton]],
}

export const interviewGoneReply: Reply = {
  blocks: [paragraph('这次面谈已经结束或删掉了。可以重新开始：')],
  buttons: [[restartButton]],
}

export const noneOpenReply: Reply = {
  blocks: [paragraph('现在没有进行中的面谈。可以开始一个：')],
  buttons: [[restartButton]],
}

export const oldQuestionText = '这一题已经过去了。要改答案，发“回看”。'

/** To what was typed before its question stood there. */
export const notYetAskedText = '你发这句话的时候还没有问到这一题，没有记。'

/** To who asks for the verdict before it stands. */
export const noVerdictYetText = '还没有问完，现在没有结论：后面的回答还会改变它。'

/** To who speaks as a group: anybody's answers would be mixed. */
export const anonymousReply: Reply = {
  blocks: [
    paragraph('你现在用的是群的匿名身份，我分不清是谁在答，不能面谈。用自己的身份再发一次，或者直接私聊我。'),
  ],
}

/** Where an interview stands that is under way. */
export interface Running {
  readonly interview: { readonly id: InterviewId }
  readonly flow: Flow
  readonly position: { readonly taken: readonly unknown[]; readonly open: readonly unknown[] }
}

export function flowsReply(flows: readonly Flow[], running: Running | undefined): Reply {
  const others = flows.filter(({ id }) => id !== running?.flow.id)
  return {
    blocks: [
      verdict('一题一题问，问完告诉你能不能、为什么、还差什么。'),
      paragraph('都可以答“不知道”；随时可以上一步、暂停、换个题问我。答案只有你自己看得到。'),
      ...(running === undefined ? [] : [paragraph(whereText(running))]),
    ],
    buttons: [
      ...(running === undefined ? [] : [goOnRow(running)]),
      ...others.map(({ id, title }) => [openButton(id, title)]),
      [goOnHereButton, templatesButton],
    ],
  }
}

/** In a group: where it goes on, and that one may stay. */
export const inGroupReply = (where: string | undefined, flows: readonly Flow[]): Reply => ({
  blocks: [
    paragraph(`面谈在私聊里做，答案只有你自己看得到。${where ?? ''}`),
    paragraph('也可以就在群里答有按钮的题；要打字的题和结果还是私聊给你。'),
  ],
  buttons: [
    ...flows.map(({ id, title }): readonly Button[] => [
      { label: `就在群里：${title}`, press: { kind: 'interview-open', flow: id } },
    ]),
    [goOnHereButton],
  ],
})

export const whereText = ({ flow, position: { taken, open } }: Running): string =>
  `“${flow.title}”答到第 ${taken.length + Math.min(1, open.length)} 题（最多 ${taken.length + open.length} 题）。`

const goOnRow = ({ interview: { id } }: Running): readonly Button[] => [
  stepButton(id, '继续', { step: 'go-on' }, 'primary'),
  stepButton(id, '重来', { step: 'restart' }),
  stepButton(id, '换个地方继续', { step: 'elsewhere' }),
]

/** One line that says where it stood. */
export const recapBlocks = (running: Running): readonly Block[] => [
  paragraph(`接着上次：${whereText(running)}`),
]

export const goOnReply = (running: Running): Reply => ({
  blocks: [paragraph(`上次${whereText(running)}`)],
  buttons: [goOnRow(running), [stepButton(running.interview.id, '回看', { step: 'review', from: 0 })]],
})

export const introBlocks = ({ intro }: Flow): readonly Block[] => [paragraph(intro)]

/** What was typed, as it was read; or what became of not knowing. */
export function notedText(answer: Answer, question: Question, input: Input): string {
  return answer.kind === 'unknown'
    ? `记下：不知道。想查的话：${question.lookUp}`
    : `记下：${answerText(answer, question, input)}。`
}

/** What to pass on, and how the answer comes back. */
export const personBlocks = (question: Question, asking: Asking): readonly Block[] => [
  paragraph(`把这句话转给知道的人：“${askText(question, asking)}（${question.lookUp}）”`),
  paragraph('等他回答的时候先按“不知道”往下走，问到了发“回看”再改；没人知道就问发证机关。'),
]

export function pausedReply(id: InterviewId, left: number): Reply {
  return {
    blocks: [
      paragraph(`先停在这里，答过的都留着${left > 0 ? `，最多还有 ${left} 题` : ''}。回来发“继续”就行。`),
    ],
    buttons: [
      [
        stepButton(id, '继续', { step: 'go-on' }, 'primary'),
        stepButton(id, '换个地方继续', { step: 'elsewhere' }),
        stepButton(id, '不做了', { step: 'cancel' }),
      ],
    ],
  }
}

export const cancelledReply = (flow: FlowId): Reply => ({
  blocks: [paragraph('好，这次面谈不做了。')],
  buttons: [[{ label: '重新开始', press: { kind: 'interview-open', flow } }]],
})

export function sureReply(step: 'cancel' | 'restart', id: InterviewId, answered: number): Reply {
  const what = step === 'cancel' ? '不做了' : '从头再来'
  return {
    blocks: [
      paragraph(`确定${what}吗？已经答了 ${answered} 题${step === 'restart' ? '，会另开一次' : ''}。`),
    ],
    buttons: [
      [
        stepButton(id, `确定${what}`, { step, sure: true }, 'danger'),
        stepButton(id, '继续', { step: 'go-on' }),
      ],
    ],
  }
}

export const undoneText = '已撤销刚才的改动。'
export const nothingToUndoText = '没有可以撤销的改动：只能撤销十分钟以内的上一次改动。'
