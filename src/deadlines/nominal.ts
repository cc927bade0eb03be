import {
  dayOfMonth,
  dayOfYear,
  daysAfter,
  daysBetween,
  yearOf,
  type CivilDate,
  type Instant,
} from '../values/civil-date.js'
import { cycleId, rungId, type EventKind, type RungId } from '../values/ids.js'
import { countedFrom, type CountedFrom } from './counting.js'
import type { Cycle } from './cycle.js'
import type { DueTime } from './deadline.js'
import type { Events } from './log.js'
import type { Rung, RungWhen } from './rule.js'
import type { WorkingDays } from './working-days.js'

/** A rung on the day on which it would speak if every day were a working day. */
export interface Nominal {
  readonly rung: RungId
  readonly of: Rung
  readonly on: CivilDate
  readonly moment?: Instant
  readonly provisional: boolean
  /** Whether it leads up to what it counts from or comes after it, and never before that day. */
  readonly side: Side
}

export type Side =
  | { readonly kind: 'before' }
  | { readonly kind: 'after'; readonly day: CivilDate }
  /** The last day itself, or a day of the calendar. */
  | { readonly kind: 'neither' }

/** As far to both sides as a ladder reaches, in days: a weekly rung without an end speaks no longer. */
export const reachDays = 400

/** What a rung is counted in: a cycle with its events. */
export type Round = Pick<Cycle, 'cycle' | 'due' | 'provisional' | 'unmeetable' | 'events'>

/** None while what the rung counts from is not known. Of what only comes back by the calendar, those of the cycle's day. */
export function nominalsOf(rung: Rung, round: Round, days: WorkingDays): readonly Nominal[] {
  const { when } = rung
  const { due, cycle, events } = round
  if (due.kind === 'never') {
    const year = Number(cycle.slice(0, 4))
    return timesOf(rung, events, { years: [year], days }).filter(({ on }) => cycleId(on) === cycle)
  }
  if (when.kind === 'counted') return countedOf(rung, when, round, days)
  if (when.kind === 'repeated') return repeatedOf(rung, when, round)
  return daysNear(when, due).map((on) => byCalendar(rung, on))
}

/** All that a rung has in some years where there is no deadline to count to. */
export function timesOf(
  rung: Rung,
  events: Events,
  { years, days }: { readonly years: readonly number[]; readonly days: WorkingDays },
): readonly Nominal[] {
  const { when } = rung
  if (when.kind === 'counted') return countedOf(rung, when, { ...endless, events }, days)
  if (when.kind === 'repeated') return repeatedOf(rung, when, { ...endless, events })
  return years.flatMap((year) => daysOfYear(when, year)).map((on) => byCalendar(rung, on))
}

const endless = { due: { kind: 'never' }, provisional: false } as const

const byCalendar = (rung: Rung, on: CivilDate): Nominal => ({
  rung: rung.id,
  of: rung,
  on,
  provisional: false,
  side: { kind: 'neither' },
})

/** Goes by the calendar and counts from nothing. */
type CalendarWhen = Exclude<RungWhen, { readonly kind: 'counted' | 'repeated' }>

type When<Kind extends RungWhen['kind']> = Extract<RungWhen, { readonly kind: Kind }>

type Counting = Omit<Round, 'cycle'>

function countedOf(
  rung: Rung,
  { from, span }: When<'counted'>,
  round: Counting,
  days: WorkingDays,
): readonly Nominal[] {
  const start = startOf(from, round)
  if (start === undefined) return []
  const { provisional, ...counted } = countedFrom(start, span, days)
  const hangsOn = from === 'due' && round.provisional
  return [
    {
      rung: rung.id,
      of: rung,
      ...counted,
      provisional: provisional || hangsOn,
      side: sideOf(from, start.on, counted.on),
    },
  ]
}

/** A last day is neither before nor after itself; an event is spoken of once it has happened. */
export function sideOf(from: 'due' | EventKind, start: CivilDate, on: CivilDate): Side {
  if (on < start) return { kind: 'before' }
  return from === 'due' && on === start ? { kind: 'neither' } : { kind: 'after', day: start }
}

/** A deadline that cannot be met is not counted down to, nor is it overdue. */
function startOf(from: 'due' | EventKind, { due, unmeetable, events }: Counting): CountedFrom | undefined {
  if (from !== 'due') return events.get(from)
  if (unmeetable) return undefined
  if (due.kind === 'moment') return { on: due.on, moment: due.at }
  return due.kind === 'day' ? due : undefined
}

/** Weeks are counted from the first day, not from a weekday. */
function repeatedOf(rung: Rung, when: When<'repeated'>, round: Counting): readonly Nominal[] {
  const start = startOf(when.from, round)
  if (start === undefined) return []
  const step = when.every === 'day' ? 1 : 7
  const count = Math.floor((lastOf(when, start.on) - when.first) / step) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at): Nominal => {
    const offset = when.first + at * step
    const on = daysAfter(start.on, offset)
    return {
      rung: rungId(`${rung.id}@${on}`),
      of: rung,
      on,
      provisional: when.from === 'due' && round.provisional,
      side: sideOf(when.from, start.on, on),
    }
  })
}

/** In days from what it counts from. */
function lastOf({ first, last = reachDays, until }: When<'repeated'>, start: CivilDate): number {
  if (until === undefined) return last
  return Math.min(last, daysBetween(start, nextOf(until, daysAfter(start, first))))
}

/** The first such day of a year that is not before that day. */
function nextOf(monthDay: string, from: CivilDate): CivilDate {
  const on = dayOfYear(yearOf(from), monthDay)
  return on < from ? dayOfYear(yearOf(from) + 1, monthDay) : on
}

/** 15 December leads up to a window that closes on 31 March, 15 April comes after it: of two years, the nearer day. */
function daysNear(when: CalendarWhen, due: DueTime): readonly CivilDate[] {
  if (when.kind === 'date') return [when.on]
  if (when.kind !== 'month-day' || !('on' in due)) return []
  const year = yearOf(due.on)
  for (const one of [year - 1, year, year + 1]) {
    const on = dayOfYear(one, when.on)
    if (Math.abs(daysBetween(on, due.on)) < daysOfHalfYear) return [on]
  }
  return []
}

const daysOfHalfYear = 183

/** Every day of a year on which a rung that goes by the calendar speaks. */
function daysOfYear(when: CalendarWhen, year: number): readonly CivilDate[] {
  switch (when.kind) {
    case 'date':
      return yearOf(when.on) === year ? [when.on] : []
    case 'month-day':
      return [dayOfYear(year, when.on)]
    case 'monthly':
      return months(1, 1).map((month) => dayOfMonth(year, month, when.day))
    case 'quarterly':
      return months(when.month, 3).map((month) => dayOfMonth(year, month, when.day))
  }
}

const months = (first: number, step: number): readonly number[] =>
  Array.from({ length: 12 / step }, (_, at) => first + at * step)
