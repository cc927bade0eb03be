import type { Watched } from '../../deadlines/watch.js'
import type { BulkTarget } from '../../reply/bulk.js'
import type { LineRef } from '../../reply/deadline-press.js'
import { daysAfter, type CivilDate } from '../../values/civil-date.js'
import { sameChat, type MatterId } from '../../values/ids.js'
import type { BulkScope } from '../said/bulk-said.js'
import type { Turn } from '../turn.js'
import { openHere } from '../matters/ladders.js'
import { namedAmong } from '../said/naming.js'
import { dueDay } from '../say/deadline.js'
import type { OfferedButton } from '../session.js'
import { chatOf, openDeadlines, watchedIn } from '../matters/watching.js'

/** A deadline that is meant. */
export type MeantLine = Required<BulkTarget>

/** Who is meant by words that mean many. */
export interface Meant {
  /** Deadlines that were listed, or that fall due in the time that was said. */
  readonly lines: readonly MeantLine[]
  /** Whose they are, and who was named without having any. */
  readonly matters: readonly MatterId[]
  /** Named one by one or listed: those without a deadline are told of, too. */
  readonly each: boolean
  /** How many were said to be listed, where there are not as many. */
  readonly counted?: number
}

/** Ahead, unless said otherwise: what a list of deadlines shows. */
const usualDays = 90

/** Undefined where the words name nothing here, or nothing was listed. */
export function meantBy(scope: BulkScope, turn: Turn): Meant | undefined {
  switch (scope.kind) {
    case 'listed':
      return listedHere(scope.count, turn)
    case 'told':
      return toldHere(turn)
    case 'named':
      return namedHere(scope, turn)
  }
}

/** The reminder that is replied to, or that came a day ago at most, unless something else was talked about since. */
function toldHere(turn: Turn): Meant | undefined {
  const { known, now } = turn
  const { replied = [], session } = known
  const spoken =
    session.interview?.input !== undefined ||
    (session.topic !== undefined && now.at - session.topic.at < topicMs)
  const refs = replied.length > 0 ? replied : spoken ? [] : lastTold(turn, daysAfter(now.today, -1))
  const lines = linesOf(refs)
  return lines.length === 0 ? undefined : { lines, matters: mattersOf(lines), each: true }
}

const topicMs = 10 * 60_000

function listedHere(count: number | undefined, turn: Turn): Meant | undefined {
  const { replied = [] } = turn.known
  // Who replies to a reminder means that one.
  const lists = (replied.length > 0 ? [replied] : [offeredLines(turn), lastTold(turn)])
    .map((refs) => linesOf(refs))
    .filter((lines) => lines.length > 0)
  const fits = (lines: readonly MeantLine[]): boolean =>
    count === undefined || count === lines.length || count === mattersOf(lines).length
  const lines = lists.find(fits) ?? lists[0]
  if (lines === undefined) return undefined
  const counted = fits(lines) ? undefined : count
  return { lines, matters: mattersOf(lines), each: true, ...(counted !== undefined && { counted }) }
}

const mattersOf = (lines: readonly MeantLine[]): readonly MatterId[] => [
  ...new Set(lines.map(({ matter }) => matter)),
]

/** Each deadline once, whatever rungs of it were told. */
function linesOf(refs: readonly LineRef[]): readonly MeantLine[] {
  const lines = new Map(
    refs.map(({ matter, rule, cycle }) => [`${matter} ${rule} ${cycle}`, { matter, rule, cycle }]),
  )
  return [...lines.values()]
}

/** The list whose buttons were shown last. */
function offeredLines({ known }: Turn): readonly LineRef[] {
  const lists = (known.session.offered ?? []).map(linesBehind)
  return lists.find((lines) => lines.length > 0) ?? []
}

function linesBehind({ press }: OfferedButton): readonly LineRef[] {
  return 'lines' in press ? press.lines : []
}

/** What this chat was told on the last day on which it was told anything. */
function lastTold(turn: Turn, since?: CivilDate): readonly LineRef[] {
  const told = watchedIn(turn)
    .flatMap(({ said }) => said)
    .filter(({ state, chat }) => (state === 'sent' || state === 'maybe-sent') && sameChat(chat, chatOf(turn)))
  const last = told
    .map(({ on }) => on)
    .sort()
    .at(-1)
  if (since !== undefined && last !== undefined && last < since) return []
  return told.filter(({ on }) => on === last).map(({ matter, rule, cycle }) => ({ matter, rule, cycle }))
}

function namedHere({ about, days }: Extract<BulkScope, { kind: 'named' }>, turn: Turn): Meant | undefined {
  const named = namedAmong(about, openHere(turn))
  if (named === undefined) return undefined
  const lines = named.found.flatMap((watched) => linesDue(watched, days ?? usualDays, turn))
  const each = named.byClient
  const matters = each ? named.found.map(({ matter }) => matter.id) : mattersOf(lines)
  return { lines, matters, each }
}

function linesDue(watched: Watched, days: number, turn: Turn): readonly MeantLine[] {
  const until = daysAfter(turn.now.today, days)
  return openDeadlines(watched, turn).flatMap((deadline) => {
    const day = dueDay(deadline)
    const { rule, cycle } = deadline
    return day === undefined || day > until ? [] : [{ matter: watched.matter.id, rule: rule.id, cycle }]
  })
}
