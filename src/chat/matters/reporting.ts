import { china } from '../../values/civil-date.js'
import { isClosed } from '../../deadlines/log.js'
import type { EventSource } from '../../deadlines/rule.js'
import type { Watched } from '../../deadlines/watch.js'
import { instantAt } from '../../deadlines/hours.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { Report } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import { changeOf } from './changing.js'
import { offering, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { asksExpiry, licenceBegun, licenceOf, received } from './receiving.js'
import { reviewed } from './registering.js'
import { goneReply } from '../say/matter.js'
import {
  confirmReply,
  futureReply,
  notYetReply,
  nothingWatchedReply,
  setBeforeReply,
  untilWhenReply,
  whenReply,
  whichMatterReply,
  withReportButton,
} from '../say/report.js'
import { notAllowedReply } from '../say/rights.js'
import { ourselves } from '../said/stated-matter.js'
import type { SaidReport } from '../said/stated-report.js'
import { maySettle, stepped, watchedIn, watchedNamed } from './watching.js'

/** A report in a sentence: which matter it is about is known by its name, by what it replies to, or asked. */
export function reportSaid({ report, about }: SaidReport, turn: Turn): Decision | undefined {
  const source = turn.known.rules.events.get(report.event)
  if (source === undefined) return undefined
  const named = about === undefined ? undefined : mattersNamed(about, source, turn)
  if (about !== undefined && named === undefined) return undefined
  const among = named ?? fitting(source, turn)
  const [only, ...others] = among
  // Without a day and with nothing that it can be about, it is more likely that somebody wants to know what to do.
  if (only === undefined && report.on === undefined) return undefined
  if (only === undefined || others.length > 0) return reported(report, turn, among)
  return reported({ ...report, matter: only.matter.id }, turn)
}

function mattersNamed(about: string, source: EventSource, turn: Turn): readonly Watched[] | undefined {
  const found = fitting(source, turn).filter(({ matter: { holder, number = '' } }) => {
    return [holder, number].some((name) => name !== '' && normalise(name).includes(about))
  })
  return found.length === 0 ? undefined : found
}

/** Those to which it can have happened; a reply to a reminder means what that one told of. */
function fitting({ matter: kind }: EventSource, turn: Turn): readonly Watched[] {
  const open = watchedIn(turn).filter(({ matter }) => matter.kind === kind && !isClosed(matter))
  const { replied = [] } = turn.known
  const meant = open.filter(({ matter }) => replied.some((line) => line.matter === matter.id))
  return meant.length > 0 ? meant : open
}

/** Goes on with a report until nothing is missing: then it waits to be confirmed. */
export function reported(report: Report, turn: Turn, among?: readonly Watched[]): Decision {
  const { known, now } = turn
  const source = known.rules.events.get(report.event)
  if (source === undefined) return stepped(goneReply, turn)
  if (!maySettle(report.matter, turn)) return stepped(notAllowedReply('report'), turn)
  const watched = report.matter === undefined ? undefined : watchedNamed(report.matter, turn)
  if (watched === undefined)
    return report.matter === undefined
      ? unclear(report, source, { turn, among: among ?? fitting(source, turn) })
      : stepped(goneReply, turn)
  if (report.on === undefined)
    return stepped(whenReply(report, { source, matter: watched.matter, today: now.today }), turn, {
      wanted: { for: 'date', report },
    })
  if (report.on > now.today && source.ahead !== true)
    return stepped(futureReply(report.on, now.today), turn, { wanted: { for: 'date', report } })
  const odd = timeOddity(report, turn)
  if (odd !== undefined)
    return stepped(odd, turn, { wanted: { for: 'date', report: { ...report, time: undefined } } })
  if (asksExpiry(report)) return stepped(untilWhenReply(report), turn, { wanted: { for: 'expiry', report } })
  const change = changeOf(report, watched.matter, turn)
  const licence = licenceBegun(report, watched.matter, turn)
  const confirming = { source, rules: known.rules, change, today: now.today, licence }
  return stepped(confirmReply(report, confirming), turn, {
    ...(report.receipt === undefined && source.ahead !== true && { wanted: { for: 'receipt', report } }),
  })
}

/** A time of today that is still to come, and a day that a notice set before it was received. */
function timeOddity({ on, time, sets }: Report, { now }: Turn): Reply | undefined {
  if (on === undefined) return undefined
  if (time !== undefined && on === now.today && instantAt(on, time, china) > now.at) return notYetReply(time)
  return sets !== undefined && sets.on < on ? setBeforeReply(on, sets.on) : undefined
}

interface Unclear {
  readonly turn: Turn
  readonly among: readonly Watched[]
}

/** Nothing or several to which it can have happened. What begins with an event is registered by it. */
function unclear(report: Report, source: EventSource, { turn, among }: Unclear): Decision {
  const { today } = turn.now
  if (among.length > 0)
    return stepped(whichMatterReply(report, { source, matters: among.map(({ matter }) => matter) }), turn)
  if (!canBegin(source)) return stepped(nothingWatchedReply(source), turn)
  const wanted = { for: 'date' as const, report }
  const { event, on, time, receipt } = report
  if (on === undefined) return stepped(whenReply(report, { source, today }), turn, { wanted })
  if (on > today && source.ahead !== true) return stepped(futureReply(on, today), turn, { wanted })
  if (event === received)
    return asksExpiry(report)
      ? stepped(untilWhenReply(report), turn, { wanted: { for: 'expiry', report } })
      : reviewed(licenceOf(report, undefined), turn)
  const begun = {
    event,
    on,
    ...(time !== undefined && { time }),
    ...(receipt !== undefined && { receipt }),
  }
  return reviewed({ kind: source.matter, holder: ourselves, events: [begun] }, turn)
}

/** A licence begins with its dates, and what a notice sets belongs to what the notice is about. */
const canBegin = ({ matter, ahead }: EventSource): boolean =>
  matter !== 'licence' && !(matter === 'application' && ahead === true)

/** The answer to what may have been a report as well, with a button that makes it one. */
export function answeredBeside(answered: Decision, { report }: SaidReport, { known }: Turn): Decision {
  const source = known.rules.events.get(report.event)
  const [said, ...others] = answered.messages
  if (source === undefined || said === undefined || !canBegin(source)) return answered
  const reply = withReportButton(said.reply, report, source)
  return {
    ...answered,
    messages: [{ ...said, reply }, ...others],
    session: offering(reply, answered.session),
  }
}
