import { dayOfYear, yearOf, type CivilDate } from '../values/civil-date.js'
import { countedFrom, type Counted } from './counting.js'
import type { Deadline, DueTime } from './deadline.js'
import type { Events } from './log.js'
import type { Due } from './rule.js'
import type { WorkingDays } from './working-days.js'

export type DueOf = Pick<Deadline, 'due' | 'provisional' | 'unmeetable'>

/** When a deadline falls that hangs on events, as far as these are known. */
export function dueOf(due: Due, events: Events, days: WorkingDays): DueOf {
  switch (due.kind) {
    case 'counted':
      return fromCounted(counted(due, events, days))
    case 'earliest':
      return earliest(due, events, days)
    case 'named':
      return named(due, events, days)
    case 'date':
      return { due: { kind: 'day', on: due.on }, provisional: false }
    case 'recurring':
    case 'window':
      return { due: { kind: 'never' }, provisional: false }
  }
}

type DueKind<Kind extends Due['kind']> = Extract<Due, { readonly kind: Kind }>
type CountedDue = DueKind<'counted'>

const unknown: DueOf = { due: { kind: 'unknown' }, provisional: false }

function counted({ from, span }: CountedDue, events: Events, days: WorkingDays): Counted | undefined {
  const event = events.get(from)
  return event === undefined ? undefined : countedFrom(event, span, days)
}

function fromCounted(counted: Counted | undefined): DueOf {
  if (counted === undefined) return unknown
  return { due: dueTime(counted), provisional: counted.provisional }
}

function dueTime({ on, moment }: Counted): DueTime {
  return moment === undefined ? { kind: 'day', on } : { kind: 'moment', at: moment, on }
}

/** Until all that it counts from is known, it may still turn out to be earlier. */
function earliest({ of }: DueKind<'earliest'>, events: Events, days: WorkingDays): DueOf {
  const known = of.flatMap((one) => counted(one, events, days) ?? [])
  const [first] = [...known].sort((a, b) => (a.on < b.on ? -1 : 1))
  const reckoned = fromCounted(first)
  const provisional = reckoned.provisional || known.length < of.length
  return { ...reckoned, provisional, ...(isOverBefore(of, events, first?.on) && { unmeetable: true }) }
}

/** Nobody can act before what begins it has happened: a plan for too near a day puts the last day before that. */
function isOverBefore(of: readonly CountedDue[], events: Events, due: CivilDate | undefined): boolean {
  const begun = of.flatMap(({ from, span }) => (span.amount > 0 ? (events.get(from)?.on ?? []) : []))
  return due !== undefined && begun.some((on) => due < on)
}

/** What the notice says holds; until it is known, only what is usual, and that is no more than provisional. */
function named({ by, named, fallback }: DueKind<'named'>, events: Events, days: WorkingDays): DueOf {
  const on = events.get(named)?.on
  if (on !== undefined) return { due: { kind: 'day', on }, provisional: false }
  const notice = events.get(by)
  if (fallback === undefined || notice === undefined) return unknown
  const usual = fallback.kind === 'window' ? closingOf(fallback, notice.on) : dueOf(fallback, events, days)
  return usual.due.kind === 'unknown' ? unknown : { ...usual, provisional: true }
}

/** Of the window in which the notice came: after it has closed, nothing is known of another. */
function closingOf({ closes }: DueKind<'window'>, notice: CivilDate): DueOf {
  const on = dayOfYear(yearOf(notice), closes)
  return on < notice ? unknown : { due: { kind: 'day', on }, provisional: true }
}
