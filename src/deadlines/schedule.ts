import { daysAfter, type CivilDate } from '../values/civil-date.js'
import { cyclesOf, type DaySpan } from './cycles.js'
import type { Cycle } from './cycle.js'
import type { Deadline, DeadlineState } from './deadline.js'
import { governedCycles } from './governing.js'
import { eventsOf, isClosed, markOf } from './log.js'
import type { Matter } from './matter.js'
import { nominalsOf } from './nominal.js'
import type { Rule } from './rule.js'
import type { Rules } from './rules.js'

/**
 * The deadlines of a matter, open or ended, that fall into a span or of which the rules' own ladders may speak in it, in
 * order of the day on which they fall; what has no such day comes last. A closed matter has none. `asked`: only of these
 * rules they are worked out.
 */
export function deadlinesOf(
  matter: Matter,
  rules: Rules,
  span: DaySpan,
  asked: (rule: Rule) => boolean = () => true,
): readonly Deadline[] {
  if (isClosed(matter)) return []
  const events = eventsOf(matter)
  const reach = { from: daysAfter(span.from, -longestBreak), to: daysAfter(span.to, longestBreak) }
  return [...rules.all.values()]
    .filter((rule) => isFor(rule, matter) && asked(rule))
    .flatMap((rule) =>
      governedCycles(rule, rules, (version) => cyclesOf(version, events, { span, days: rules.days }))
        .filter(({ rule, cycle }) => concerns(reach, rule, cycle, rules))
        .map(({ rule, cycle }) => deadlineOf(rule, cycle, matter)),
    )
    .sort(byDue)
}

function isFor(rule: Rule, { kind, has }: Matter): boolean {
  return rule.matter === kind && (rule.needs === undefined || has.includes(rule.needs))
}

/** Longer than any break over which a rung is moved. */
const longestBreak = 15

/** What waits for a day that is still to be named concerns every day. */
function concerns({ from, to }: DaySpan, rule: Rule, cycle: Cycle, { days }: Rules): boolean {
  const isIn = (on: CivilDate): boolean => from <= on && on <= to
  if (cycle.due.kind === 'unknown' && cycle.ended === undefined) return true
  if ('on' in cycle.due && isIn(cycle.due.on)) return true
  return rule.ladder.some((rung) => nominalsOf(rung, cycle, days).some(({ on }) => isIn(on)))
}

function deadlineOf(rule: Rule, cycle: Cycle, matter: Matter): Deadline {
  const { due, provisional, unmeetable, opensOn, armedAt } = cycle
  return {
    matter: matter.id,
    rule,
    cycle: cycle.cycle,
    due,
    ...(opensOn !== undefined && { opensOn }),
    ...(rule.safe !== undefined && due.kind === 'day' && { safeLastDay: daysAfter(due.on, rule.safe) }),
    provisional,
    ...(unmeetable !== undefined && { unmeetable }),
    ...(armedAt !== undefined && { armedAt }),
    state: stateOf(rule, cycle, matter),
  }
}

function stateOf({ id }: Rule, { cycle, ended }: Cycle, matter: Matter): DeadlineState {
  if (ended !== undefined) return { kind: 'done', on: ended }
  const mark = markOf(matter, id, cycle)
  if (mark?.kind === 'given-up') return { kind: 'given-up' }
  return { kind: 'open', ...(mark !== undefined && { mark }) }
}

function byDue(a: Deadline, b: Deadline): number {
  const [first, second] = [a, b].map(({ due }) => ('on' in due ? due.on : '9999'))
  return first === second || first === undefined || second === undefined ? 0 : first < second ? -1 : 1
}
