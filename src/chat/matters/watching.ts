import type { Deadline } from '../../deadlines/deadline.js'
import { hearerIn } from '../../deadlines/hearer.js'
import { instantAt } from '../../deadlines/hours.js'
import { eventsOf, type Happened } from '../../deadlines/log.js'
import type { Author, Matter, Noted } from '../../deadlines/matter.js'
import { deadlinesOf } from '../../deadlines/schedule.js'
import type { Rules } from '../../deadlines/rules.js'
import { isShown } from '../../deadlines/shown.js'
import type { Ladders, Watched } from '../../deadlines/watch.js'
import type { StatedEvent, StatedMatter } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import { china, dayAt, daysAfter, type CivilDate, type Instant } from '../../values/civil-date.js'
import {
  cardKey,
  matterId,
  sameChat,
  type CardKey,
  type ChatRef,
  type EventKind,
  type MatterId,
} from '../../values/ids.js'
import type { Arrival } from '../arrival.js'
import { offering, type Decision, type Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { samePerson } from '../press.js'
import { waitingFor, type Wanted } from '../waiting.js'

/** What the chat of this turn watches: never anything of another chat. */
export const watchedIn = ({ known }: Turn): readonly Watched[] => known.watched ?? []

/** Whatever it hears of: what it watches, and that of which it is told only once nobody answers elsewhere. */
export const heardIn = (turn: Turn): readonly Watched[] => [
  ...watchedIn(turn),
  ...(turn.known.standsInFor ?? []),
]

export function watchedNamed(id: MatterId, turn: Turn): Watched | undefined {
  return heardIn(turn).find(({ matter }) => matter.id === id)
}

export const chatOf = ({ arrival: { chat } }: Turn): ChatRef => ({ channel: chat.channel, chat: chat.chat })

/** Who acts; nobody can be named who speaks as the group itself. */
function authorOf({ from }: Arrival): Author | undefined {
  if (from.anonymous) return undefined
  const { channel, person, name } = from
  return { channel, person, ...(name !== undefined && { name }) }
}

/** In a group only its administrators; unknown is no. */
export function mayManage({ arrival, known }: Turn): boolean {
  return arrival.chat.kind === 'private' || known.mayManage === true
}

/** Those who may manage, and whoever has to act on that matter. */
export function maySettle(matter: MatterId | undefined, turn: Turn): boolean {
  if (mayManage(turn)) return true
  const { from } = turn.arrival
  const watched = matter === undefined ? undefined : watchedNamed(matter, turn)
  const keepers = (watched?.watches ?? []).flatMap(({ keepers }) => keepers)
  return from.anonymous !== true && keepers.some(({ person }) => samePerson(person, from))
}

/** How far a ladder reaches to both sides. */
const reachDays = 400
export const reachAround = (today: CivilDate): { readonly from: CivilDate; readonly to: CivilDate } => ({
  from: daysAfter(today, -reachDays),
  to: daysAfter(today, reachDays),
})

/** What differs from the ladders of the rules: of the matter before that of the chat. */
export const laddersOf = (watched: Watched, chat: ChatRef): readonly Ladders[] =>
  hearerIn(chat, watched)?.ladders ?? []

/** What a matter that is watched has to do still. */
export const openDeadlines = (watched: Watched, turn: Turn): readonly Deadline[] =>
  openDeadlinesIn(watched, chatOf(turn), { rules: turn.known.rules, today: turn.now.today })

/** The same for any chat that watches it. */
export function openDeadlinesIn(watched: Watched, chat: ChatRef, at: RulesOn): readonly Deadline[] {
  const { matter, watches } = watched
  const [first] = matter.log
  const since = first?.at ?? watches.find((one) => sameChat(one.chat, chat))?.since
  return deadlinesLeft(matter, laddersOf(watched, chat), { ...at, since })
}

/** Rules, and the day on which they are looked at. */
export interface RulesOn {
  readonly rules: Rules
  readonly today: CivilDate
}

interface Left extends RulesOn {
  /** When we were told of it; absent: today. */
  readonly since?: Instant | undefined
  /** To which day, where that is further than usual. */
  readonly to?: CivilDate | undefined
}

/** What a matter has to do still, as far as it is shown. */
export function deadlinesLeft(
  matter: Matter,
  ladders: readonly Ladders[],
  { rules, today, since, to }: Left,
): readonly Deadline[] {
  const reach = reachAround(today)
  const span = { ...reach, to: to !== undefined && to > reach.to ? to : reach.to }
  const told = since === undefined ? today : dayAt(since, china)
  return deadlinesOf(matter, rules, span).filter(
    (deadline) => deadline.state.kind === 'open' && isShown(deadline, { ladders, told }),
  )
}

/** A matter as it would be if it were registered now. */
export function matterFrom(stated: StatedMatter, id: string, turn: Turn): Matter {
  const { kind, holder, number, scope, province, events, has = [] } = stated
  return {
    id: matterId(id),
    kind,
    holder,
    ...(number !== undefined && { number }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
    has,
    log: events.map((event) => notedEvent(event, turn)),
  }
}

/** An event as an entry of the log. Where hours count, from the time that was said; else what happened today, from this moment. */
export function notedEvent(stated: StatedEvent, turn: Turn): Noted {
  const { arrival, now } = turn
  const { time, ...event } = stated
  const moment = time === undefined ? undefined : instantAt(stated.on, time, china)
  return {
    ...stamped(turn),
    kind: 'event',
    ...event,
    ...(moment !== undefined && { moment }),
    ...(moment === undefined && stated.on === now.today && { moment: arrival.at }),
  }
}

export function stamped({ arrival, now }: Turn): Pick<Noted, 'at' | 'by'> {
  const by = authorOf(arrival)
  return { at: now.at, ...(by !== undefined && { by }) }
}

/** The last event of a kind, as far as it was not taken back. */
export function lastEvent(matter: Matter, kind: EventKind): Happened | undefined {
  return eventsOf(matter).findLast(({ event }) => event === kind)
}

/** Cards on which something is gathered or asked belong to what made them; any other may show what became of it. */
const fixedCards = /^(?:late|answer):/

/** The card whose button was pressed, if it may show the next step. */
export function pressedCard({ known }: Turn): CardKey | undefined {
  const card = known.press?.card
  return card === undefined || fixedCards.test(card) ? undefined : card
}

export interface Step {
  /** What may be typed next. */
  readonly wanted?: Wanted
  readonly effects?: readonly Effect[]
}

/** The next step of a dialogue, on the card that was pressed or on a new one. */
export function stepped(reply: Reply, turn: Turn, { wanted, effects = [] }: Step = {}): Decision {
  const waiting = wanted === undefined ? undefined : waitingFor(wanted, turn.now.at)
  return {
    messages: [{ reply, card: pressedCard(turn) ?? cardKey(`step:${turn.arrival.id}`) }],
    session: { ...offering(reply, turn.known.session), waiting },
    effects,
  }
}
