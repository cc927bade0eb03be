import type { FinishedTurn } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import { markHandled } from './arrivals.js'
import { keepEffects } from './effects.js'
import { queueMessage } from './queue.js'
import { keepSessions } from './sessions.js'
import type { Trx } from './transaction.js'

/** False, and nothing changed, when the arrival is not `owner`'s to finish. */
export async function finishTurn(
  trx: Trx,
  turn: FinishedTurn,
  owner: string,
  now: Instant,
): Promise<boolean> {
  if (!(await markHandled(trx, turn.arrival, owner, now))) return false
  await keepSessions(trx, turn.sessions, now)
  await keepEffects(trx, turn.effects, now)
  for (const message of turn.messages) await queueMessage(trx, message, now)
  return true
}
