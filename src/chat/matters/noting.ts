import { china } from '../../values/civil-date.js'
import { instantAt } from '../../deadlines/hours.js'
import { isClosed, standing } from '../../deadlines/log.js'
import type { Matter, Noted } from '../../deadlines/matter.js'
import type { LineRef, Report } from '../../reply/deadline-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import { cardKey, type EventKind, type MatterId } from '../../values/ids.js'
import { changeOf, entriesOf } from './changing.js'
import { nothing, type Decision, type Said } from '../decision.js'
import type { Turn } from '../turn.js'
import { hereOf, lineShown, linesShown, restingView } from './lines.js'
import { begunWith, closing, lacksApproval, licenceBegun, ownPart, registering } from './receiving.js'
import { reported } from './reporting.js'
import { goneText } from '../say/marked.js'
import { goneReply } from '../say/matter.js'
import { stateText } from '../say/reminder.js'
import { alreadyNotedReply, notedReply, takenBackReply } from '../say/report.js'
import { notAllowedReply, notAllowedText } from '../say/rights.js'
import { expires } from '../said/stated-matter.js'
import { dayNamedBy } from '../said/stated-report.js'
import { lastEvent, maySettle, pressedCard, stamped, stepped, watchedNamed } from './watching.js'

/** The confirmed report goes into the log; the reminder that it came from shows it. */
export function noted(report: Report, turn: Turn): Decision {
  const { known, now } = turn
  const watched = report.matter === undefined ? undefined : watchedNamed(report.matter, turn)
  const source = known.rules.events.get(report.event)
  if (watched === undefined || source === undefined) return stepped(goneReply, turn)
  if (!maySettle(report.matter, turn)) return stepped(notAllowedReply('report'), turn)
  const { matter } = watched
  if (report.on === undefined) return reported(report, turn)
  if (isNoted(report, matter)) return stepped(alreadyNotedReply(source, report.on), turn)
  const reports = entriesOf(report, turn)
  const reportedOf = { ...matter, log: [...matter.log, ...reports] }
  const entries = [...reports, ...closing(reportedOf, turn)]
  const after = { ...matter, log: [...matter.log, ...entries] }
  const licence = licenceBegun(report, matter, turn)
  const shown = { source, rules: known.rules, change: changeOf(report, matter, turn), licence }
  const decision = stepped(
    notedReply(report, {
      ...shown,
      today: now.today,
      entry: matter.log.length,
      over: isClosed(after),
      lacksApproval: lacksApproval(after),
    }),
    turn,
    {
      effects: [{ kind: 'matter-noted', matter: matter.id, entries }, ...registering(licence, matter, turn)],
    },
  )
  return { ...decision, messages: [...decision.messages, ...updated(report, after, turn)] }
}

/** Pressed twice it is noted once. */
function isNoted(report: Report, matter: Matter): boolean {
  const { event, on, time, expiresOn, sets } = ownPart(report)
  const moment = on === undefined || time === undefined ? undefined : instantAt(on, time, china)
  if (moment !== undefined && lastEvent(matter, event)?.moment !== moment) return false
  const isKnown = (kind: EventKind, day: CivilDate | undefined): boolean =>
    day === undefined || lastEvent(matter, kind)?.on === day
  return (
    isKnown(event, on) && isKnown(expires, expiresOn) && (sets === undefined || isKnown(sets.event, sets.on))
  )
}

function updated({ from }: Report, after: Matter, turn: Turn): readonly Said[] {
  if (from === undefined) return []
  const reply = linesShown(from.lines, restingView(from.lines), hereOf(turn), after)
  return [{ reply, card: from.card, forAll: true }]
}

/** The done of a line, reported by the button of its reminder. */
export function submitted(lines: readonly LineRef[], at: number, turn: Turn): Decision {
  const line = lineShown(lines[at], hereOf(turn))
  const done = line?.deadline.rule.done
  if (line === undefined || done === undefined) return { ...nothing(turn), toast: goneText }
  if (!maySettle(line.matter.id, turn)) return { ...nothing(turn), toast: notAllowedText('settle') }
  if (line.deadline.state.kind !== 'open')
    return { ...nothing(turn), toast: stateText(line, turn.now.today) ?? goneText }
  const card = pressedCard(turn)
  const from = card === undefined ? {} : { from: { card, lines } }
  return onOwnCard(reported({ event: done, matter: line.matter.id, ...from }, turn), turn)
}

/** Takes an entry back that was noted by mistake, if it is still what it was. */
export function takenBack(id: MatterId, entry: number, turn: Turn): Decision {
  const watched = watchedNamed(id, turn)
  const known = watched?.matter.log[entry]
  if (watched === undefined || known?.kind !== 'event') return stepped(goneReply, turn)
  if (!maySettle(id, turn)) return stepped(notAllowedReply('take-back'), turn)
  const { matter } = watched
  if (!standing(matter).includes(known)) return stepped(takenBackReply(matter), turn)
  const next = matter.log[entry + 1]
  const alongside = next?.at === known.at && isPartOf(next, known.event, turn) ? [entry + 1] : []
  const entries = [entry, ...alongside].map((gone): Noted => {
    return { ...stamped(turn), kind: 'taken-back', entry: gone }
  })
  return stepped(takenBackReply(matter, begunWith(known, matter, turn)), turn, {
    effects: [{ kind: 'matter-noted', matter: id, entries }],
  })
}

/** Whether it was noted with an event: until when a new licence is valid, the day that a notice sets, that all is over. */
function isPartOf(next: Noted, event: EventKind, { known }: Turn): boolean {
  if (next.kind !== 'event') return next.kind === 'closed'
  return next.event === expires || dayNamedBy(event, known.rules) === next.event
}

/** What follows comes on a card of its own, and the reminder stays as it is. */
function onOwnCard(decision: Decision, { arrival }: Turn): Decision {
  const card = cardKey(`step:${arrival.id}`)
  return { ...decision, messages: decision.messages.map((message) => ({ ...message, card })) }
}
