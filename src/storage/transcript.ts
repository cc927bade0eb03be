import type { Selectable } from 'kysely'
import type { Json } from '../ports-sending.js'
import type { Line, NewLine } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import { messageId, type ChatRef, type MessageId } from '../values/ids.js'
import { fromJson, toJson } from './column-text.js'
import type { TranscriptTable } from './tables.js'
import type { Handle, Trx } from './transaction.js'

/** The key is the line's id: both are unique in the chat, and a second copy finds the first by it. */
export async function appendLine(
  trx: Trx,
  { chat: at, key, by, body }: NewLine,
  now: Instant,
): Promise<MessageId> {
  const place = await nextCursor(trx, at)
  await trx
    .insertInto('transcript')
    .values({
      channel: at.channel,
      chat: at.chat,
      key,
      by,
      body: toJson(body),
      place,
      cursor: place,
      changed_at: now,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'chat', 'key']).doNothing())
    .execute()
  return messageId(key)
}

export interface Replacement {
  readonly chat: ChatRef
  readonly message: MessageId
  readonly body: Json
}

export async function replaceLine(
  trx: Trx,
  { chat: at, message, body }: Replacement,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('transcript')
    .set({ body: toJson(body), cursor: await nextCursor(trx, at), changed_at: now })
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .where('key', '=', message)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

async function nextCursor(trx: Trx, at: ChatRef): Promise<number> {
  const { last } = await trx
    .selectFrom('transcript')
    .select(({ fn }) => fn.max<number | null>('cursor').as('last'))
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/**
 * The first `limit` changes after `cursor`, given in the order in which the lines were first said: a line that was
 * edited later still stands where it stood.
 */
export async function linesSince(
  db: Handle,
  at: ChatRef,
  cursor: number,
  limit: number,
): Promise<readonly Line[]> {
  const rows = await db
    .selectFrom('transcript')
    .selectAll()
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .where('cursor', '>', cursor)
    .orderBy('cursor')
    .limit(limit)
    .execute()
  return rows.sort((a, b) => a.place - b.place).map(lineOf)
}

export async function lineNamed(db: Handle, at: ChatRef, message: MessageId): Promise<Line | undefined> {
  const row = await db
    .selectFrom('transcript')
    .selectAll()
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .where('key', '=', message)
    .executeTakeFirst()
  return row === undefined ? undefined : lineOf(row)
}

function lineOf({ key, cursor, by, body, changed_at: at }: Selectable<TranscriptTable>): Line {
  return { id: messageId(key), cursor, by, body: fromJson(body), at }
}
