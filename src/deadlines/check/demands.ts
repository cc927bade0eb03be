import type { Fault } from '../../knowledge/fault.js'
import { isOfficial } from '../../knowledge/standing.js'
import type { DueSource } from '../due-shape.js'
import type { Length } from '../length-shape.js'
import { figureNow, type Named } from '../rule-of.js'
import type { Hardness, Rule } from '../rule.js'
import type { RuleAt } from '../rules-at.js'

/** What a rule must have to be as hard as it says it is. */
export function demandFaults(at: RuleAt, rule: Rule, named: Named): readonly Fault[] {
  return [
    ...lawFaults(at, named),
    ...sourceFaults(at, named),
    ...afterwardsFaults(at, rule),
    ...holderFaults(at),
    ...windowFaults(at, rule),
    ...caseFaults(at),
  ]
}

const ofLaw: ReadonlySet<Hardness> = new Set(['hard-legal', 'hard-effect', 'authority-duty'])
/** Passing them costs something. */
const costly: ReadonlySet<Hardness> = new Set(['hard-legal', 'hard-effect'])

/** The law's figures are never typed, and never taken from an article or from ourselves. */
function lawFaults({ source, faultAt }: RuleAt, named: Named): readonly Fault[] {
  if (!ofLaw.has(source.hardness)) return []
  return lengthsOf(source.due).flatMap((length) => {
    if (length.kind === 'own')
      return length.amount === 0
        ? []
        : [faultAt(['due'], '法规的期限直接写了数字', '在 figures.yaml 写这个数字，这里写 figure: 编号')]
    const by = figureNow(length.figure, named)?.source
    const authority = by && named.knowledge.sources.get(by)?.authority
    return authority === undefined || isOfficial(authority)
      ? []
      : [faultAt(['due'], `${length.figure} 不是法规的数字`, '换成法规的数字，或改 hardness')]
  })
}

type Typed = { readonly kind: 'own'; readonly amount: number } | Extract<Length, { kind: 'figure' }>

/** What is taken until a notice comes, `fallback`, is ours. So is the day a window opens: the authority's system opens when it does. */
function lengthsOf(due: DueSource): readonly Typed[] {
  switch (due.kind) {
    case 'counted':
      return [typed(due.length)]
    case 'earliest':
      return due.of.map(({ length }) => typed(length))
    case 'window':
      return [due.closes.kind === 'own' ? { kind: 'own', amount: 1 } : { ...due.closes, before: false }]
    case 'date':
    case 'named':
    case 'recurring':
      return []
  }
}

const typed = (length: Length): Typed =>
  length.kind === 'own' ? { kind: 'own', amount: length.span.amount } : length

/** A duty stands in a law, a ministry's rule or a regulator's notice, and that stands first. */
function sourceFaults({ source, faultAt }: RuleAt, { knowledge }: Named): readonly Fault[] {
  if (!ofLaw.has(source.hardness)) return []
  const [first] = source.citations
  const authority = first && knowledge.sources.get(first.source)?.authority
  return authority === undefined || isOfficial(authority)
    ? []
    : [
        faultAt(
          ['citations', 0, 'source'],
          '法规期限的第一个依据不是法规或通知',
          '把法规排在最前面，或改 hardness',
        ),
      ]
}

/** After the last day there is never mere silence. */
function afterwardsFaults({ source, faultAt }: RuleAt, rule: Rule): readonly Fault[] {
  if (!costly.has(rule.hardness) || rule.due.kind === 'recurring') return []
  const speaks = rule.ladder.some(({ when }) => {
    if (when.kind === 'repeated') return true
    return when.kind === 'counted' && speaksAfter(when, rule)
  })
  return [
    ...(source.overdue === undefined
      ? [faultAt(['id'], '没有写过期以后说什么', '加上 overdue：后果，和现在该怎么办')]
      : []),
    ...(speaks
      ? []
      : [
          faultAt(
            ['ladder'],
            '过了截止日就再也不提醒',
            '加一级，例如 { id: overdue-weekly, from: due, every: week, first: 1, last: 29, tone: critical }',
          ),
        ]),
  ]
}

function speaksAfter(
  { from, span }: Extract<Rule['ladder'][number]['when'], { kind: 'counted' }>,
  { due }: Rule,
): boolean {
  if (from === 'due') return span.amount > 0
  return due.kind === 'counted' && from === due.from && span.unit === due.span.unit
    ? span.amount > due.span.amount
    : false
}

function holderFaults({ source, faultAt }: RuleAt): readonly Fault[] {
  return source.heldAtYearEnd && source.matter !== 'licence'
    ? [faultAt(['heldAtYearEnd'], '只有许可证才看上一年最后一天持不持证', '删掉它，或改 matter')]
    : []
}

function windowFaults({ faultAt }: RuleAt, { due }: Rule): readonly Fault[] {
  return due.kind === 'window' && due.opens >= due.closes
    ? [faultAt(['due'], `窗口 ${due.opens} 到 ${due.closes} 前后颠倒`, '对调或改正')]
    : []
}

/** Cases are told apart by the one event that each counts from. */
function caseFaults({ source, faultAt }: RuleAt): readonly Fault[] {
  const { due, each, starts } = source
  const hangsOn = due.kind === 'counted' || due.kind === 'earliest' || due.kind === 'named'
  return [
    ...(each && due.kind !== 'counted'
      ? [faultAt(['each'], 'each 只用于从一件事数起的期限', '删掉它，或改 due')]
      : []),
    ...(starts !== undefined && !hangsOn
      ? [faultAt(['starts'], '按日历来的期限不等什么事，starts 没有用', '删掉它，或改 due')]
      : []),
  ]
}
