import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter, Noted } from '../../deadlines/matter.js'
import { deadlinesOf } from '../../deadlines/schedule.js'
import type { Report } from '../../reply/deadline-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { Turn } from '../turn.js'
import type { Change } from '../say/report.js'
import { ownPart } from './receiving.js'
import { expires } from '../said/stated-matter.js'
import { notedEvent, reachAround } from './watching.js'

/** What a report would change: what is no longer spoken of, and what is from then on. */
export function changeOf(report: Report, matter: Matter, turn: Turn): Change {
  const { known, now } = turn
  const span = shownSpan(report, now.today)
  const open = (of: Matter): readonly Deadline[] =>
    deadlinesOf(of, known.rules, span).filter(({ state }) => state.kind === 'open')
  const [before, after] = [
    open(matter),
    open({ ...matter, log: [...matter.log, ...entriesOf(report, turn)] }),
  ]
  return { matter, ended: without(before, after), begun: nearestOfEach(without(after, before)) }
}

/** A new licence runs for years, and its last day to apply is what it was reported for. */
function shownSpan({ expiresOn }: Report, today: CivilDate): ReturnType<typeof reachAround> {
  const reach = reachAround(today)
  return expiresOn !== undefined && expiresOn > reach.to ? { ...reach, to: expiresOn } : reach
}

/** Of what comes every year the next one. */
const nearestOfEach = (deadlines: readonly Deadline[]): readonly Deadline[] =>
  deadlines.filter(({ rule }, at) => at === deadlines.findIndex((one) => one.rule.id === rule.id))

function without(some: readonly Deadline[], others: readonly Deadline[]): readonly Deadline[] {
  return some.filter(
    ({ rule, cycle }) =>
      rule.optional !== true && !others.some((one) => one.rule.id === rule.id && one.cycle === cycle),
  )
}

/** What a report adds to the log. */
export function entriesOf(report: Report, turn: Turn): readonly Noted[] {
  const { event, on, time, receipt, expiresOn, sets } = ownPart(report)
  if (on === undefined) return []
  const happened = {
    event,
    on,
    ...(time !== undefined && { time }),
    ...(receipt !== undefined && { receipt }),
  }
  const alongside = expiresOn === undefined ? sets : { event: expires, on: expiresOn }
  return [happened, ...(alongside === undefined ? [] : [alongside])].map((one) => notedEvent(one, turn))
}
