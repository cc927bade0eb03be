import type { FinishedTurn, FinishOutcome } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import { markHandled } from './arrivals.js'
import { noteSeen } from './chats.js'
import { keepEffects } from './effects.js'
import { interviewsChanged } from './interviews/interviews.js'
import { hasChanged } from './deadlines/matters.js'
import { queueMessages } from './sending/queue.js'
import { keepSessions } from './sessions.js'
import type { Trx } from './transaction.js'

export async function finishTurn(
  trx: Trx,
  turn: FinishedTurn,
  owner: string,
  now: Instant,
): Promise<FinishOutcome> {
  // First: what is not stored leaves the arrival as it was.
  if (await hasChanged(trx, turn.read ?? [])) return 'outdated'
  if (await interviewsChanged(trx, turn.readInterviews ?? [])) return 'outdated'
  const handled = await markHandled(trx, turn.arrival, owner, now)
  if (handled === undefined) return 'lost'
  const turned = { receivedAt: handled.receivedAt, now, by: handled.arrival.from }
  // Before the effects, which may close the chat or move it.
  await noteSeen(trx, handled.arrival.chat, turned)
  await keepSessions(trx, turn.sessions, now)
  await keepEffects(trx, turn.effects, turned)
  await queueMessages(trx, turn.messages, now)
  return 'stored'
}
