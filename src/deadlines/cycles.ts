import type { Cycle } from './cycle.js'
import { yearOf, type CivilDate } from '../values/civil-date.js'
import { occurrencesOf, onlyCycle, windowsOf } from './calendar-cycles.js'
import { countedCycles } from './counted-cycles.js'
import type { Deadline } from './deadline.js'
import { newestOf, type Events, type Happened } from './log.js'
import type { Rule } from './rule.js'
import type { WorkingDays } from './working-days.js'

/** Both days included. */
export interface DaySpan {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** All cycles of a rule; of one that goes by the calendar, those of the years of a span and of one more on both sides. */
export function cyclesOf(
  rule: Rule,
  events: readonly Happened[],
  { span, days }: { readonly span: DaySpan; readonly days: WorkingDays },
): readonly Cycle[] {
  const { due } = rule
  switch (due.kind) {
    case 'window':
      return windowsOf({ ...rule, due }, events, { years: yearsOf(span), days })
    case 'recurring':
      return occurrencesOf(rule, events, { years: yearsOf(span), days })
    case 'date':
      return [onlyCycle({ ...rule, due }, events)]
    case 'counted':
    case 'earliest':
    case 'named':
      return countedCycles(rule, events, days)
  }
}

/** What happened in the round of a deadline; of one that goes by the calendar, all that has happened. */
export function eventsIn(
  { rule, cycle }: Pick<Deadline, 'rule' | 'cycle'>,
  events: readonly Happened[],
  days: WorkingDays,
): Events {
  switch (rule.due.kind) {
    case 'window':
    case 'recurring':
    case 'date':
      return newestOf(events)
    case 'counted':
    case 'earliest':
    case 'named':
      return countedCycles(rule, events, days).find((one) => one.cycle === cycle)?.events ?? new Map()
  }
}

function yearsOf({ from, to }: DaySpan): readonly number[] {
  const first = yearOf(from) - 1
  return Array.from({ length: yearOf(to) + 2 - first }, (_, at) => first + at)
}
