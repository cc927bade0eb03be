import type { ChecklistItem } from '../../../interview/checklist.js'
import type { Flow } from '../../../interview/flow/flow.js'
import type { Block, Button, Reply } from '../../../reply/reply.js'
import { china, dayAt, type CivilDate, type Instant } from '../../../values/civil-date.js'
import type { InterviewId } from '../../../values/ids.js'
import { shortDay } from '../day.js'
import { paragraph, verdict } from '../deadline.js'
import { stepButton } from './step-button.js'
import { paperText, practiceNote } from './papers.js'

/** The list of one interview. */
export interface Checklist {
  readonly interview: { readonly id: InterviewId; readonly startedAt: Instant }
  readonly flow: Flow
  readonly items: readonly ChecklistItem[]
  readonly today: CivilDate
  /** Whether the answers say less than what is there by now. */
  readonly newAnswers: boolean
}

/** What is there and what is missing, who sees to it and until when; each with a button that ticks it. */
export function checklistReply(list: Checklist): Reply {
  const { interview, flow, items, today, newAnswers } = list
  if (items.length === 0)
    return { blocks: [verdict('这次没有要备的材料')], buttons: [[backButton(interview.id)]] }
  return {
    blocks: [
      verdict(progressText(items)),
      { kind: 'list', items: items.map((item, at) => [`${at + 1}. ${itemText(item, today)}`]) },
      paragraph(`“${flow.title}”（${dayAt(interview.startedAt, china)} 开始的面谈）的材料，只有你看得到。`),
      ...(items.some(({ paper }) => paper.severity === 'practice') ? [practiceNote] : []),
      ...(newAnswers ? [paragraph('面谈问到的材料都齐了，要不要重新看结论？')] : []),
      paragraph('按第几项打勾、去掉勾；派人、定日子就打字：“第1项给小王”“第1项 3月10日前”。'),
    ],
    buttons: [
      // First, so that the number of a button is that of its paper where buttons are typed.
      ...tickRows(interview.id, items),
      ...(newAnswers ? [[readyButton(interview.id)]] : []),
      [backButton(interview.id)],
    ],
  }
}

const readyButton = (id: InterviewId): Button =>
  stepButton(id, '重新看结论', { step: 'papers-ready' }, 'primary')

const backButton = (id: InterviewId): Button =>
  stepButton(id, '回到结论', { step: 'result', view: 'summary' })

const mostNamed = 3

/** 7/10 已齐，还缺书面技术方案、公司章程、股权结构 */
function progressText(items: readonly ChecklistItem[]): string {
  const missing = items.filter(({ done }) => !done).map(({ paper }) => paper.name)
  const there = `${items.length - missing.length}/${items.length} 已齐`
  if (missing.length === 0) return `${there}，材料都有了`
  const more = missing.length > mostNamed ? `等${missing.length}样` : ''
  return `${there}，还缺${missing.slice(0, mostNamed).join('、')}${more}`
}

/** ✓ 营业执照；□ 公司章程（有资料称）——小王，03-10 周三前 */
function itemText({ paper, done, owner, due }: ChecklistItem, today: CivilDate): string {
  const late = due !== undefined && !done && due < today ? '，已过' : ''
  const notes = [
    ...(owner === undefined ? [] : [owner]),
    ...(due === undefined ? [] : [`${shortDay(due, today)}前${late}`]),
  ]
  return `${done ? '✓' : '□'} ${paperText(paper)}${notes.length === 0 ? '' : `——${notes.join('，')}`}`
}

const inRow = 5

/** Each names what it makes of its paper: pressed twice, or on an old card, it does no more. */
function tickRows(id: InterviewId, items: readonly ChecklistItem[]): readonly (readonly Button[])[] {
  const buttons = items.map(({ paper, done }, at) =>
    stepButton(id, `${done ? '✓ ' : ''}第${at + 1}项`, { step: 'paper', paper: paper.id, done: !done }),
  )
  return buttons.flatMap((_, at) => (at % inRow === 0 ? [buttons.slice(at, at + inRow)] : []))
}

/** Above the result that it changed. */
export const readyBlocks = (answers: number): readonly Block[] => [
  paragraph(`按材料清单记下：都有了（${answers} 题的答案）。`),
]

/** Under the materials of a result: to get them ready, one by one. */
export const prepareButton = (id: InterviewId, begun: boolean): Button =>
  stepButton(id, begun ? '接着备材料' : '开始备材料', { step: 'papers' }, 'primary')
