import { boundMeasure, leavesOf } from '../../knowledge/condition/condition.js'
import { dayNumber, daysAfter, monthsAfter, type CivilDate } from '../../values/civil-date.js'
import { listsIn } from './answer-classes.js'
import type { Flow } from '../flow/flow.js'
import type { Asking } from '../replay.js'
import { walkOf, type Walk } from './walk.js'
import type { Found } from './walk-found.js'

/** A flow walked on every day that it can tell from others. */
export interface Walked extends Omit<Walk, 'found'> {
  readonly days: number
  readonly found: Found
}

/** Counts of all days together; undefined where one of them has too many states. */
export function walkedOf(flow: Flow, asking: Asking): Walked | undefined {
  const days = daysToWalk(flow, asking)
  const walks = days.flatMap((asOf) => walkOf(flow, { ...asking, asOf }) ?? [])
  const [first, ...others] = walks
  if (first === undefined || walks.length < days.length) return undefined
  return others.reduce<Walked>(both, { ...first, days: days.length })
}

/** Today, and the days on and around which a comparison with today turns in the year to come. */
function daysToWalk(flow: Flow, asking: Asking): readonly CivilDate[] {
  const leaves = listsIn(flow).flatMap((list) =>
    list.flatMap(({ when }) => (when === undefined ? [] : leavesOf(when))),
  )
  const turns = leaves.flatMap((leaf) => {
    if (leaf.kind !== 'compare' || leaf.what.kind !== 'today') return []
    const bound = boundMeasure(leaf.with, 'date', asking)
    return bound === undefined ? [] : [bound.range.lo, bound.range.hi]
  })
  const around = turns.flatMap((day) => [-1n, 0n, 1n].map((beside) => soonOn(day + beside, asking.asOf)))
  return [...new Set([asking.asOf, ...around])]
}

function soonOn(day: bigint, today: CivilDate): CivilDate {
  const date = daysAfter(today, Number(day - dayNumber(today)))
  return date < today ? monthsAfter(date, 12) : date
}

const both = (a: Walked, b: Walk): Walked => ({
  days: a.days,
  combinations: a.combinations + b.combinations,
  paths: a.paths + b.paths,
  states: a.states + b.states,
  longest: Math.max(a.longest, b.longest),
  found: {
    asked: union(a.found.asked, b.found.asked),
    options: unions(a.found.options, b.found.options),
    requirements: unions(a.found.requirements, b.found.requirements),
    outcomes: union(a.found.outcomes, b.found.outcomes),
    remarks: union(a.found.remarks, b.found.remarks),
    verdicts: union(a.found.verdicts, b.found.verdicts),
    undecided: union(a.found.undecided, b.found.undecided),
  },
})

const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): Set<T> => new Set([...a, ...b])

function unions<K, T>(a: ReadonlyMap<K, Set<T>>, b: ReadonlyMap<K, Set<T>>): Map<K, Set<T>> {
  const keys = [...new Set([...a.keys(), ...b.keys()])]
  return new Map(keys.map((key) => [key, union(a.get(key) ?? new Set(), b.get(key) ?? new Set())]))
}
