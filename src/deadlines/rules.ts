import type { CivilDate } from '../values/civil-date.js'
import type { EventKind, RuleId } from '../values/ids.js'
import { versionOn } from './governing.js'
import type { EventSource, Rule, Trait } from './rule.js'
import { workingDaysOf, type HolidayYear, type WorkingDays } from './working-days.js'

/** All rules, events and holidays of one version of the files. */
export interface Rules {
  readonly all: ReadonlyMap<RuleId, Rule>
  readonly events: ReadonlyMap<EventKind, EventSource>
  readonly traits: ReadonlyMap<string, Trait>
  readonly days: WorkingDays
  readonly years: readonly HolidayYear[]
}

/** The same as plain data, which can be written down and sent to another thread. */
export interface RuleContents {
  readonly rules: readonly Rule[]
  readonly events: readonly EventSource[]
  readonly traits: readonly Trait[]
  readonly years: readonly (Omit<HolidayYear, 'days'> & {
    readonly days: readonly (readonly [CivilDate, 'off' | 'working'])[]
  })[]
}

export function rulesOf({ rules, events, traits, years }: RuleContents): Rules {
  const known = years.map((year) => ({ ...year, days: new Map(year.days) }))
  return {
    all: new Map(rules.map((rule) => [rule.id, rule])),
    events: new Map(events.map((event) => [event.kind, event])),
    traits: new Map(traits.map((trait) => [trait.id, trait])),
    days: workingDaysOf(known),
    years: known,
  }
}

/** The same rules with the figures of a day; these very rules where that changes nothing. */
export function rulesOn(rules: Rules, day: CivilDate): Rules {
  const known = [...rules.all.values()]
  const onDay = known.map((rule) => versionOn(rule, day))
  return onDay.every((rule, at) => rule === known[at])
    ? rules
    : { ...rules, all: new Map(onDay.map((rule) => [rule.id, rule])) }
}

/** What `rulesOf` would make the same rules of. */
export function contentsOf({ all, events, traits, years }: Rules): RuleContents {
  return {
    rules: [...all.values()],
    events: [...events.values()],
    traits: [...traits.values()],
    years: years.map((year) => ({ ...year, days: [...year.days] })),
  }
}
