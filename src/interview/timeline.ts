import type { Comparison } from '../knowledge/condition/condition.js'
import type { FigureSource } from '../knowledge/entry.js'
import { figureOn, ownAdvice } from '../knowledge/figures.js'
import { figureMeasure } from '../knowledge/condition/measure.js'
import { dayAt, daysAfter, instant, type CivilDate } from '../values/civil-date.js'
import { figureId, type EntryId, type InputId } from '../values/ids.js'
import type { Judged } from './judged.js'
import type { Asking } from './replay.js'
import type { Tested } from './result.js'

/** The days that an interview's result comes with. */
export type Timeline =
  | { readonly kind: 'none' }
  /** On the way to a licence, handed in today, and counted back from the day on which it is wanted. */
  | { readonly kind: 'application'; readonly steps: readonly Step[]; readonly back?: CountedBack }
  /** Days that the rules themselves set. */
  | { readonly kind: 'last-days'; readonly days: readonly LastDay[] }

const stepKinds = ['accepted', 'decided', 'delivered', 'registered'] as const
export type StepKind = (typeof stepKinds)[number]

export interface Step {
  readonly kind: StepKind
  /** No later than that. */
  readonly on: CivilDate
}

export interface CountedBack {
  readonly wantedBy: CivilDate
  /** The last day on which to hand in, where every step takes as long as it may. */
  readonly submitBy: CivilDate
  readonly prepareFrom: CivilDate
  readonly preparationDays: number
}

export interface LastDay {
  readonly entry: EntryId
  /** The law's own day, one that is sure by any count, or the last one that we would wait for. */
  readonly kind: 'legal' | 'safe' | 'last-safe'
  readonly figure: FigureSource
  readonly on: CivilDate
}

/**
 * How long each step takes at most, in days of the calendar (what the law counts in working days as well), and what it
 * is counted from; the registration from the decision, as the law says, not from the paper.
 */
const lengths = {
  acceptance: 'plan.acceptance.days',
  review: 'review.days',
  delivery: 'plan.delivery.days',
  registration: 'scope-registration.days',
  preparation: 'plan.preparation.days',
} as const

export function timelineOf(judged: Judged, preparationDays = judged.preparationDays): Timeline {
  const { flow, result } = judged
  const asksWhen = flow.questions.find(({ use }) => use === 'timeline')
  if (asksWhen !== undefined)
    return result.outcomes.some(({ final }) => !final)
      ? applying(judged, asksWhen.input, preparationDays)
      : { kind: 'none' }
  const days = result.tested.flatMap((tested) => lastDaysOf(tested, judged))
  const inOrder = [...days].sort((a, b) => (a.on < b.on ? -1 : 1))
  return days.length === 0 ? { kind: 'none' } : { kind: 'last-days', days: inOrder }
}

function applying(
  { asking: { figures, asOf }, position }: Judged,
  asked: InputId,
  ownPreparation: number | undefined,
): Timeline {
  const days = (length: keyof typeof lengths): number | undefined =>
    daysIn(figureOn(figures, figureId(lengths[length]), asOf))
  const [acceptance, review, delivery] = [days('acceptance'), days('review'), days('delivery')]
  const [registration, preparationDays] = [days('registration'), ownPreparation ?? days('preparation')]
  if (acceptance === undefined || review === undefined || delivery === undefined) return { kind: 'none' }
  if (registration === undefined || preparationDays === undefined) return { kind: 'none' }
  const decided = acceptance + review
  const after = {
    accepted: acceptance,
    decided,
    delivered: decided + delivery,
    registered: decided + registration,
  }
  const steps = stepKinds.map((kind) => ({ kind, on: daysAfter(asOf, after[kind]) }))
  const wanted = position.given.get(asked)
  if (wanted?.kind !== 'quantity') return { kind: 'application', steps }
  // Of a range its first day: whoever plans for it is in time for all of them.
  const wantedBy = dayNumbered(wanted.range.lo)
  const submitBy = daysAfter(wantedBy, -after.delivered)
  const back = { wantedBy, submitBy, prepareFrom: daysAfter(submitBy, -preparationDays), preparationDays }
  return { kind: 'application', steps, back }
}

/** A requirement that is one comparison with today names its own last day; of a law's we know a safer one. */
function lastDaysOf({ requirement, state }: Tested, judged: Judged): readonly LastDay[] {
  const { met, entry, severity } = requirement
  if (met?.kind !== 'compare' || met.with.kind !== 'figure' || state === 'not-applicable') return []
  const { asking, result } = judged
  const figure = figureOn(asking.figures, met.with.id, asking.asOf)
  if (figure === undefined) return []
  const others = severity === 'law' ? safer(figure, asking).filter(({ id }) => !isTested(id, result)) : []
  const kind = severity === 'law' ? 'legal' : 'safe'
  return [
    { figure, kind } as const,
    ...others.map((one) => ({ figure: one, kind: 'last-safe' }) as const),
  ].flatMap((one) => {
    const on = dayOf(met, one.figure, judged)
    return on === undefined ? [] : [{ entry, on, ...one }]
  })
}

/** What we advise in the place of a figure of the law. */
function safer({ id }: FigureSource, { figures, asOf }: Asking): readonly FigureSource[] {
  return [...figures.keys()]
    .flatMap((other) => figureOn(figures, other, asOf) ?? [])
    .filter(({ of, source, unit }) => of === id && source === ownAdvice && unit === 'day')
}

const isTested = (figure: FigureSource['id'], { tested }: Judged['result']): boolean =>
  tested.some(({ requirement: { met } }) => met?.kind === 'compare' && isOf(met.with, figure))

const isOf = (bound: Comparison['with'], figure: FigureSource['id']): boolean =>
  bound.kind === 'figure' && bound.id === figure

function dayOf(
  { what }: Comparison,
  figure: FigureSource,
  { position, asking }: Pick<Judged, 'position' | 'asking'>,
): CivilDate | undefined {
  const days = figureMeasure(figure, asking.asOf)?.range
  if (days === undefined) return undefined
  if (what.kind === 'today') return figure.unit === 'month-day' ? dayNumbered(days.lo) : undefined
  const date = what.kind === 'days-until' ? position.given.get(what.input) : undefined
  // A date that is not known to the day has no last day to the day.
  return date?.kind === 'quantity' && date.range.lo === date.range.hi
    ? dayNumbered(date.range.lo - days.hi)
    : undefined
}

const daysIn = (figure: FigureSource | undefined): number | undefined =>
  figure?.unit === 'day' ? Number(figure.value) : undefined

const dayMs = 86_400_000
const dayNumbered = (day: bigint): CivilDate => dayAt(instant(Number(day) * dayMs), 'UTC')
