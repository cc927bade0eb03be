import { isUnasked, type RequirementStep, type Rest, type Step } from '../../../interview/derivation.js'
import type { Severity } from '../../../knowledge/entry.js'
import { isKnownOrAsked, type Judged } from '../../../interview/judged.js'
import type { Answered, Reason } from '../../../interview/reason.js'
import type { Tested } from '../../../interview/result.js'
import { figureOn, figureText } from '../../../knowledge/figures.js'
import { citationText, gradeText } from '../../../reply/plain.js'
import { cited } from '../ask.js'
import { marks } from './lines.js'
import { missedText } from './requirement.js'
import { answeredText, figured } from './value.js'
import { outcomeTitle } from './verdict.js'

/** One step of a derivation in words: what was tested, and below it the answers and figures with their sources. */

export interface Leaf {
  readonly says: string
  readonly sources: readonly string[]
}

/** What its button is called. */
export function stepName(step: Step, { result: { outcomes } }: Judged): string {
  if (step.kind === 'requirement') return step.reason.tested.requirement.name
  return outcomes.length === 1 ? '怎么定的' : `可能${outcomes.indexOf(step.outcome) + 1}`
}

/** While it is closed: ✗ 注册资本：不符合 */
export function stepLine(step: Step, judged: Judged): string {
  const name = stepName(step, judged)
  if (step.kind === 'outcome') return `${name}：${outcomeTitle(step.outcome, judged)}`
  const { tested } = step.reason
  const { severity, blocks } = tested.requirement
  const later = severity === 'law' && blocks === 'operation' ? '（开业前要有）' : ''
  return `${marks[tested.state]} ${name}：${stateText(tested, judged)}${later}`
}

function stateText(tested: Tested, judged: Judged): string {
  switch (tested.state) {
    case 'met':
      return '符合'
    case 'unmet':
      return shortOf[tested.requirement.severity]
    case 'unknown':
      return isUnasked(tested, judged) ? '还没问到' : '还不知道'
    case 'authority-decides':
      return '由机关决定'
    case 'not-applicable':
      return '用不上'
  }
}

/** Only the law says that somebody does not comply. */
const shortOf: Readonly<Record<Severity, string>> = { law: '不符合', practice: '没到', advice: '没做' }

/** While it is open: what was tested, and how much it weighs. */
export function stepHeading(step: Step, judged: Judged): string {
  if (step.kind === 'outcome')
    return `${judged.result.outcomes.length > 1 ? '可能是' : '结果'}：${outcomeTitle(step.outcome, judged)}`
  const { state, requirement } = step.reason.tested
  return `${marks[state]} “${requirement.name}”这一条（${weightOf(step.reason)}）`
}

export function leavesOf(step: Step, judged: Judged): readonly Leaf[] {
  return step.kind === 'requirement' ? requirementLeaves(step, judged) : outcomeLeaves(step, judged)
}

function outcomeLeaves(
  { outcome, chosen }: Extract<Step, { kind: 'outcome' }>,
  judged: Judged,
): readonly Leaf[] {
  const entry = judged.knowledge.entries.get(outcome.entry)
  const sources = entry === undefined ? [] : cited([entry], judged).slice(0, 1)
  return [
    ...answerLeaves(chosen, judged),
    { says: figured(outcome.says, judged), sources: sources.map((one) => citationText(one)) },
  ]
}

function requirementLeaves(
  { reason: { tested, answers, compared } }: RequirementStep,
  judged: Judged,
): readonly Leaf[] {
  const missed =
    tested.state === 'unmet' ? [{ says: `差在：${missedText(tested, judged)}`, sources: [] }] : []
  return [
    ...answerLeaves(answers, judged),
    ...compared.flatMap((one) => figureLeaf(one, judged)),
    ...missed,
    ...entryLeaf(tested, judged),
  ]
}

function entryLeaf({ requirement }: Tested, judged: Judged): readonly Leaf[] {
  const entry = judged.knowledge.entries.get(requirement.entry)
  if (entry === undefined) return []
  const sources = cited([entry], judged).slice(0, 1)
  return [
    {
      says: `这一条说：${figured(entry.verdict, judged)}`,
      sources: sources.map((one) => citationText(one)),
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

/** What the button of the rest is called. */
export const restName: Readonly<Record<Severity, string>> = {
  law: '其余法规',
  practice: '口径明细',
  advice: '建议明细',
}

/** 口径明细：15项，3项没到，12项符合 */
export function restLine({ severity, steps }: Rest, judged: Judged): string {
  const words = steps.map(({ reason: { tested } }) => stateText(tested, judged))
  const counts = [...new Set(words)].map((word) => `${words.filter((one) => one === word).length}项${word}`)
  const told =
    counts.length === 1 && steps.length > 1 ? `${steps.length}项都${words[0] ?? ''}` : counts.join('，')
  return `${restName[severity]}：${told}${severity === 'law' ? '' : '（不影响结论）'}`
}
