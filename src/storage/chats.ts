import { sql } from 'kysely'
import type { Chat } from '../chat/arrival.js'
import type { KnownChat } from '../chat/turn.js'
import type { StartedChat } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import type { ChatRef, PersonRef } from '../values/ids.js'
import { ensureDigest } from './deadlines/digests.js'
import { wakeWatchedIn } from './deadlines/matters.js'
import type { Handle, Trx } from './transaction.js'

export async function findChat(db: Handle, { channel, chat }: ChatRef): Promise<KnownChat | undefined> {
  const row = await db
    .selectFrom('chats')
    .select(['kind', 'state', 'closed_at', 'introduced_at'])
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { kind, state, closed_at: closedAt } = row
  return {
    ...(kind !== null && { kind }),
    state,
    ...(state !== 'live' && closedAt !== null && { closedAt }),
    introduced: row.introduced_at !== null,
  }
}

export async function startedChats(db: Handle, limit: number): Promise<readonly StartedChat[]> {
  return db
    .selectFrom('chats')
    .select(['channel', 'chat', 'kind', 'started_at as at'])
    .where('kind', 'is not', null)
    .where('started_at', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .$narrowType<{ kind: StartedChat['kind']; at: Instant }>()
    .execute()
}

/** The times of a turn. */
export interface Turned {
  /** When what the turn handles was stored. */
  readonly receivedAt: Instant
  readonly now: Instant
}

/** A turn with whose it is. */
export interface TurnedBy extends Turned {
  readonly by: PersonRef
}

/**
 * What comes from a chat shows that it is open. Not what was received before it closed: that had only waited its turn,
 * and its answer would find the chat closed, and say so to the operators, once more.
 */
export async function noteSeen(
  trx: Trx,
  { channel, chat, kind }: Chat,
  { receivedAt, now }: Turned,
): Promise<void> {
  await trx
    .insertInto('chats')
    .values({ channel, chat, kind, seen_at: now })
    .onConflict((conflict) => conflict.columns(['channel', 'chat']).doUpdateSet({ kind, seen_at: now }))
    .execute()
  const { numUpdatedRows } = await trx
    .updateTable('chats')
    .set({ state: 'live', orphaned_at: null })
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('state', '<>', 'live')
    .where('closed_at', '<=', receivedAt)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) await tellWhatWaited(trx, { channel, chat }, now)
}

async function tellWhatWaited(trx: Trx, at: ChatRef, now: Instant): Promise<void> {
  await wakeWatchedIn(trx, at, now)
  await ensureDigest(trx, at, now)
}

/** Once introduced, for ever: the first time counts. */
export async function noteIntroduced(trx: Trx, { channel, chat }: ChatRef, now: Instant): Promise<void> {
  await trx
    .insertInto('chats')
    .values({ channel, chat, introduced_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'chat'])
        .doUpdateSet((eb) => ({ introduced_at: eb.fn.coalesce('chats.introduced_at', sql.val(now)) })),
    )
    .execute()
}

export async function noteStarted(trx: Trx, { channel, chat }: ChatRef, now: Instant): Promise<void> {
  await trx
    .insertInto('chats')
    .values({ channel, chat, started_at: now })
    .onConflict((conflict) => conflict.columns(['channel', 'chat']).doUpdateSet({ started_at: now }))
    .execute()
}
