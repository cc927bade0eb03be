import type { SessionKey } from '../chat/arrival.js'
import type { Session } from '../chat/session.js'
import type { FinishedTurn } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
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
