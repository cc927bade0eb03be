import type { Noted } from '../../src/deadlines/matter.js'
import type { Rule, Rung, RungWhen } from '../../src/deadlines/rule.js'
import type { Rules } from '../../src/deadlines/rules.js'
import type { MatterId } from '../../src/values/ids.js'
import { slowDay, slowDays, slowWorking } from '../deadlines/slow.js'
import type { Fact, Stamp } from './year-history.js'

/**
 * What should be said of a licence, worked out anew and slowly: facts one after another, days counted on the calendar of
 * the tests. Shares the rules' own figures with what it judges, and nothing else.
 */

/** A day on which a deadline is to be spoken of. */
export interface Expected {
  readonly on: string
  /** Not to be counted on: put off meanwhile, or over before anybody knew. */
  readonly optional: boolean
  /** When somebody answered instead: what came back on that day was only to be told until then. */
  readonly answered?: Stamp
}

/** One round of one rule for one licence. */
export interface Course {
  readonly matter: MatterId
  readonly rule: Rule
  readonly cycle: string
  readonly due: string
  /** Since when it can be known. */
  readonly begun: Stamp
  /** When somebody said that it is done with; absent: never. */
  readonly over?: Stamp
  /**
   * Given up for a while: its card offers to take it up again, and then it speaks again. Nothing
   * is said in between, and nothing of these days is made up for.
   */
  readonly pauses: readonly Pause[]
  /** Put off, by whoever heard of it on any platform: on none is anything said before it comes back. */
  readonly silences: readonly Silence[]
  readonly expected: readonly Expected[]
}

export interface Pause {
  readonly from: Stamp
  readonly to: Stamp
}

/** From a day on, and no longer on another. */
export interface Silence {
  readonly from: string
  readonly until: string
}

const dayMs = 86_400_000
const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
const placeOf = new Map(slowDays.map(({ day }, place) => [day, place]))
const near = (day: string, step: 1 | -1): string => slowDay(slowWorking(placeOf.get(day) ?? 0, step)).day
const isWorking = (day: string): boolean => near(day, 1) === day

export function coursesOf(matter: MatterId, facts: readonly Fact[], rules: Rules): readonly Course[] {
  const all = [...rules.all.values()].filter(
    ({ matter, optional, needs }) => matter === 'licence' && !optional && !needs,
  )
  return all.flatMap((rule) =>
    (rule.due.kind === 'window'
      ? windows(rule, facts)
      : rule.due.kind === 'counted'
        ? rounds(rule, facts)
        : []
    ).map((round) => courseOf(matter, rule, round, facts)),
  )
}

interface Round {
  readonly cycle: string
  readonly due: string
  readonly dates: ReadonlyMap<string, string>
  readonly begun: Stamp
  over?: Stamp
}

type Happened = Extract<Noted, { kind: 'event' }> & { readonly stamp: Stamp }

const happenedIn = (facts: readonly Fact[]): readonly Happened[] =>
  facts.flatMap((fact) =>
    fact.entries.flatMap((entry) => (entry.kind === 'event' ? [{ ...entry, stamp: fact }] : [])),
  )

/** Walks through what was noted: another date begins another round, and an end ends the one that goes on. */
function rounds(rule: Rule, facts: readonly Fact[]): readonly Round[] {
  if (rule.due.kind !== 'counted') return []
  const { from, span } = rule.due
  const anchors = rule.starts === undefined ? [from] : [from, rule.starts]
  const ends: readonly string[] = [rule.done ?? '', ...(rule.ends ?? [])]
  const found: Round[] = []
  let dates = new Map<string, string>()
  let current: Round | undefined
  let ended = false
  for (const { event, on, stamp } of happenedIn(facts)) {
    if (ends.includes(event)) {
      if (current !== undefined && current.over === undefined) current.over = stamp
      if (anchors.some((anchor) => dates.has(anchor))) {
        // What is noted from now on belongs to the next round.
        if (!ended) dates = new Map()
        ended = true
      }
      continue
    }
    if (!ended && dates.get(event) === on) continue
    if (ended && current !== undefined && anchors.includes(event) && current.dates.get(event) === on) continue
    dates.set(event, on)
    if (!anchors.some((anchor) => anchor === event)) {
      if (!ended && current !== undefined)
        found[found.length - 1] = current = { ...current, dates: new Map(dates) }
      continue
    }
    ended = false
    if (current !== undefined && current.over === undefined) current.over = stamp
    current = undefined
    if (!anchors.every((anchor) => dates.has(anchor))) continue
    const cycle = anchors.map((anchor) => dates.get(anchor) ?? '').join('+')
    current = { cycle, due: plus(dates.get(from) ?? '', span.amount), dates: new Map(dates), begun: stamp }
    found.push(current)
  }
  return found
}

