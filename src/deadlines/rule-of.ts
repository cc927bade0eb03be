import type { Source } from '../knowledge/entry.js'
import { figureOn } from '../knowledge/figures.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Citation } from '../reply/reply.js'
import type { CivilDate } from '../values/civil-date.js'
import type { FigureId, SourceId } from '../values/ids.js'
import { isMonthDay, type CountedSource, type DueSource, type Edge } from './due-shape.js'
import type { Length } from './length-shape.js'
import type { RuleSource } from './rule-file.js'
import type { Due, MonthDay, Rule, Rung, RungWhen, Span } from './rule.js'
import type { WhenSource } from './rung-shape.js'

/** What names in a rule file stand for, on one day. */
export interface Named {
  readonly knowledge: Pick<Knowledge, 'figures' | 'sources' | 'entries'>
  readonly today: CivilDate
}

/** The rule with the law's figures filled in; undefined where a name leads nowhere, which the checks tell. */
export function ruleOf(
  { due, ladder, citations, ends, ...rest }: RuleSource,
  named: Named,
): Rule | undefined {
  const resolved = resolvedDue(due, named)
  const rungs = all(ladder.map((rung) => resolvedRung(rung, named)))
  const [first, ...more] = all(citations.map((one) => citationOf(one, named.knowledge.sources))) ?? []
  if (resolved === undefined || rungs === undefined || first === undefined) return undefined
  return {
    ...rest,
    ...(ends === undefined ? {} : { ends }),
    due: resolved,
    ladder: rungs,
    citations: [first, ...more],
  }
}

/** All of them, or undefined if any is. */
function all<T>(things: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = things.flatMap((thing) => thing ?? [])
  return known.length === things.length ? known : undefined
}

function citationOf(
  { source, article, evidence, checked }: RuleSource['citations'][number],
  sources: ReadonlyMap<SourceId, Source>,
): Citation | undefined {
  const authority = sources.get(source)?.authority
  if (authority === undefined) return undefined
  return { source, ...(article === undefined ? {} : { article }), authority, evidence, checkedOn: checked }
}

function resolvedDue(due: DueSource, named: Named): Due | undefined {
  switch (due.kind) {
    case 'counted':
      return resolvedCounted(due, named)
    case 'earliest': {
      const of = all(due.of.map((one) => resolvedCounted(one, named)))
      return of && { kind: 'earliest', of }
    }
    case 'window': {
      const [opens, closes] = [edgeOf(due.opens, named), edgeOf(due.closes, named)]
      return opens && closes && { kind: 'window', opens, closes }
    }
    case 'named': {
      const { fallback, ...rest } = due
      if (fallback === undefined) return rest
      const resolved = resolvedDue(fallback, named)
      return resolved && { ...rest, fallback: resolved }
    }
    case 'date':
    case 'recurring':
      return due
  }
}

function resolvedCounted(
  { from, length }: CountedSource,
  named: Named,
): Extract<Due, { kind: 'counted' }> | undefined {
  const span = spanOf(length, named)
  return span && { kind: 'counted', from, span }
}

function resolvedRung({ when, ...rest }: RuleSource['ladder'][number], named: Named): Rung | undefined {
  const resolved = resolvedWhen(when, named)
  return resolved && { ...rest, when: resolved }
}

function resolvedWhen(when: WhenSource, named: Named): RungWhen | undefined {
  if (when.kind !== 'counted') return when
  const span = spanOf(when.length, named)
  return span && { kind: 'counted', from: when.from, span }
}

/** Undefined where there is no such figure, or one that is no length of time. */
export function spanOf(length: Length, named: Named): Span | undefined {
  if (length.kind === 'own') return length.span
  const { value, unit } = figureNow(length.figure, named) ?? {}
  if (typeof value !== 'number') return undefined
  const amount = length.before ? -value : value
  switch (unit) {
    case 'day':
    case 'working-day':
    case 'hour':
    case 'month':
    case 'year':
      return { unit, amount }
    default:
      return undefined
  }
}

export function edgeOf(edge: Edge, named: Named): MonthDay | undefined {
  if (edge.kind === 'own') return edge.on
  const { value } = figureNow(edge.figure, named) ?? {}
  return typeof value === 'string' && isMonthDay(value) ? value : undefined
}

export function figureNow(id: FigureId, { knowledge, today }: Named): ReturnType<typeof figureOn> {
  return figureOn(knowledge.figures, id, today)
}
