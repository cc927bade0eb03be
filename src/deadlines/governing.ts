import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { EventKind } from '../values/ids.js'
import { anchorsOf } from './cases.js'
import type { Cycle } from './cycle.js'
import type { EventSource, Rule, RuleVersion } from './rule.js'

/** A cycle under the version of its rule that governs it. */
export interface Governed {
  readonly rule: Rule
  readonly cycle: Cycle
}

type EventSources = ReadonlyMap<EventKind, EventSource>

/** The rule with the figures of that day; this very one where they are its own. */
export function versionOn(rule: Rule, day: CivilDate): Rule {
  const version = inForceOn(day, rule.versions ?? [])
  return version === undefined || isOf(rule, version) ? rule : under(rule, version)
}

/**
 * The cycles of a rule, each by the law that governs it. A time that runs since something happened keeps the length of
 * that day. What counts back from a day ahead, or is a day of the calendar, goes by the law of the last day itself; where
 * a change puts that day to before it came into force, the last day of the old law is the last on which all is in time.
 */
export function governedCycles(
  rule: Rule,
  { events }: { readonly events: EventSources },
  cyclesUnder: (rule: Rule) => readonly Cycle[],
): readonly Governed[] {
  const own = cyclesUnder(rule).map((cycle): Governed => ({ rule, cycle }))
  if (rule.versions === undefined) return own
  const versions = rule.versions.map((version): Version => {
    const as = under(rule, version)
    return { since: version.since, rule: as, cycles: cyclesUnder(as) }
  })
  return own.map((one) => governed(one, versions, events))
}

interface Version {
  readonly since: CivilDate
  readonly rule: Rule
  readonly cycles: readonly Cycle[]
}

interface Since extends Governed {
  readonly since: CivilDate
}

function governed(own: Governed, versions: readonly Version[], events: EventSources): Governed {
  const each = versions.flatMap(({ since, rule, cycles }): readonly Since[] => {
    const cycle = cycles.find((one) => one.cycle === own.cycle.cycle)
    return cycle === undefined ? [] : [{ since, rule, cycle }]
  })
  const began = beganOn(own, events)
  if (began !== undefined) return inForceOn(began, each) ?? own
  return byLastDay(own, each)
}

/** The first day of what has happened, as against what lies ahead when it is reported. */
function beganOn({ rule, cycle }: Governed, events: EventSources): CivilDate | undefined {
  const happened = anchorsOf(rule).filter((anchor) => events.get(anchor)?.ahead !== true)
  return happened.flatMap((anchor) => cycle.events.get(anchor)?.on ?? []).sort()[0]
}

/** Where two laws would do, each for a day in its own time, the one that is in force. */
function byLastDay(own: Governed, each: readonly Since[]): Governed {
  const days = each.flatMap((one) => (one.cycle.due.kind === 'day' ? [{ ...one, on: one.cycle.due.on }] : []))
  const inTime = days.filter(({ since, on }, at) => {
    const next = days[at + 1]
    return (at === 0 || since <= on) && (next === undefined || on < next.since)
  })
  const fitting = inTime.find((one) => isOf(own.rule, one.rule)) ?? inTime[0]
  if (fitting !== undefined) return fitting
  const overtaken = days.find(({ since, on }, at) => at > 0 && on < since)
  if (overtaken === undefined) return own
  const { rule, cycle, since } = overtaken
  return { rule, cycle: { ...cycle, due: { kind: 'day', on: daysAfter(since, -1) } } }
}

/** The newest that has begun by then, or the first of all. */
const inForceOn = <T extends { readonly since: CivilDate }>(
  day: CivilDate,
  versions: readonly T[],
): T | undefined => versions.findLast(({ since }) => since <= day) ?? versions[0]

const isOf = (rule: Rule, { due, ladder }: Pick<Rule, 'due' | 'ladder'>): boolean =>
  JSON.stringify([rule.due, rule.ladder]) === JSON.stringify([due, ladder])

const under = (rule: Rule, { due, ladder }: RuleVersion): Rule => ({ ...rule, due, ladder })
