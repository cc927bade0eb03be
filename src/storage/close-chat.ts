import type { ChatClosed } from '../chat/arrival.js'
import type { OutgoingMessage } from '../ports-sending.js'
import type { ExpressionBuilder } from 'kysely'
import { instant, type Instant } from '../values/civil-date.js'
import type { ChatRef } from '../values/ids.js'
import { wakeWatchedIn } from './deadlines/matters.js'
import { openRowsOf } from './sending/open-rows.js'
import { queueMessages } from './sending/queue.js'
import { linesDoubted } from './deadlines/settle-digest.js'
import type { Tables } from './tables.js'
import type { Trx } from './transaction.js'

export interface Closing {
  readonly chat: ChatRef
  readonly why: ChatClosed
  readonly since: Instant
}

/**
 * Where the bot may not speak people may still call it: each call opens the chat, and its answer closes it once more.
 * Operators hear of that once a day at most.
 */
const alarmEveryMs = 24 * 3_600_000

/** As a send found out. Many may find out, one after another: only the first one's alarms are queued. */
export async function closeFound(
  trx: Trx,
  closing: Closing,
  alarms: readonly OutgoingMessage[],
  now: Instant,
): Promise<boolean> {
  const known = await lastClosing(trx, closing.chat)
  if (known !== undefined && known.state !== 'live') return false
  await closeChat(trx, closing, now)
  const told = known?.closed_at ?? instant(now - alarmEveryMs)
  if (now - told >= alarmEveryMs) await queueMessages(trx, alarms, now)
  return true
}

async function lastClosing(trx: Trx, { channel, chat }: ChatRef) {
  return trx
    .selectFrom('chats')
    .select(['state', 'closed_at'])
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst()
}

/**
 * Nothing more goes there. A row under way keeps its lease: what became of it is still to come. What deadlines have to
 * say stays planned, and their matters are looked at: somebody else has to hear of them.
 */
export async function closeChat(trx: Trx, { chat: at, why, since }: Closing, now: Instant): Promise<void> {
  const { channel, chat } = at
  const closed = { state: why, closed_at: since }
  await trx
    .insertInto('chats')
    .values({ channel, chat, ...closed, orphaned_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'chat'])
        .doUpdateSet((eb) => ({ ...closed, orphaned_at: orphanedAt(eb, now) })),
    )
    .execute()
  await endDoubtfulDigests(trx, at, now)
  await trx
    .updateTable('outbox')
    .set({ state: 'refused', why, settled_at: now })
    .where(openRowsOf(at))
    .where('lease_owner', 'is', null)
    .execute()
  await wakeWatchedIn(trx, at, now)
}

/** When others shall hear of it: once each time that it closes, and once a day at most. */
function orphanedAt(eb: ExpressionBuilder<Tables, 'chats'>, now: Instant) {
  const nextDay = eb('chats.told_closed_at', '+', instant(alarmEveryMs))
  return eb
    .case()
    .when('chats.state', '<>', 'live')
    .then(eb.ref('chats.orphaned_at'))
    .when(nextDay, '>', now)
    .then(nextDay)
    .else(now)
    .end()
}

/** One that has content and waits may have arrived once. */
async function endDoubtfulDigests(trx: Trx, at: ChatRef, now: Instant): Promise<void> {
  const digests = await trx
    .selectFrom('outbox')
    .selectAll()
    .where(openRowsOf(at))
    .where('lease_owner', 'is', null)
    .whereRef('digest', '=', 'id')
    .execute()
  for (const digest of digests) await linesDoubted(trx, digest, { again: false, now })
}