/** Of each year in which a licence was held before: until something was reported since the ladder began. */
function windows(rule: Rule, facts: readonly Fact[]): readonly Round[] {
  if (rule.due.kind !== 'window') return []
  const { closes } = rule.due
  return [2026, 2027].flatMap((year): Round[] => {
    const events = happenedIn(facts)
    const held = events.find(({ event, on }) => event === 'expires' && on >= `${year - 1}-12-31`)
    if (held === undefined) return []
    const [begins, next] = [`${year - 1}-12-15`, `${year}-12-15`]
    const over = events.find(({ event, on }) => event === rule.done && on >= begins && on < next)?.stamp
    return [
      {
        cycle: String(year),
        due: `${year}-${closes}`,
        dates: new Map(),
        begun: held.stamp,
        ...(over && { over }),
      },
    ]
  })
}

function courseOf(matter: MatterId, rule: Rule, round: Round, facts: readonly Fact[]): Course {
  const marks = facts.flatMap(({ entries, number, at, day }) =>
    entries.flatMap((entry) =>
      entry.kind === 'marked' && entry.rule === rule.id && entry.cycle === round.cycle
        ? [{ ...entry, stamp: { number, at, day } }]
        : [],
    ),
  )
  const given = marks.flatMap(({ mark, stamp }, at) =>
    mark.kind === 'given-up' ? [{ from: stamp, to: marks[at + 1]?.stamp }] : [],
  )
  const pauses = given.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }]))
  const givenUp = given.find(({ to }) => to === undefined)?.from
  const over =
    givenUp !== undefined && (round.over === undefined || givenUp.number < round.over.number)
      ? givenUp
      : round.over
  const days = rule.ladder.flatMap((rung) => daysOf(rung, round, rule))
  const silent = marks.flatMap(({ mark, stamp }, at) => {
    if (mark.kind !== 'snoozed') return []
    const next = marks[at + 1]?.stamp
    return [{ from: stamp.day, until: mark.until, next, ended: next?.day ?? '9999' }]
  })
  const { begun } = round
  const isSilent = (on: string): boolean =>
    silent.some(({ from, until }) => from <= on && on < until) ||
    pauses.some(({ from, to }) => from.day <= on && on <= to.day)
  const expected = days
    .filter(({ on }) => on >= begun.day)
    .map((day): Expected => ({ ...day, optional: isSilent(day.on) }))
  // On the day on which it comes back it speaks in any case; unless somebody said something else before.
  const back = silent.map(({ from, until, next, ended }): Expected => ({
    on: until,
    optional: until <= from || ended <= until || isSilent(until),
    ...(next && { answered: next }),
  }))
  const all = [...expected, ...back.filter(({ on }) => expected.every((one) => one.on !== on))].sort(
    (a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0),
  )
  return {
    matter,
    rule,
    cycle: round.cycle,
    due: round.due,
    begun,
    ...(over && { over }),
    pauses,
    silences: silent.map(({ from, until, ended }) => ({ from, until: ended < until ? ended : until })),
    expected: all,
  }
}

/** On which days a rung may speak: early rather than late before our own last day, late rather than early after it. */
function daysOf(rung: Rung, round: Round, rule: Rule): readonly Omit<Expected, 'optional'>[] {
  const theirs = rule.hardness === 'authority-duty'
  // The calendar of the tests begins in 2022, long before anything is watched.
  const watched = nominalDays(rung.when, round).filter(({ on }) => on > '2025-01-01')
  return watched.flatMap(({ on, before }) => {
    const lastDays = theirs
      ? []
      : [round.due, ...(rule.safe === undefined ? [] : [plus(round.due, rule.safe)])]
    if (lastDays.includes(on)) return isWorking(on) ? [{ on }] : [{ on: near(on, -1) }, { on }]
    const leadsUp = before || (!theirs && on <= round.due)
    return [{ on: near(on, leadsUp ? -1 : 1) }]
  })
}

function nominalDays(
  when: RungWhen,
  { due, dates }: Round,
): readonly { readonly on: string; readonly before: boolean }[] {
  if (when.kind === 'month-day') {
    const on = [-1, 0, 1].map((years) => `${Number(due.slice(0, 4)) + years}-${when.on}`)
    const nearest = on.find((day) => Math.abs(Date.parse(day) - Date.parse(due)) < 183 * dayMs)
    return nearest === undefined ? [] : [{ on: nearest, before: false }]
  }
  if (when.kind !== 'counted' && when.kind !== 'repeated') return []
  const start = when.from === 'due' ? due : dates.get(when.from)
  if (start === undefined) return []
  if (when.kind === 'counted') {
    const { unit, amount } = when.span
    return [
      {
        on: unit === 'working-day' ? workingDaysAfter(start, amount) : plus(start, amount),
        before: amount < 0,
      },
    ]
  }
  const step = when.every === 'day' ? 1 : 7
  const last = when.until === undefined ? plus(start, when.last ?? 400) : `${start.slice(0, 4)}-${when.until}`
  const days: { on: string; before: boolean }[] = []
  for (let on = plus(start, when.first); on <= last; on = plus(on, step)) days.push({ on, before: false })
  return days
}

function workingDaysAfter(start: string, count: number): string {
  let day = start
  for (let counted = 0; counted < count; counted++) day = near(plus(day, 1), 1)
  return day
}
