import type { Answer } from '../../../interview/answers.js'
import type { Flow, Question, Requirement } from '../../../interview/flow/flow.js'
import { asksFor } from '../../../interview/reason.js'
import type { EntrySource as Entry } from '../../../knowledge/entry.js'
import { filled } from '../../../knowledge/figures.js'
import type { Input } from '../../../knowledge/condition/inputs.js'
import type { Knowledge } from '../../../knowledge/knowledge.js'
import type { InterviewPress, InterviewStep } from '../../../reply/interview-press.js'
import type { Block, Button, Reply } from '../../../reply/reply.js'
import type { CivilDate } from '../../../values/civil-date.js'
import type { FlowId, InterviewId } from '../../../values/ids.js'
import { cited } from '../ask.js'
import { paragraph } from '../deadline.js'
import { answerText, optionLabel, yesNoLabel } from './answer.js'

/** A question as it stands: which one it is, and what was answered to it before. */
export interface QuestionShown {
  readonly interview: InterviewId
  readonly flow: Flow
  readonly question: Question
  readonly input: Input
  readonly knowledge: Knowledge
  readonly asOf: CivilDate
  readonly number: number
  readonly most: number
  readonly inGroup: boolean
  readonly before?: Answer
  readonly picked?: readonly string[]
  /** Three times in a row no answer was understood: the ways out stand first. */
  readonly stuck?: true
}

/** One question: where it stands, what is asked, how to find out; its answers as buttons where there are any. */
export function questionReply(shown: QuestionShown): Reply {
  const { question, input, knowledge, asOf, number, most } = shown
  const text = (words: string): string => filled(words, knowledge.figures, asOf)
  const isTyped = input.type === 'quantity'
  return {
    blocks: [
      paragraph(`${question.topic} · 第 ${number} 题（最多 ${most} 题）`),
      { kind: 'paragraph', text: [{ bold: text(question.ask) }] },
      paragraph(text(question.help)),
      ...beforeBlocks(shown),
      ...(shown.inGroup && isTyped ? [paragraph('这一题要打字，数字请到私聊里填。')] : []),
    ],
    buttons: buttonsOf(shown),
    ...(isTyped && { typed: true }),
  }
}

/** In a group no answer is repeated. */
function beforeBlocks({ before, question, input, inGroup }: QuestionShown): readonly Block[] {
  if (before === undefined || inGroup) return []
  return [paragraph(`你之前答：${answerText(before, question, input)}`)]
}

function buttonsOf(shown: QuestionShown): readonly (readonly Button[])[] {
  const { question, input, number, before } = shown
  const to = (step: InterviewStep): InterviewPress => ({
    kind: 'interview',
    interview: shown.interview,
    ...step,
  })
  const here = { input: question.input }
  return [
    ...optionRows(shown, to),
    ...(before === undefined
      ? []
      : [[{ label: '不变，下一题', press: to({ step: 'keep', ...here }), style: 'primary' as const }]]),
    [
      { label: '不知道', press: to({ step: 'unknown', ...here }) },
      ...(shown.stuck === true
        ? [
            { label: '跳过', press: to({ step: 'unknown', ...here }) },
            { label: '问人', press: to({ step: 'person', ...here }) },
          ]
        : [{ label: '为什么问', press: to({ step: 'why', ...here }) }]),
    ],
    [
      ...(number > 1 ? [{ label: '上一步', press: to({ step: 'back', ...here }) }] : []),
      ...(number > 1 ? [{ label: '回看', press: to({ step: 'review', from: 0 }) }] : []),
      { label: '暂停', press: to({ step: 'pause' }) },
    ],
    ...(shown.inGroup && input.type === 'quantity'
      ? [[{ label: '去私聊接着答', press: { kind: 'alone', then: to({ step: 'go-on' }) } as const }]]
      : []),
  ]
}

type To = (step: InterviewStep) => InterviewPress

function optionRows(shown: QuestionShown, to: To): readonly (readonly Button[])[] {
  const { question, input } = shown
  const answer = (option: string): InterviewPress =>
    to({ step: 'answer', input: question.input, options: [option] })
  switch (input.type) {
    case 'yes-no':
      return [
        [
          { label: yesNoLabel(question, true), press: answer('yes') },
          { label: yesNoLabel(question, false), press: answer('no') },
        ],
      ]
    case 'choice':
      return inRows(
        input.options.map((option) => ({ label: optionLabel(question, option), press: answer(option.id) })),
      )
    case 'many':
      return manyRows(shown, input, to)
    case 'quantity':
      return []
  }
}

type Many = Extract<Input, { readonly type: 'many' }>

/** Each ticks or unticks; what is ticked is the answer once 完成 is pressed. */
function manyRows({ question, picked = [] }: QuestionShown, { options }: Many, to: To) {
  const { input } = question
  const toggled = (id: string): readonly string[] =>
    picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]
  const ticks = options.map((option) => ({
    label: `${picked.includes(option.id) ? '✓ ' : ''}${optionLabel(question, option)}`,
    press: to({ step: 'pick', input, options: toggled(option.id) }),
  }))
  const done: Button =
    picked.length > 0
      ? { label: '选好了', press: to({ step: 'answer', input, options: picked }), style: 'primary' }
      : { label: '都没有', press: to({ step: 'answer', input, options: [] }) }
  return [...inRows(ticks), [done]]
}

/** Short ones stand side by side: as many as a phone shows whole. */
function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const longest = Math.max(...buttons.map(({ label }) => label.length))
  const inRow = longest > 9 ? 1 : longest > 3 ? 2 : 4
  return buttons.flatMap((_, at) => (at % inRow === 0 ? [buttons.slice(at, at + inRow)] : []))
}

const mostReasons = 3

/** Which rules the answer serves, with their sources; where none reads it, what it is for. */
export function whyAskedBlocks(
  flow: Flow,
  question: Question,
  knowledge: Knowledge,
  asOf: CivilDate,
): readonly Block[] {
  const { requirements, outcomes } = asksFor(flow, question.input)
  const told = [...requirements.map(({ entry }) => entry), ...outcomes.map(({ entry }) => entry)]
  const entries = [...new Set(told)].flatMap((id) => knowledge.entries.get(id) ?? []).slice(0, mostReasons)
  if (entries.length === 0) return [paragraph(`为什么问：${useTexts[question.use ?? 'note']}`)]
  return [
    paragraph('为什么问：'),
    { kind: 'list', items: entries.map((entry) => [reasonText(entry, requirements, knowledge, asOf)]) },
    { kind: 'citations', of: cited(entries, { knowledge }) },
  ]
}

const useTexts = {
  timeline: '用来倒推哪天要交材料。',
  note: '不影响能不能办，会写进结果里，帮你准备。',
} as const

const severityTexts: Readonly<Record<Requirement['severity'], string>> = {
  law: '法规要求',
  practice: '有资料称审核会看',
  advice: '建议',
}

function reasonText(
  entry: Entry,
  requirements: readonly Requirement[],
  { figures }: Knowledge,
  asOf: CivilDate,
): string {
  const severity = requirements.find((one) => one.entry === entry.id)?.severity
  const who = severity === undefined ? '决定办哪种证、找谁' : severityTexts[severity]
  return `${who}——${entry.title}：${filled(entry.verdict, figures, asOf)}`
}

/** Opens the interview of a kind. */
export const openButton = (id: FlowId, title: string): Button => ({
  label: title,
  press: { kind: 'interview-open', flow: id },
})
