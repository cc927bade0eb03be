import type { Answer } from '../../../interview/answers.js'
import type { Comparison, Difference } from '../../../interview/comparison.js'
import type { Question, RequirementState } from '../../../interview/flow/flow.js'
import type { Judged } from '../../../interview/judged.js'
import type { Tested } from '../../../interview/result.js'
import type { Input } from '../../../knowledge/condition/inputs.js'
import type { Block, Reply } from '../../../reply/reply.js'
import type { InputId, InterviewId } from '../../../values/ids.js'
import { paragraph, verdict } from '../deadline.js'
import { answerText, choiceText } from './answer.js'
import { exampleOf } from './example.js'
import { marks, sideLines } from './lines.js'
import { stepButton } from './step-button.js'
import { missedText } from './requirement.js'
import { nameOf, valueText } from './value.js'
import { verdictText } from './verdict.js'

/** Another answer to a question that was answered. */
export interface Other {
  readonly question: Question
  readonly input: Input
  readonly option: string
  readonly answer: Answer
}

/** Both sides with how they end, and of the requirements only those that differ. */
export function comparisonReply(comparison: Comparison, id: InterviewId): Reply {
  const { input, was, is, asked } = comparison
  const [before, after] = [calledIn(was, input), calledIn(is, input)]
  return {
    blocks: [
      verdict(`${nameOf(input, was)}：${before}，换成${after}`),
      {
        kind: 'facts',
        rows: [
          { label: `现在（${before}）`, value: [endOf(was)] },
          { label: `换成${after}`, value: [endOf(is)] },
        ],
      },
      ...differing(comparison),
      ...(asked.length === 0 ? [] : [paragraph(`换了以后还要多答 ${asked.length} 题。`)]),
      paragraph('只是比一比，你的回答没有改。'),
    ],
    buttons: [
      [
        stepButton(id, '再比一个', { step: 'compare' }),
        stepButton(id, '回到面谈', { step: 'go-on' }, 'primary'),
      ],
    ],
  }
}

/** No verdict before it is fixed. */
const endOf = (judged: Judged): string =>
  judged.result.fixed
    ? [verdictText(judged), ...sideLines(judged)].join('；')
    : `还没定，最多还有 ${judged.position.open.length} 题`

function calledIn(judged: Judged, of: InputId): string {
  const [given, input] = [judged.answers.get(of), judged.knowledge.inputs.get(of)]
  const question = judged.flow.questions.find((one) => one.input === of)
  return given?.kind === 'choice' && input !== undefined && question !== undefined
    ? choiceText(given.option, question, input)
    : valueText(of, judged)
}

function differing({ differing: found, was, is }: Comparison): readonly Block[] {
  return found.length === 0
    ? [paragraph('各项要求都一样。')]
    : [
        paragraph(`不一样的有${found.length}项：`),
        { kind: 'facts', rows: found.map((one) => rowOf(one, was, is)) },
      ]
}

const rowOf = ({ was: before, is: after }: Difference, was: Judged, is: Judged) => ({
  label: after.requirement.name,
  value: [`${sideText(before, was)} → ${sideText(after, is)}`],
})

const stateNames: Readonly<Record<RequirementState, string>> = {
  met: '符合',
  unmet: '没做到',
  unknown: '待确认',
  'authority-decides': '由机关决定',
  'not-applicable': '用不上',
}

function sideText(tested: Tested, judged: Judged): string {
  const { state } = tested
  return state === 'unmet'
    ? `${marks[state]} ${missedText(tested, judged)}`
    : `${marks[state]} ${stateNames[state]}`
}

/** What can be put beside what was answered. */
export interface Comparable {
  /** By a press. */
  readonly others: readonly Other[]
  /** By typing; absent: no number was answered yet. */
  readonly typed?: Pick<Other, 'question' | 'input'>
  /** What was typed named no other answer. */
  readonly unread: boolean
}

export function whatToCompareReply(id: InterviewId, { others, typed, unread }: Comparable): Reply {
  const example = typed && `，例如“对比 ${typed.input.zh} ${exampleOf(typed.question, typed.input, 'long')}”`
  return {
    blocks: [
      ...(unread ? [paragraph('没看出要换成哪个回答。')] : []),
      verdict('换一个回答，看结论有什么不同'),
      paragraph(`也可以打字：先写题目，再写新的回答${example ?? ''}。只是比一比，你的回答不会改。`),
    ],
    buttons: [
      ...others.map((other) => [stepButton(id, labelOf(other), pressOf(other))]),
      [stepButton(id, '回到面谈', { step: 'go-on' })],
    ],
  }
}

const pressOf = ({ question, option }: Other) =>
  ({ step: 'compare-with', input: question.input, options: [option] }) as const

/** 只做一个省, or with what it is about where the answer alone says too little: 有外商投资：没有. */
function labelOf({ question, input, option, answer }: Other): string {
  return answer.kind === 'choice'
    ? `比：${choiceText(option, question, input)}`
    : `比：${input.zh}——${answerText(answer, question, input)}`
}
