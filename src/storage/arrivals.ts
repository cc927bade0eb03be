import type { ExpressionBuilder, Insertable, SqlBool, Expression } from 'kysely'
import type { Arrival } from '../chat/arrival.js'
import type { Lease } from '../ports-sending.js'
import type { Instant } from '../values/civil-date.js'
import type { EventId } from '../values/ids.js'
import { inChunks } from './chunks.js'
import { fromJson, toJson } from './column-text.js'
import type { ArrivalsTable, Tables } from './tables.js'
import type { Trx } from './transaction.js'

/** How many were new. */
export async function insertArrivals(trx: Trx, arrivals: readonly Arrival[], at: Instant): Promise<number> {
  let inserted = 0
  for (const some of inChunks(arrivals)) inserted += await insertChunk(trx, some, at)
  return inserted
}

async function insertChunk(trx: Trx, arrivals: readonly Arrival[], at: Instant): Promise<number> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('arrivals')
    .values(arrivals.map((arrival) => rowOf(arrival, at)))
    .onConflict((conflict) => conflict.columns(['channel', 'event']).doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows)
}

function rowOf(arrival: Arrival, at: Instant): Insertable<ArrivalsTable> {
  return {
    channel: arrival.chat.channel,
    chat: arrival.chat.chat,
    event: arrival.id,
    body: toJson(arrival),
    received_at: at,
  }
}

/** At most one a chat: an arrival waits for every earlier one of its chat to be handled. */
export async function claimArrivals(
  trx: Trx,
  lease: Lease,
  now: Instant,
  limit: number,
): Promise<readonly Arrival[]> {
  const due = await dueArrivals(trx, now, limit)
  if (due.length === 0) return []
  const claimed = await trx
    .updateTable('arrivals')
    .set({ lease_owner: lease.owner, lease_until: lease.until })
    .where('seq', 'in', due)
    // Asked again: on PostgreSQL a slow owner may finish the row between the two statements.
    .where(isFree(now))
    .returning(['seq', 'body'])
    .execute()
  return claimed.sort((a, b) => a.seq - b.seq).map(({ body }) => fromJson(body))
}

/**
 * The inner selection keeps its own order so that PostgreSQL asks for the first of a chat row by row until it has
 * enough; as one selection it would ask for all that is open, and sort, before the limit.
 */
async function dueArrivals(trx: Trx, now: Instant, limit: number): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom((eb) =>
      eb
        .selectFrom('arrivals')
        .select(['seq', 'channel', 'chat'])
        .where(isFree(now))
        .orderBy('seq')
        .as('free'),
    )
    .select('free.seq')
    .where('free.seq', '=', (eb) =>
      eb
        .selectFrom('arrivals as open')
        .select('open.seq')
        .whereRef('open.channel', '=', 'free.channel')
        .whereRef('open.chat', '=', 'free.chat')
        .where('open.handled_at', 'is', null)
        .orderBy('open.seq')
        .limit(1),
    )
    .orderBy('free.seq')
    .limit(limit)
    .execute()
  return rows.map(({ seq }) => seq)
}

const isFree =
  (now: Instant) =>
  (eb: ExpressionBuilder<Tables, 'arrivals'>): Expression<SqlBool> =>
    eb.and([
      eb('arrivals.handled_at', 'is', null),
      eb.or([eb('arrivals.lease_until', 'is', null), eb('arrivals.lease_until', '<=', now)]),
    ])

export interface Handled {
  readonly arrival: Arrival
  readonly receivedAt: Instant
}

/** What was handled; undefined when `owner` no longer holds it. */
export async function markHandled(
  trx: Trx,
  event: EventId,
  owner: string,
  now: Instant,
): Promise<Handled | undefined> {
  const [handled, ...others] = await trx
    .updateTable('arrivals')
    .set({ handled_at: now, lease_owner: null, lease_until: null })
    .where('event', '=', event)
    .where('handled_at', 'is', null)
    .where('lease_owner', '=', owner)
    .where('lease_until', '>', now)
    .returning(['body', 'received_at'])
    .execute()
  if (others.length > 0)
    throw new Error(`Two channels gave the event id ${event}: ids must differ between channels`)
  return handled && { arrival: fromJson(handled.body), receivedAt: handled.received_at }
}

/** How many were freed. */
export async function freeLapsedArrivals(trx: Trx, now: Instant): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('arrivals')
    .set({ lease_owner: null, lease_until: null })
    .where('lease_owner', 'is not', null)
    .where('lease_until', '<=', now)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
