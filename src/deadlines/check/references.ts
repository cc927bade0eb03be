import { nearest, type Fault } from '../../knowledge/fault.js'
import type { EventKind } from '../../values/ids.js'
import type { DeadlineFiles } from '../deadline-files.js'
import type { CountedSource, DueSource, Edge } from '../due-shape.js'
import type { Length } from '../length-shape.js'
import type { RuleSource } from '../rule-file.js'
import { edgeOf, figureNow, spanOf, type Named } from '../rule-of.js'
import { rulesAt, type RuleAt } from '../rules-at.js'

type Path = readonly (string | number)[]

/** Names that lead nowhere, or to something of another kind: events, traits, figures, sources, entries. */
export function referenceFaults(files: DeadlineFiles, named: Named): readonly Fault[] {
  const events = new Map(files.events.value.events.map((event) => [event.id, event.matter]))
  const traits = new Map(files.events.value.traits.map((trait) => [trait.id, trait.matter]))
  const ruled = rulesAt(files).flatMap((rule) => [
    ...eventMentions(rule.source).flatMap((mention) => happeningFault(mention, rule, events)),
    ...traitFaults(rule, traits),
    ...lengthMentions(rule.source).flatMap((mention) => lengthFault(mention, rule, named)),
    ...edgeMentions(rule.source).flatMap((mention) => edgeFault(mention, rule, named)),
    ...entryFault(rule, named),
    ...sourceFaults(rule.source.citations, named, rule.faultAt),
  ])
  return [
    ...ruled,
    ...files.holidays.flatMap((file) =>
      sourceFaults(file.value.citations, named, (...told) => file.faultAt(...told)),
    ),
  ]
}

/** An event that no rule looks at was forgotten in a rule, or is there in vain. */
export function unusedEvents(files: DeadlineFiles): readonly Fault[] {
  const used = new Set(rulesAt(files).flatMap(({ source }) => eventMentions(source).map(({ of }) => of)))
  return files.events.value.events.flatMap(({ id, name }, at) =>
    used.has(id)
      ? []
      : [
          files.events.faultAt(
            ['events', at, 'id'],
            `没有规则用到“${name}”`,
            '写进规则的 due、done 或 ends，或删掉它',
          ),
        ],
  )
}

interface Mention<T> {
  readonly path: Path
  readonly of: T
}

function eventMentions({ due, starts, done, ends = [], ladder }: RuleSource): readonly Mention<EventKind>[] {
  return [
    ...dueEvents(due, ['due']),
    ...(starts === undefined ? [] : [{ path: ['starts'], of: starts }]),
    ...(done === undefined ? [] : [{ path: ['done'], of: done }]),
    ...ends.map((of, at) => ({ path: ['ends', at], of })),
    ...ladder.flatMap(({ when }, at) =>
      'from' in when && when.from !== 'due' ? [{ path: ['ladder', at, 'from'], of: when.from }] : [],
    ),
  ]
}

function dueEvents(due: DueSource, path: Path): readonly Mention<EventKind>[] {
  switch (due.kind) {
    case 'counted':
      return [{ path, of: due.from }]
    case 'earliest':
      return due.of.map(({ from }, at) => ({ path: [...path, 'earliest', at], of: from }))
    case 'named':
      return [
        { path: [...path, 'by'], of: due.by },
        { path: [...path, 'named'], of: due.named },
        ...(due.fallback === undefined ? [] : dueEvents(due.fallback, [...path, 'fallback'])),
      ]
    case 'window':
    case 'date':
    case 'recurring':
      return []
  }
}

function happeningFault(
  { path, of }: Mention<EventKind>,
  { source, faultAt }: RuleAt,
  events: ReadonlyMap<EventKind, string>,
): readonly Fault[] {
  const matter = events.get(of)
  if (matter === undefined)
    return [faultAt(path, ...unknown(of, '事件', events.keys(), '先在 events.yaml 添加这件事'))]
  return matter === source.matter
    ? []
    : [
        faultAt(
          path,
          `${of} 发生在 ${matter} 上，这条规则管的是 ${source.matter}`,
          '改用同一类的事，或改 matter',
        ),
      ]
}

