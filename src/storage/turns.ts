import type { FinishedTurn } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import { markHandled } from './arrivals.js'
import { noteSeen } from './chats.js'
import { keepEffects } from './effects.js'
import { queueMessages } from './queue.js'
import { keepSessions } from './sessions.js'
import type { Trx } from './transaction.js'

/** False, and nothing changed, when the arrival is not `owner`'s to finish. */
export async function finishTurn(
  trx: Trx,
  turn: FinishedTurn,
  owner: string,
  now: Instant,
): Promise<boolean> {
  const handled = await markHandled(trx, turn.arrival, owner, now)
  if (handled === undefined) return false
  const turned = { receivedAt: handled.receivedAt, now, by: handled.arrival.from }
  // Before the effects, which may close the chat or move it.
  await noteSeen(trx, handled.arrival.chat, turned)
  await keepSessions(trx, turn.sessions, now)
  await keepEffects(trx, turn.effects, turned)
  await queueMessages(trx, turn.messages, now)
  return true
}
