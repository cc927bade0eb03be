import type { Press } from '../reply/reply.js'

import { cardKey } from '../values/ids.js'
import { offering, saying, type Decision } from './decision.js'
import type { Turn } from './turn.js'
import { pressLabel } from './say/press.js'
import { gatheredReply } from './say/late.js'
import { withdrawnReply } from './say/trouble.js'
import type { Gathered, LateItem, Session } from './session.js'

const lateMs = 10 * 60_000
/** A card begun longer ago than this belongs to an earlier outage. */
const gatheringMs = 5 * 60_000
const mostItems = 8

export function isLate({ arrival, now }: Turn): boolean {
  return now.at - arrival.at >= lateMs
}

/** How old a late arrival is, in milliseconds; undefined when it is not late. */
export function lateness(turn: Turn): number | undefined {
  return isLate(turn) ? turn.now.at - turn.arrival.at : undefined
}

/** Adds to the card and shows it again; the outbox makes one message of what follows quickly. */
export function gathered(press: Press, by: LateItem['by'], turn: Turn): Decision {
  const { arrival, known, now } = turn
  const { session, knowledge } = known
  const label = pressLabel(press, knowledge)
  if (label === undefined) return saying(withdrawnReply(knowledge), session)
  const late = withItem(openCard(turn), { label, press, by, at: arrival.at })
  const reply = gatheredReply(late, arrival, now.at)
  return {
    messages: [{ reply, card: late.card }],
    session: { ...offering(reply, session), late },
    effects: [],
  }
}

function openCard({ arrival, known, now }: Turn): Gathered {
  const { late } = known.session
  const open = late !== undefined && now.at - late.begunAt < gatheringMs
  return open ? late : { card: cardKey(`late:${arrival.id}`), begunAt: now.at, items: [], left: 0 }
}

/** Two that read the same are one. */
function withItem(late: Gathered, item: LateItem): Gathered {
  if (late.items.some(({ label }) => label === item.label)) return late
  const items = [...late.items, item]
  const over = Math.max(0, items.length - mostItems)
  return { ...late, items: items.slice(over), left: late.left + over }
}

/** What a late person could see when they wrote: the buttons from before the first answer that came late. */
export function missedBy(turn: Turn): Session['missed'] {
  const { arrival, known, now } = turn
  const { missed, offered = [] } = known.session
  if (!isLate(turn)) return undefined
  return missed !== undefined && arrival.at < missed.until ? missed : { until: now.at, offered }
}
