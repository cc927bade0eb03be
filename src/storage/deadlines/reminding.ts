import { sql } from 'kysely'
import type { Instant } from '../../values/civil-date.js'
import type { Handle } from '../transaction.js'

/** How many matters are awake, and how many digests wait for an hour still to come. */
export async function countReminding(
  db: Handle,
  now: Instant,
): Promise<{ readonly awake: number; readonly later: number }> {
  return db
    .selectNoFrom((eb) => [
      eb.selectFrom('matters').select(count).where('wake_at', '<=', now).as('awake'),
      eb
        .selectFrom('outbox')
        .select(count)
        .where('settled_at', 'is', null)
        .where('unfilled', '=', 1)
        .where('not_before', '>', now)
        .as('later'),
    ])
    .$castTo<{ readonly awake: number; readonly later: number }>()
    .executeTakeFirstOrThrow()
}

const count = sql<number>`count(*)`.as('n')
