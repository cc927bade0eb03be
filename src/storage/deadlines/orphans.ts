import type { OutgoingMessage } from '../../ports-sending.js'
import type { Orphaned } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { queueMessages } from '../sending/queue.js'
import type { Handle, Trx } from '../transaction.js'
import { watchedNamed } from './watched.js'

export async function orphaned(db: Handle, now: Instant, limit: number): Promise<readonly Orphaned[]> {
  const closed = await closedUntold(db, now, limit)
  return Promise.all(
    closed.map(async ({ channel, chat, state, closed_at }) => ({
      chat: { channel, chat },
      why: state,
      since: closed_at,
      watched: await watchedNamed(db, await heardOfIn(db, { channel, chat })),
    })),
  )
}

async function closedUntold(db: Handle, now: Instant, limit: number) {
  return db
    .selectFrom('chats')
    .select(['channel', 'chat', 'state', 'closed_at'])
    .where('orphaned_at', '<=', now)
    .where('state', '<>', 'live')
    .where('closed_at', 'is not', null)
    .orderBy('orphaned_at')
    .limit(limit)
    .$narrowType<{ state: Orphaned['why']; closed_at: Instant }>()
    .execute()
}

/** What a chat watches, and what it took over. */
async function heardOfIn(db: Handle, { channel, chat }: ChatRef): Promise<readonly MatterId[]> {
  const own = await db
    .selectFrom('watches')
    .select('matter')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .orderBy('since')
    .orderBy('matter')
    .execute()
  const over = await db
    .selectFrom('stand_ins')
    .select('matter')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('when_kind', '=', 'closed')
    .orderBy('matter')
    .execute()
  return [...new Set([...own, ...over].map(({ matter }) => matter))]
}

export async function tellOrphaned(
  trx: Trx,
  { channel, chat }: ChatRef,
  messages: readonly OutgoingMessage[],
  now: Instant,
): Promise<void> {
  await queueMessages(trx, messages, now)
  await trx
    .updateTable('chats')
    .set({ told_closed_at: now, orphaned_at: null })
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .execute()
}
