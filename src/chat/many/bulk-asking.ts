import { deadlinesOf } from '../../deadlines/schedule.js'
import type { Deadline } from '../../deadlines/deadline.js'
import type { Rule } from '../../deadlines/rule.js'
import type { Watched } from '../../deadlines/watch.js'
import { workingDayFrom } from '../../deadlines/working-days.js'
import type { Bulk, BulkTarget } from '../../reply/bulk.js'
import type { Report } from '../../reply/deadline-press.js'
import type { EventKind, MatterId } from '../../values/ids.js'
import { bulkAsked } from './bulk.js'
import { scopeIn, type BulkRequest } from '../said/bulk-said.js'
import { meantBy, type Meant, type MeantLine } from './bulk-scope.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { reported } from '../matters/reporting.js'
import { eachByItselfReply, untilWhenReply, whichDeedReply } from '../say/bulk.js'
import { granted } from '../said/stated-matter.js'
import type { SaidReport } from '../said/stated-report.js'
import { reachAround, stepped, watchedNamed } from '../matters/watching.js'

/** One thing said of many here. Undefined where nobody is meant by it: then it is a question. */
export function bulkRequested({ scope, deed }: BulkRequest, turn: Turn): Decision | undefined {
  const meant = meantBy(scope, turn)
  if (meant === undefined) return undefined
  switch (deed.kind) {
    case 'mark':
      return asked({ deed, targets: withoutAny(meant) }, meant, turn)
    case 'put-off': {
      const until = workingDayFrom(deed.until, turn.known.rules.days)
      return asked({ deed: { kind: 'put-off', until }, targets: withoutAny(meant) }, meant, turn)
    }
    case 'put-off-until-when':
      return stepped(untilWhenReply, turn)
    case 'done':
      return doneRequested(deed, meant, turn)
  }
}

/** Something that happened to many: 这12家都续期交了. Undefined where its other words mean no such group. */
export function bulkReported({ report, about }: SaidReport, turn: Turn): Decision | undefined {
  const scope = about === undefined ? undefined : scopeIn(about)
  const source = turn.known.rules.events.get(report.event)
  const meant = scope === undefined ? undefined : meantBy(scope, turn)
  if (source === undefined || meant === undefined) return undefined
  if (source.ahead === true || needsMore(report)) return stepped(eachByItselfReply(source), turn)
  const ofKind = meant.matters.filter((id) => watchedNamed(id, turn)?.matter.kind === source.matter)
  // 交材料了 is how people say that they applied, and of a licence that they asked for its renewal.
  if (ofKind.length === 0)
    return doneRequested({ kind: 'done', what: 'submitted', on: report.on }, meant, turn)
  return eventAsked(report, { ...meant, matters: ofKind }, turn)
}

/** What differs from one to another: until when a new licence is valid, the day that a notice sets, a number. */
const needsMore = ({ event, receipt, sets, time }: Report): boolean =>
  event === granted || receipt !== undefined || sets !== undefined || time !== undefined

const asked = (bulk: Bulk, { counted }: Meant, turn: Turn): Decision | undefined =>
  bulk.targets.length === 0
    ? undefined
    : bulkAsked({ ...bulk, ...(counted !== undefined && { counted }) }, turn)

/** Those who were named without having any such deadline are told of. */
function withoutAny({ lines, matters, each }: Meant): readonly BulkTarget[] {
  const others = matters.filter((id) => each && lines.every(({ matter }) => matter !== id))
  return [...lines, ...others.map((matter) => ({ matter }))]
}

type Done = Extract<BulkRequest['deed'], { kind: 'done' }>

/** 提交了 alone does not say what: it is known by the deadlines that are meant, or asked. */
function doneRequested({ what, on }: Done, meant: Meant, turn: Turn): Decision | undefined {
  const events = eventsMeant(what, meant, turn)
  const [only, ...others] = events
  if (only === undefined) return undefined
  if (others.length === 0) return eventAsked({ event: only, on }, meant, turn)
  const choices = events.flatMap((event) => {
    const source = turn.known.rules.events.get(event)
    const targets = targetsOf(event, { ...meant, each: false, matters: [] }, turn)
    return source === undefined
      ? []
      : [{ source, bulk: { deed: { kind: 'event' as const, event, on }, targets } }]
  })
  return stepped(whichDeedReply(choices), turn)
}

/** What the deadlines wait for that are open: handed in, or whatever is to be done. */
function eventsMeant(what: Done['what'], { lines, matters, each }: Meant, turn: Turn): readonly EventKind[] {
  const { all, events } = turn.known.rules
  const wide = lines.length === 0 && each ? matters.flatMap((id) => linesAround(id, turn)) : lines
  const found = wide.flatMap(({ rule }) => all.get(rule)?.done ?? [])
  return [...new Set(found)].filter((event) => {
    const source = events.get(event)
    if (source === undefined || source.ahead === true || event === granted) return false
    return what === 'any' || /[交报]/.test(source.name)
  })
}

function linesAround(id: MatterId, turn: Turn): readonly MeantLine[] {
  const watched = watchedNamed(id, turn)
  if (watched === undefined) return []
  return deadlinesAround(watched, turn)
    .filter(({ state }) => state.kind === 'open')
    .map(({ rule, cycle }) => ({ matter: id, rule: rule.id, cycle }))
}

const deadlinesAround = ({ matter }: Watched, { known, now }: Turn): readonly Deadline[] =>
  deadlinesOf(matter, known.rules, reachAround(now.today)).filter(({ rule }) => rule.optional !== true)

/** Of a single one the usual card: it asks for the receipt, too. */
function eventAsked(
  { event, on }: Pick<Report, 'event' | 'on'>,
  meant: Meant,
  turn: Turn,
): Decision | undefined {
  const targets = targetsOf(event, meant, turn)
  const [only, ...others] = targets
  if (only !== undefined && others.length === 0 && meant.counted === undefined)
    return reported({ event, on, matter: only.matter }, turn)
  return asked({ deed: { kind: 'event', event, on }, targets }, meant, turn)
}

/** One a matter: the deadline that was listed, else the one that it ends, else none. */
function targetsOf(event: EventKind, { lines, matters, each }: Meant, turn: Turn): readonly BulkTarget[] {
  const rules = [...turn.known.rules.all.values()].filter(({ done }) => done === event)
  const isMeant = ({ rule }: MeantLine): boolean => rules.some(({ id }) => id === rule)
  const listed = lines.filter(isMeant)
  const ofListed = [...new Map(listed.map((line) => [line.matter, line])).values()]
  const others = matters.filter((id) => listed.every(({ matter }) => matter !== id))
  const ofOthers = others.flatMap((id) => targetFor(id, rules, turn))
  return [...ofListed, ...ofOthers.filter(({ cycle }) => each || cycle !== undefined || rules.length === 0)]
}

function targetFor(id: MatterId, rules: readonly Rule[], turn: Turn): readonly BulkTarget[] {
  const watched = watchedNamed(id, turn)
  const [rule] = rules
  if (watched === undefined) return []
  if (rule === undefined) return [{ matter: id }]
  const its = deadlinesAround(watched, turn).filter((deadline) => rules.includes(deadline.rule))
  const meant = its.find(({ state }) => state.kind === 'open') ?? its.at(-1)
  if (meant === undefined) return [{ matter: id, rule: rule.id }]
  return [{ matter: id, rule: meant.rule.id, cycle: meant.cycle }]
}
