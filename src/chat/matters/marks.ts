import { standing } from '../../deadlines/log.js'
import type { Mark, Matter, Noted } from '../../deadlines/matter.js'
import type { CycleId, RuleId } from '../../values/ids.js'

export type Marked = Extract<Noted, { kind: 'marked' }>

/** What was last pressed about a deadline, with by whom. */
export function lastMark(matter: Matter, rule: RuleId, cycle: CycleId): Marked | undefined {
  return standing(matter)
    .flatMap((one) => (one.kind === 'marked' ? [one] : []))
    .findLast((one) => one.rule === rule && one.cycle === cycle)
}

/** How far a mark says that the work is; a snooze says nothing of it. */
const ranks: Readonly<Record<Mark['kind'], number>> = { snoozed: 0, seen: 1, preparing: 2, 'given-up': 3 }

/** Whether one mark says no more than another that was set before. */
export const isBehind = (mark: Mark['kind'], before: Mark['kind']): boolean => ranks[mark] <= ranks[before]
