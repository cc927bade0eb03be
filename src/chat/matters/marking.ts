import type { Mark, Matter, Noted } from '../../deadlines/matter.js'
import { china, dayAt } from '../../values/civil-date.js'
import type { DeadlinePress, LineRef, LinesView } from '../../reply/deadline-press.js'
import { cardKey, type MatterId } from '../../values/ids.js'
import { nothing, offering, type Decision, type Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { hereOf, lineShown, linesShown, restingView } from './lines.js'
import { isBehind, lastMark } from './marks.js'
import { dueDay, lastDayName } from '../say/deadline.js'
import { withNews, type News } from './retelling.js'
import {
  allSeenText,
  anonymousText,
  dayOverText,
  goneText,
  markedText,
  nothingUnseenText,
  pastText,
} from '../say/marked.js'
import type { ShownLine } from '../say/card-line.js'
import { stateText } from '../say/reminder.js'
import { notAllowedText } from '../say/rights.js'
import { maySettle, pressedCard, stamped } from './watching.js'

type MarkPress = Extract<DeadlinePress, { kind: 'mark' }>
type PutOffPress = Extract<DeadlinePress, { kind: 'put-off' }>

/** The card with another view; whoever looks changes nothing. */
export function linesOpened(lines: readonly LineRef[], view: LinesView, turn: Turn): Decision {
  return onCard(lines, view, turn)
}

/** A press says how far the work is. On a card that others have pressed since, it only tells what they said. */
export function marked({ lines, at, mark }: MarkPress, turn: Turn): Decision {
  const line = lineShown(lines[at], hereOf(turn))
  if (line === undefined) return { ...nothing(turn), toast: goneText }
  if (mark === 'given-up' && !maySettle(line.matter.id, turn))
    return { ...nothing(turn), toast: notAllowedText('settle') }
  const told = saidBefore(line, mark, turn)
  if (told !== undefined) return { ...onCard(lines, restingView(lines), turn), toast: told }
  return noting({ kind: mark }, line, { lines, turn })
}

/** Whatever of a card is open and unanswered: one press for who has read it. */
export function allSeen(lines: readonly LineRef[], turn: Turn): Decision {
  const here = hereOf(turn)
  const unseen = lines
    .flatMap((ref) => lineShown(ref, here) ?? [])
    .filter((line) => saidBefore(line, 'seen', turn) === undefined)
  const news = seenNews(unseen, turn)
  const shown = linesShown(lines, restingView(lines), { ...here, watched: withNews(here.watched, news) })
  return {
    toast: news.size === 0 ? nothingUnseenText : allSeenText,
    messages: [
      { reply: shown, card: pressedCard(turn) ?? cardKey(`lines:${turn.arrival.id}`), forAll: true },
    ],
    session: offering(shown, turn.known.session),
    effects: [...news].map(([matter, entries]) => ({ kind: 'matter-noted', matter, entries })),
  }
}

function seenNews(lines: readonly ShownLine[], turn: Turn): News {
  const news = new Map<MatterId, readonly Noted[]>()
  for (const { matter, deadline } of lines) {
    const what = { rule: deadline.rule.id, cycle: deadline.cycle, mark: { kind: 'seen' as const } }
    const entry: Noted = { ...stamped(turn), kind: 'marked', ...what }
    news.set(matter.id, [...(news.get(matter.id) ?? []), entry])
  }
  return news
}

/** What was said of the line that a button is about; undefined while nobody has. */
export function stateOf(
  { lines, at }: { readonly lines: readonly LineRef[]; readonly at: number },
  turn: Turn,
): string | undefined {
  const line = lineShown(lines[at], hereOf(turn))
  return line === undefined ? undefined : stateText(line, turn.now.today)
}

/** What is settled, or was marked as far since this reminder went out. */
function saidBefore(line: ShownLine, mark: Mark['kind'], { now }: Turn): string | undefined {
  const { matter, deadline, reminder } = line
  const isTakenUpAgain = deadline.state.kind === 'given-up' && mark === 'preparing'
  if (isTakenUpAgain) return undefined
  if (deadline.state.kind !== 'open') return stateText(line, now.today)
  const last = lastMark(matter, deadline.rule.id, deadline.cycle)
  if (last === undefined || !isBehind(mark, last.mark.kind)) return undefined
  const sinceThen = reminder === undefined || dayAt(last.at, china) >= reminder.on
  return sinceThen ? stateText(line, now.today) : undefined
}

/** Not beyond the last day, unless somebody who may and can be named says so once more. */
export function putOff({ lines, at, until, past }: PutOffPress, turn: Turn): Decision {
  const line = lineShown(lines[at], hereOf(turn))
  if (line === undefined) return { ...nothing(turn), toast: goneText }
  if (line.deadline.state.kind !== 'open')
    return { ...onCard(lines, restingView(lines), turn), toast: stateText(line, turn.now.today) ?? goneText }
  if (until <= turn.now.today) return { ...onCard(lines, { kind: 'put-off', at }, turn), toast: dayOverText }
  const due = dueDay(line.deadline)
  if (due === undefined || until <= due) return noting({ kind: 'snoozed', until }, line, { lines, turn })
  if (past !== true)
    return {
      ...onCard(lines, { kind: 'past', at, until }, turn),
      toast: pastText(lastDayName(line.deadline.rule), due),
    }
  if (!maySettle(line.matter.id, turn)) return { ...nothing(turn), toast: notAllowedText('settle') }
  if (turn.arrival.from.anonymous === true) return { ...nothing(turn), toast: anonymousText }
  return noting({ kind: 'snoozed', until, past: true }, line, { lines, turn })
}

interface Place {
  readonly lines: readonly LineRef[]
  readonly turn: Turn
}

function noting(mark: Mark, { matter, deadline }: ShownLine, { lines, turn }: Place): Decision {
  const entry = {
    ...stamped(turn),
    kind: 'marked' as const,
    rule: deadline.rule.id,
    cycle: deadline.cycle,
    mark,
  }
  const after = { ...matter, log: [...matter.log, entry] }
  return {
    ...onCard(lines, restingView(lines), turn, {
      after,
      effects: [{ kind: 'matter-noted', matter: matter.id, entries: [entry] }],
    }),
    toast: markedText(mark, turn.now.today),
  }
}

interface Outcome {
  readonly after?: Matter
  readonly effects?: readonly Effect[]
}

/** The pressed card is for all who see it: it keeps its place in everybody's chat and nobody's list of buttons. */
function onCard(
  lines: readonly LineRef[],
  view: LinesView,
  turn: Turn,
  { after, effects = [] }: Outcome = {},
): Decision {
  const reply = linesShown(lines, view, hereOf(turn), after)
  return {
    messages: [{ reply, card: pressedCard(turn) ?? cardKey(`lines:${turn.arrival.id}`), forAll: true }],
    session: offering(reply, turn.known.session),
    effects,
  }
}
