import type { Judged } from '../../../interview/judged.js'
import { chosenBy, reasonsOf, type Answered, type Reason } from '../../../interview/reason.js'
import { figureOn, figureText } from '../../../knowledge/figures.js'
import { citationText, gradeText } from '../../../reply/plain.js'
import type { Block, CitedSource, Reply } from '../../../reply/reply.js'
import { cited } from '../ask.js'
import { paragraph, verdict } from '../deadline.js'
import { marks } from './lines.js'
import { disclaimer } from './section.js'
import { missedText } from './requirement.js'
import { answeredText, figured, isKnownOrAsked } from './value.js'
import { verdictText } from './verdict.js'

/** One step of the derivation: what was tested, and below it the answers and figures, and below those the sources. */
export interface Branch {
  readonly says: string
  readonly leaves: readonly Leaf[]
}

export interface Leaf {
  readonly says: string
  readonly sources: readonly string[]
}

/** Why it came to this. What is met and decides nothing is named in one line, unless `whole`. */
export function whyReply(judged: Judged, whole = false): Reply {
  const { shown, rest } = dealt(judged, whole)
  return {
    blocks: [
      verdict(`为什么：${verdictText(judged)}`),
      ...outcomeBranches(judged).flatMap(branchBlocks),
      ...shown.map((reason) => branchOf(reason, judged)).flatMap(branchBlocks),
      ...(rest.length === 0 ? [] : [paragraph(`另外${rest.length}项没有改变结论，按“全部展开”看。`)]),
      disclaimer(judged),
    ],
  }
}

/** The whole derivation: the outcomes first, then each requirement that applies, in the order of the flow. */
export function branchesOf(judged: Judged): readonly Branch[] {
  return [...outcomeBranches(judged), ...dealt(judged, true).shown.map((reason) => branchOf(reason, judged))]
}

/** Whether there is more behind 全部展开. */
export const hasMore = (judged: Judged): boolean => dealt(judged, false).rest.length > 0

function dealt(
  judged: Judged,
  whole: boolean,
): { readonly shown: readonly Reason[]; readonly rest: readonly Reason[] } {
  const { result, position, asking } = judged
  const reasons = reasonsOf(result, position, asking).filter(
    ({ tested: { state } }) => state !== 'not-applicable',
  )
  const shown = reasons.filter((reason) => whole || decides(reason, judged))
  return { shown, rest: reasons.filter((reason) => !shown.includes(reason)) }
}

/** Of the law, and not simply met; what nobody was asked yet is not among it. */
function decides({ tested: { requirement, state, open } }: Reason, judged: Judged): boolean {
  if (requirement.severity !== 'law' || state === 'met') return false
  return state !== 'unknown' || open.some((input) => isKnownOrAsked(input, judged))
}

function outcomeBranches(judged: Judged): readonly Branch[] {
  const { flow, result, position, knowledge } = judged
  return result.outcomes.map((outcome) => {
    const chosen = chosenBy(flow, outcome, position).filter(({ value }) => value !== undefined)
    const sources = cited(
      [knowledge.entries.get(outcome.entry)].flatMap((entry) => entry ?? []),
      judged,
    )
    const says = figured(outcome.says, judged)
    return {
      says: `${result.outcomes.length > 1 ? '可能是' : '结果'}：${outcome.title}`,
      leaves: [
        ...answerLeaves(chosen, judged),
        { says, sources: sources.slice(0, 1).map((one) => citationText(one)) },
      ],
    }
  })
}

function branchOf(reason: Reason, judged: Judged): Branch {
  const { tested, answers, compared } = reason
  const entry = judged.knowledge.entries.get(tested.requirement.entry)
  const [first] = entry === undefined ? [] : cited([entry], judged)
  const says = `${marks[tested.state]} “${tested.requirement.name}”这一条（${weightOf(reason)}）`
  const missed =
    tested.state === 'unmet' ? [{ says: `差在：${missedText(tested, judged)}`, sources: [] }] : []
  return {
    says,
    leaves: [
      ...answerLeaves(answers, judged),
      ...compared.flatMap((one) => figureLeaf(one, judged)),
      ...missed,
      ...entryLeaf(entry?.verdict, first, judged),
    ],
  }
}

function entryLeaf(
  says: string | undefined,
  source: CitedSource | undefined,
  judged: Judged,
): readonly Leaf[] {
  if (says === undefined) return []
  return [
    {
      says: `这一条说：${figured(says, judged)}`,
      sources: source === undefined ? [] : [citationText(source)],
    },
  ]
}

const answerLeaves = (answers: readonly Answered[], judged: Judged): readonly Leaf[] =>
  answers
    .filter(({ input, value }) => value !== undefined || isKnownOrAsked(input, judged))
    .map(({ input }) => ({ says: `你答的：${answeredText(input, judged)}`, sources: [] }))

function figureLeaf(compared: Reason['compared'][number], { asking, knowledge }: Judged): readonly Leaf[] {
  const bound = compared.with
  const figure = bound.kind === 'figure' ? figureOn(asking.figures, bound.id, asking.asOf) : undefined
  const source = figure && knowledge.sources.get(figure.source)
  if (figure === undefined || source === undefined) return []
  const told = `${source.name}${figure.article ?? ''}（${gradeText({ ...figure, ...source })}）`
  return [{ says: `比的是：${figure.name} ${figureText(figure)}`, sources: [told] }]
}

function weightOf({ tested: { requirement } }: Reason): string {
  switch (requirement.severity) {
    case 'law':
      return blockNames[requirement.blocks]
    case 'practice':
      return '有资料称'
    case 'advice':
      return '建议'
  }
}

const blockNames = {
  application: '法规，申请时要有',
  operation: '法规，开业前要有',
  nothing: '法规',
} as const

function branchBlocks({ says, leaves }: Branch): readonly Block[] {
  const items = leaves.map((leaf) => [
    leaf.sources.length === 0 ? leaf.says : `${leaf.says}（依据：${leaf.sources.join('；')}）`,
  ])
  return [
    { kind: 'paragraph', text: [{ bold: says }] },
    { kind: 'list', items },
  ]
}