function traitFaults({ source, faultAt }: RuleAt, traits: ReadonlyMap<string, string>): readonly Fault[] {
  const { needs, matter } = source
  if (needs === undefined || traits.get(needs) === matter) return []
  return traits.has(needs)
    ? [faultAt(['needs'], `${needs} 不是 ${matter} 的情况`, '改用同一类的情况，或改 matter')]
    : [faultAt(['needs'], ...unknown(needs, '情况', traits.keys(), '先在 events.yaml 的 traits 添加它'))]
}

function lengthMentions({ due, ladder }: RuleSource): readonly Mention<Length>[] {
  return [
    ...dueLengths(due, ['due']),
    ...ladder.flatMap(({ when }, at) =>
      when.kind === 'counted' ? [{ path: ['ladder', at], of: when.length }] : [],
    ),
  ]
}

function dueLengths(due: DueSource, path: Path): readonly Mention<Length>[] {
  const counted = ({ length }: CountedSource, at: Path): Mention<Length> => ({ path: at, of: length })
  if (due.kind === 'counted') return [counted(due, path)]
  if (due.kind === 'earliest') return due.of.map((one, at) => counted(one, [...path, 'earliest', at]))
  if (due.kind !== 'named' || due.fallback === undefined) return []
  return dueLengths(due.fallback, [...path, 'fallback'])
}

function lengthFault({ path, of }: Mention<Length>, rule: RuleAt, named: Named): readonly Fault[] {
  if (of.kind === 'own' || spanOf(of, named) !== undefined) return []
  return figureFault({ path: [...path, 'figure'], of: of.figure, rule, named, wanted: '一段时间' })
}

function edgeMentions({ due }: RuleSource): readonly Mention<Edge>[] {
  return due.kind === 'window'
    ? [
        { path: ['due', 'opens'], of: due.opens },
        { path: ['due', 'closes'], of: due.closes },
      ]
    : []
}

function edgeFault({ path, of }: Mention<Edge>, rule: RuleAt, named: Named): readonly Fault[] {
  if (of.kind === 'own' || edgeOf(of, named) !== undefined) return []
  return figureFault({ path, of: of.figure, rule, named, wanted: '每年的一天' })
}

interface WrongFigure {
  readonly path: Path
  readonly of: Extract<Length, { kind: 'figure' }>['figure']
  readonly rule: RuleAt
  readonly named: Named
  readonly wanted: string
}

function figureFault({ path, of, rule, named, wanted }: WrongFigure): readonly Fault[] {
  const { figures } = named.knowledge
  if (!figures.has(of))
    return [rule.faultAt(path, ...unknown(of, '数字', figures.keys(), '先在 figures.yaml 添加它'))]
  const unit = figureNow(of, named)?.unit
  return [
    unit === undefined
      ? rule.faultAt(path, `数字 ${of} 今天没有值`, '看 figures.yaml 里它的 since 和 until')
      : rule.faultAt(path, `数字 ${of} 的单位是 ${unit}，这里要${wanted}`, '换一个数字'),
  ]
}

function entryFault({ source: { entry }, faultAt }: RuleAt, { knowledge }: Named): readonly Fault[] {
  const { entries } = knowledge
  return entry === undefined || entries.has(entry)
    ? []
    : [faultAt(['entry'], ...unknown(entry, '条目', entries.keys(), '改成已有的编号，或删掉'))]
}

function sourceFaults(
  citations: RuleSource['citations'],
  { knowledge: { sources } }: Named,
  faultAt: RuleAt['faultAt'],
): readonly Fault[] {
  return citations.flatMap(({ source }, at) =>
    sources.has(source)
      ? []
      : [
          faultAt(
            ['citations', at, 'source'],
            ...unknown(source, '来源', sources.keys(), '先在 sources.yaml 添加它'),
          ),
        ],
  )
}

function unknown(
  id: string,
  what: string,
  known: Iterable<string>,
  otherwise: string,
): readonly [message: string, remedy: string] {
  const meant = nearest(id, known)
  return [`没有叫 ${id} 的${what}`, meant === undefined ? otherwise : `是不是想写 ${meant}`]
}
