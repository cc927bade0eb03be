import type { SessionKey } from '../chat/arrival.js'
import type { OfferedButton, Session } from '../chat/session.js'
import type { FinishedTurn } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import type { ChatRef, PersonRef } from '../values/ids.js'
import { fromJson, toJson } from './column-text.js'
import type { Handle, Trx } from './transaction.js'

export async function findSession(db: Handle, key: SessionKey): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select('body')
    .where((eb) => eb.and(columnsOf(key)))
    .executeTakeFirst()
  return row && fromJson(row.body)
}

/**
 * Where a person talks to us alone: a platform may address them by another id than it names that chat by. Undefined
 * where it takes nothing from us.
 */
export async function findPrivateChat(
  db: Handle,
  { channel, person }: PersonRef,
): Promise<ChatRef | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('chats', (join) =>
      join.onRef('chats.channel', '=', 'sessions.channel').onRef('chats.chat', '=', 'sessions.chat'),
    )
    .select(['sessions.chat', 'chats.state'])
    .where('sessions.channel', '=', channel)
    .where('sessions.person', '=', person)
    .where('chats.kind', '=', 'private')
    .orderBy('sessions.changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.state === 'live' ? { channel, chat: row.chat } : undefined
}

/** What was shown unasked can be typed. A turn that is under way knows nothing of it, and its own buttons are newer. */
export async function offerTyped(
  trx: Trx,
  key: SessionKey,
  offered: readonly OfferedButton[],
  now: Instant,
): Promise<void> {
  const session = await findSession(trx, key)
  await keep(trx, key, { ...session, offered }, now)
}

/** A session that is undefined is forgotten. */
export async function keepSessions(
  trx: Trx,
  sessions: FinishedTurn['sessions'],
  now: Instant,
): Promise<void> {
  for (const { key, session } of sessions) {
    if (session === undefined) await forget(trx, key)
    else await keep(trx, key, session, now)
  }
}

async function forget(trx: Trx, key: SessionKey): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where((eb) => eb.and(columnsOf(key)))
    .execute()
}

async function keep(trx: Trx, key: SessionKey, session: Session, now: Instant): Promise<void> {
  const changes = { body: toJson(session), changed_at: now }
  await trx
    .insertInto('sessions')
    .values({ ...columnsOf(key), ...changes })
    .onConflict((conflict) => conflict.columns(['channel', 'chat', 'thread', 'person']).doUpdateSet(changes))
    .execute()
}

function columnsOf({ channel, chat, thread, person }: SessionKey) {
  return { channel, chat, thread: thread ?? '', person } as const
}
