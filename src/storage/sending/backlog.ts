import { sql } from 'kysely'
import type { Backlog } from '../../ports.js'
import type { Handle } from '../transaction.js'

export async function countBacklog(db: Handle): Promise<Backlog> {
  return db
    .selectNoFrom((eb) => [
      eb.selectFrom('arrivals').select(count).where('handled_at', 'is', null).as('arrivals'),
      eb.selectFrom('outbox').select(count).where('settled_at', 'is', null).as('sends'),
      // A literal: SQLite uses a partial index only where its condition itself is in the statement.
      eb.selectFrom('outbox').select(count).where('state', '=', sql.lit('maybe-sent')).as('maybeSent'),
    ])
    .$castTo<Backlog>()
    .executeTakeFirstOrThrow()
}

const count = sql<number>`count(*)`.as('n')
