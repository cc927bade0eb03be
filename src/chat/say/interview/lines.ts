import { remarksOf } from '../../../interview/remarks.js'
import { isKnownOrAsked, type Judged } from '../../../interview/judged.js'
import { papersOf, type Paper } from '../../../interview/papers.js'
import { besidesText } from './papers.js'
import type { Tested } from '../../../interview/result.js'
import { sidesOf } from '../../../interview/sides.js'
import { timelineOf, type LastDay, type StepKind, type Timeline } from '../../../interview/timeline.js'
import type { RequirementState } from '../../../interview/flow/flow.js'
import { figureText } from '../../../knowledge/figures.js'
import { daysBetween, type CivilDate } from '../../../values/civil-date.js'
import type { InputId } from '../../../values/ids.js'
import { lookUpText, requirementText } from './requirement.js'
import { figured, sourceText } from './value.js'
import { verdictWords, weighed } from './verdict.js'

/** What a result says, as lines of text: the card, the views and the documents are made of them. */

export const marks: Readonly<Record<RequirementState, string>> = {
  met: '✓',
  unmet: '✗',
  unknown: '？',
  'authority-decides': '？',
  'not-applicable': '—',
}

const marked = (tested: Tested, judged: Judged): string =>
  `${marks[tested.state]} ${requirementText(tested, judged)}`

const isIn =
  (...states: readonly RequirementState[]) =>
  ({ state }: Tested): boolean =>
    states.includes(state)

/** What the law asks of whoever applies: missed and open in full, met as a count. */
export function lawLines(judged: Judged): readonly string[] {
  const { application } = weighed(judged.result.tested)
  const met = application.filter(isIn('met')).length
  const shown = application.filter((one) => isIn('unmet', 'authority-decides')(one) || isAsked(one, judged))
  const unasked = application.filter((one) => one.state === 'unknown' && !isAsked(one, judged)).length
  return [
    ...withoutRepeats(shown, judged).map((one) => marked(one, judged)),
    ...(met === 0 ? [] : [`✓ ${shown.length === 0 ? '' : '另外'}${met}项符合`]),
    ...(unasked === 0 ? [] : [`还有${unasked}项没有问到`]),
  ]
}

/** Of what is not known each thing once, where it first matters. */
function withoutRepeats(all: readonly Tested[], judged: Judged): readonly Tested[] {
  const told = new Set<InputId>()
  return all.flatMap((one) => {
    if (one.state !== 'unknown') return [one]
    const open = one.open.filter((input) => !told.has(input) && isKnownOrAsked(input, judged))
    for (const input of open) told.add(input)
    return open.length === 0 ? [] : [{ ...one, open }]
  })
}

/** Whether it is open because somebody does not know, not because nobody asked. */
const isAsked = ({ state, open }: Tested, judged: Judged): boolean =>
  state === 'unknown' && open.some((input) => isKnownOrAsked(input, judged))

/** What the law asks before operation begins, as far as it is missing or not known. */
export function operationLines(judged: Judged): readonly string[] {
  const { operation } = weighed(judged.result.tested)
  const shown = operation.filter((one) => one.state === 'unmet' || isAsked(one, judged))
  return withoutRepeats(shown, judged).map((one) => marked(one, judged))
}

/** The same with a count for what is not known: it can wait. */
export function operationSummary(judged: Judged): readonly string[] {
  const { operation } = weighed(judged.result.tested)
  const open = operation.filter((one) => isAsked(one, judged)).length
  return [
    ...operation.filter(isIn('unmet')).map((one) => marked(one, judged)),
    ...(open === 0 ? [] : [`？ ${open}项还不知道，按“为什么”看是哪几项`]),
  ]
}

/** What is the authority's to decide, and what else the law asks. */
export function otherLines(judged: Judged): readonly string[] {
  const { others, practice } = weighed(judged.result.tested)
  const papers = new Set(papersOf(judged).map(({ entry }) => entry))
  return [
    ...others.filter((one) => isIn('unmet', 'authority-decides')(one) && !papers.has(one.requirement.entry)),
    ...practice.filter(isIn('authority-decides')),
  ].map((one) => marked(one, judged))
}

/** Where practice asks for more: gaps only, nothing of it decides. */
export function practiceLines(judged: Judged): readonly string[] {
  return weighed(judged.result.tested)
    .practice.filter((one) => one.state === 'unmet' && !isPaperOf(one, judged))
    .map((one) => requirementText(one, judged))
}

/** What is a day stands among the days. */
export function adviceLines(judged: Judged): readonly string[] {
  const timeline = timelineOf(judged)
  const dated = new Set(timeline.kind === 'last-days' ? timeline.days.map(({ entry }) => entry) : [])
  return weighed(judged.result.tested)
    .advice.filter((one) => one.state === 'unmet' && !isPaperOf(one, judged))
    .filter(({ requirement }) => !dated.has(requirement.entry))
    .map((one) => requirementText(one, judged))
}

