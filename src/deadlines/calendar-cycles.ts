import { dayOfYear, instant, type CivilDate } from '../values/civil-date.js'
import { cycleId, eventKind, type EventKind } from '../values/ids.js'
import type { Cycle } from './cycle.js'
import { newestOf, type Events, type Happened } from './log.js'
import { nominalsOf, timesOf } from './nominal.js'
import type { Due, Rule } from './rule.js'
import type { WorkingDays } from './working-days.js'

type RuleWith<Kind extends Due['kind']> = Rule & { readonly due: Extract<Due, { readonly kind: Kind }> }

export interface Calendar {
  /** One after another. */
  readonly years: readonly number[]
  readonly days: WorkingDays
}

/** One day for everybody, once. */
export function onlyCycle(rule: RuleWith<'date'>, events: readonly Happened[]): Cycle {
  const { on } = rule.due
  return {
    cycle: cycleId(on),
    events: newestOf(events),
    due: { kind: 'day', on },
    provisional: false,
    ...endedBetween(rule, events, {}),
  }
}

/** The windows of some years. A report belongs to the one whose ladder had begun by then, however early or late it is. */
export function windowsOf(
  rule: RuleWith<'window'>,
  events: readonly Happened[],
  { years, days }: Calendar,
): readonly Cycle[] {
  const known = newestOf(events)
  // Where a window begins only tells to which one a report belongs: without one it need not be worked out.
  const isReported = events.some((event) => isEndOf(rule, event))
  const windows = [...years, (years.at(-1) ?? 0) + 1].map((year) => {
    const window = windowOf(rule, known, year)
    return { year, window, from: isReported ? beginningOf(rule, window, days) : window.opensOn }
  })
  return windows.slice(0, -1).flatMap(({ year, window, from }, at) => {
    const held = rule.heldAtYearEnd === true ? heldAtEndOf(year - 1, events) : {}
    if (held === undefined) return []
    return [{ ...window, ...held, ...endedBetween(rule, events, { from, before: windows[at + 1]?.from }) }]
  })
}

type Window = Cycle & { readonly opensOn: CivilDate }

function windowOf({ due }: RuleWith<'window'>, events: Events, year: number): Window {
  const { opens, closes } = due
  return {
    cycle: cycleId(String(year)),
    events,
    due: { kind: 'day', on: dayOfYear(year, closes) },
    // A window over the end of a year has the name of the year in which it closes.
    opensOn: dayOfYear(opens <= closes ? year : year - 1, opens),
    provisional: false,
  }
}

/** The first day on which it is spoken of, or the first of the window. */
function beginningOf({ ladder }: Rule, window: Window, days: WorkingDays): CivilDate {
  const byCalendar = ladder.filter(({ when }) => when.kind === 'month-day')
  const spoken = byCalendar.flatMap((rung) => nominalsOf(rung, window, days))
  return spoken.reduce((first, { on }) => (on < first ? on : first), window.opensOn)
}

const [issued, expires] = [eventKind('issued'), eventKind('expires')]

/**
 * Undefined where it was not held on the last day of a year. What is not known speaks for it: rather a report asked for too
 * many than one too few. Where the date noted first spoke against it, nothing was to be said before another one was.
 */
function heldAtEndOf(year: number, events: readonly Happened[]): Pick<Cycle, 'armedAt'> | undefined {
  const day = dayOfYear(year, '12-31')
  const begun = { dates: datesOf(issued, events), holds: (on: CivilDate) => on <= day }
  const lasting = { dates: datesOf(expires, events), holds: (on: CivilDate) => on >= day }
  const proofs = [begun, lasting]
    .filter(({ dates }) => dates.length > 0)
    .map(({ dates, holds }) => ({ first: dates[0], proof: dates.find(({ on }) => holds(on)) }))
  if (proofs.some(({ proof }) => proof === undefined)) return undefined
  const corrected = proofs.flatMap(({ first, proof }) => (proof && proof !== first ? [proof.at] : []))
  return corrected.length === 0 ? {} : { armedAt: instant(Math.max(...corrected)) }
}

const datesOf = (kind: EventKind, events: readonly Happened[]): readonly Happened[] =>
  events.filter(({ event }) => event === kind)

/** Each time is a cycle of its own: what is marked for one leaves the next alone. */
export function occurrencesOf(
  rule: Rule,
  events: readonly Happened[],
  { years, days }: Calendar,
): readonly Cycle[] {
  const known = newestOf(events)
  const times = rule.ladder.flatMap((rung) => timesOf(rung, known, { years, days }))
  const inOrder = [...new Set(times.map(({ on }) => on))].sort()
  return inOrder.map((on, at) => ({
    cycle: cycleId(on),
    events: known,
    due: { kind: 'never' },
    provisional: false,
    ...endedBetween(rule, events, { from: on, before: inOrder[at + 1] }),
  }))
}

interface Between {
  readonly from?: CivilDate | undefined
  readonly before?: CivilDate | undefined
}

/** By what was reported first in that time. */
function endedBetween(
  rule: Rule,
  events: readonly Happened[],
  { from, before }: Between,
): Pick<Cycle, 'ended'> {
  const end = events
    .filter((event) => isEndOf(rule, event))
    .find(({ on }) => (from === undefined || on >= from) && (before === undefined || on < before))
  return end === undefined ? {} : { ended: end.on }
}

const isEndOf = ({ done, ends = [] }: Rule, { event }: Happened): boolean =>
  event === done || ends.includes(event)
