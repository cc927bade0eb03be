import { stepsOf, type Step } from '../../../interview/derivation.js'
import type { Judged } from '../../../interview/judged.js'
import type { Attachment } from '../../../reply/attachment.js'
import type { Document, Part } from '../../../reply/document.js'
import { markdownOf } from '../../../reply/markdown.js'
import { citationText } from '../../../reply/plain.js'
import type { EntrySource as Entry } from '../../../knowledge/entry.js'
import { fileName } from '../../../values/file-name.js'
import { cited } from '../ask.js'
import { fixDetails } from './fixes.js'
import {
  adviceLines,
  lawLines,
  missingLines,
  operationLines,
  otherLines,
  practiceLines,
  remarkLines,
  sideLines,
  timeLines,
} from './lines.js'
import { papersGroups } from './papers.js'
import { disclaimerText } from './section.js'
import { figured, nameOf, valueText } from './value.js'
import { verdictText } from './verdict.js'
import { leavesOf, stepHeading } from './branch.js'

/** The result to keep or to pass on, whole: nobody is named in it, and the same answers that day make the same text. */
export function resultDocument(judged: Judged): Document {
  const { flow, asking, knowledge, result } = judged
  return {
    title: `${flow.title}：面谈结果`,
    on: asking.asOf,
    foot: `${disclaimerText(judged)}资料版本 ${knowledge.version}`,
    parts: [
      { kind: 'paragraph', text: verdictText(judged), strong: true },
      ...result.outcomes
        .slice(0, result.outcomes.length === 1 ? 1 : 0)
        .map(({ says }): Part => ({ kind: 'paragraph', text: figured(says, judged) })),
      { kind: 'row', label: '判断的日子', value: asking.asOf },
      { kind: 'row', label: '资料版本', value: knowledge.version },
      ...itemsUnder('几种可能', sideLines(judged)),
      ...itemsUnder('法规底线', lawLines(judged)),
      ...itemsUnder('先查清这些', missingLines(judged)),
      ...itemsUnder('怎样能通过（选一种）', fixDetails(judged)),
      ...itemsUnder('由机关决定', otherLines(judged)),
      ...itemsUnder('开业前必须做到（不影响申请）', operationLines(judged)),
      ...itemsUnder('审核口径（有资料称，法规没写，不影响结论）', practiceLines(judged)),
      ...itemsUnder('建议', adviceLines(judged)),
      ...itemsUnder('另外要知道', remarkLines(judged)),
      ...itemsUnder('日子', timeLines(judged)),
      ...papersGroups(judged).flatMap(({ heading, lines }) => itemsUnder(`材料：${heading}`, lines)),
      ...answerParts(judged),
      ...derivation(judged),
      ...itemsUnder('依据', sourcesOf(judged)),
      { kind: 'heading', text: '说明' },
      { kind: 'paragraph', text: disclaimerText(judged) },
    ],
  }
}

/** The document as Markdown. */
export const resultMarkdown = (judged: Judged): string => markdownOf(resultDocument(judged))

/** The document as a file to send. */
export function resultAttachment(judged: Judged, as: 'pdf' | 'markdown'): Attachment {
  const { flow, asking } = judged
  const named = (ending: string): string => fileName([flow.title, asking.asOf], ending)
  return as === 'pdf'
    ? { kind: 'print', name: named('pdf'), document: resultDocument(judged) }
    : { kind: 'file', name: named('md'), text: resultMarkdown(judged) }
}

function itemsUnder(heading: string, lines: readonly string[]): readonly Part[] {
  return lines.length === 0
    ? []
    : [{ kind: 'heading', text: heading }, ...lines.map((text): Part => ({ kind: 'item', text, depth: 0 }))]
}

/** What counts; an answer of no effect is left out. */
function answerParts(judged: Judged): readonly Part[] {
  const { position, flow } = judged
  const rows = flow.questions
    .filter(({ input }) => position.taken.includes(input))
    .map(({ input }): Part => ({
      kind: 'row',
      label: nameOf(input, judged),
      value: valueText(input, judged),
    }))
  return rows.length === 0 ? [] : [{ kind: 'heading', text: '你的回答' }, ...rows]
}

function derivation(judged: Judged): readonly Part[] {
  return [
    { kind: 'heading', text: '一步一步怎么来的' },
    ...stepsOf(judged).flatMap((step) => stepParts(step, judged)),
  ]
}

const stepParts = (step: Step, judged: Judged): readonly Part[] => [
  { kind: 'item', text: stepHeading(step, judged), depth: 0 },
  ...leavesOf(step, judged).flatMap((leaf): readonly Part[] => [
    { kind: 'item', text: leaf.says, depth: 1 },
    ...leaf.sources.map((source): Part => ({ kind: 'item', text: `依据：${source}`, depth: 2 })),
  ]),
]

/** Every source that the result rests on, with who says it and how well we saw it. */
function sourcesOf(judged: Judged): readonly string[] {
  const { result, knowledge } = judged
  const ids = [
    ...result.outcomes.map(({ entry }) => entry),
    ...result.tested.flatMap(({ requirement, state }) =>
      state === 'not-applicable' || requirement.severity === 'practice' ? [] : [requirement.entry],
    ),
  ]
  const entries = [...new Set(ids)].flatMap((id): readonly Entry[] => {
    const entry = knowledge.entries.get(id)
    return entry === undefined ? [] : [entry]
  })
  return cited(entries, judged).map((one) => citationText(one))
}