/** What stands on the list of materials is not told twice. */
const isPaperOf = ({ requirement }: Tested, judged: Judged): boolean =>
  papersOf(judged).some(({ entry, state }) => entry === requirement.entry && state === 'missing')

/** What else the verdict waits for, and where to find it out: what chooses between the outcomes. */
export function missingLines(judged: Judged): readonly string[] {
  const { result } = judged
  const told = new Set(weighed(result.tested).application.flatMap((one) => one.open))
  return result.missing
    .filter((input) => isKnownOrAsked(input, judged) && !told.has(input))
    .map((input: InputId) => lookUpText(input, judged))
}

/** Several ways in which it may end, each with what it would come to. */
export function sideLines(judged: Judged): readonly string[] {
  return sidesOf(judged).map(({ outcome, verdicts }) => {
    const words = verdicts.map((verdict) => verdictWords(verdict, 0)).join('或')
    return outcome.final || words === '' ? outcome.title : `${outcome.title}：${words}`
  })
}

export function remarkLines(judged: Judged): readonly string[] {
  return remarksOf(judged.flow, judged.position, judged.asking).map(({ says }) => figured(says, judged))
}

/** 材料：已有3样，还缺2样（股权结构、应急预案） */
export function papersLine(judged: Judged): string | undefined {
  const papers = papersOf(judged)
  const of = (state: Paper['state']) => papers.filter((paper) => paper.state === state)
  const [has, missing, unknown] = [of('has'), of('missing'), of('unknown')]
  if (has.length + missing.length === 0) return undefined
  const lacks = missing.length === 0 ? '' : `，还缺${missing.length}样（${names(missing)}）`
  const open = unknown.length === 0 ? '' : `，${unknown.length}样还不知道`
  const besides = besidesText(judged)
  const all = missing.length > 0 ? '' : besides === '' ? '，没有缺的' : '，问到的没有缺'
  return `材料：已有${has.length}样${lacks}${all}${open}${besides}`
}

const names = (papers: readonly Paper[]): string => papers.map(({ name }) => name).join('、')

/** The days ahead: what comes when, counted on from today and back from the day that is wished for. */
export function timeLines(judged: Judged): readonly string[] {
  return timelineLines(timelineOf(judged), judged)
}

function timelineLines(timeline: Timeline, judged: Judged): readonly string[] {
  switch (timeline.kind) {
    case 'none':
      return []
    case 'application':
      return [...stepLines(timeline, judged), ...backLines(timeline.back, judged.asking.asOf)]
    case 'last-days':
      return timeline.days.map((day) => lastDayLine(day, judged))
  }
}

/** Only for whoever may hand it in today. */
function stepLines(
  { steps }: Extract<Timeline, { kind: 'application' }>,
  { result }: Judged,
): readonly string[] {
  const [, other] = result.outcomes
  const mayYet = result.verdict === 'cannot-tell' && other === undefined
  if (result.verdict !== 'ready' && !mayYet) return []
  const days = steps.map(({ kind, on }) => `${on} 前${stepNames[kind]}`)
  return [`今天交的话，最慢：${days.join('，')}（没算补正，长假另加）`]
}

const stepNames: Readonly<Record<StepKind, string>> = {
  accepted: '受理或要求补正',
  decided: '审完',
  delivered: '拿到证',
  registered: '登记经营范围',
}

function backLines(
  back: Extract<Timeline, { kind: 'application' }>['back'],
  today: CivilDate,
): readonly string[] {
  if (back === undefined) return []
  const { wantedBy, submitBy, prepareFrom, preparationDays } = back
  if (submitBy < today)
    return [`想在 ${wantedBy} 前拿到证：最晚 ${submitBy} 就要交，已经来不及，请把日子往后放`]
  const late = prepareFrom < today ? '，准备的时间已经不足，要抓紧' : ''
  return [
    `想在 ${wantedBy} 前拿到证：最晚 ${submitBy} 交；留${preparationDays}天准备，最晚 ${prepareFrom} 动手${late}`,
  ]
}

function lastDayLine({ entry, kind, figure, on }: LastDay, judged: Judged): string {
  const days = daysBetween(judged.asking.asOf, on)
  const left = days === 0 ? '就是今天' : days > 0 ? `还有${days}天` : `已过${-days}天`
  const source = sourceText(judged.knowledge.entries.get(entry), judged)
  const why = figure.unit === 'day' ? `提前${figureText(figure)}` : figureText(figure)
  return `${on} ${dayNames[kind]}，${left}（${why}${kind === 'legal' ? `，${source}` : ''}）`
}

const dayNames: Readonly<Record<LastDay['kind'], string>> = {
  legal: '法定最后一日',
  safe: '稳妥日',
  'last-safe': '稳妥的最后一天',
}
