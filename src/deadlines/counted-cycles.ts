import { instant } from '../values/civil-date.js'
import { cycleId } from '../values/ids.js'
import { anchorsOf, casesOf, type Case } from './cases.js'
import type { Cycle } from './cycle.js'
import { dueOf } from './due.js'
import type { Happened } from './log.js'
import type { Rule } from './rule.js'
import type { WorkingDays } from './working-days.js'

/** The cycles of a rule that hangs on events: named after their dates, so that another date is another cycle. */
export function countedCycles(rule: Rule, events: readonly Happened[], days: WorkingDays): readonly Cycle[] {
  const begun = casesOf(rule, events).filter(
    (one) => rule.starts === undefined || one.events.has(rule.starts),
  )
  return numbered(begun.map((one) => cycleOf(rule, one, days)))
}

function cycleOf(rule: Rule, { events, ended }: Case, days: WorkingDays): Cycle {
  const anchors = anchorsOf(rule).flatMap((anchor) => events.get(anchor) ?? [])
  return {
    cycle: cycleId(anchors.map(({ on }) => on).join('+')),
    events,
    ...dueOf(rule.due, events, days),
    armedAt: instant(Math.max(...anchors.map(({ at }) => at))),
    ...(ended !== undefined && { ended }),
  }
}

/** Two complaints of one day are two cycles. */
function numbered(cycles: readonly Cycle[]): readonly Cycle[] {
  return cycles.map((one, at) => {
    const same = cycles.slice(0, at).filter(({ cycle }) => cycle === one.cycle).length
    return same === 0 ? one : { ...one, cycle: cycleId(`${one.cycle}#${same + 1}`) }
  })
}
