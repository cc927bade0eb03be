import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Lease, Send } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import { fromBit, fromJson } from './column-text.js'
import type { ChannelName } from '../values/ids.js'
import type { OutboxRow, Tables } from './tables.js'
import type { Trx } from './transaction.js'

export interface Claimable {
  readonly limit: number
  readonly except: readonly ChannelName[]
}

/** At most one row a chat: the first by rank, due and id, and only while no other row of the chat is out. */
export async function claimSends(
  trx: Trx,
  lease: Lease,
  now: Instant,
  claimable: Claimable,
): Promise<readonly Send[]> {
  const due = await dueRows(trx, now, claimable)
  if (due.length === 0) return []
  const claimed = await trx
    .updateTable('outbox')
    .set((eb) => ({
      state: 'sending',
      lease_owner: lease.owner,
      lease_until: lease.until,
      edits: cardOf(eb).select('cards.message'),
      marked: cardOf(eb).select('cards.marked'),
    }))
    .where('id', 'in', due)
    .returningAll()
    .execute()
  return claimed.sort((a, b) => a.rank - b.rank || a.due - b.due || a.id - b.id).map(sendOf)
}

/** The card that a row shows, if it shows one. */
const cardOf = (eb: ExpressionBuilder<Tables, 'outbox'>) =>
  eb
    .selectFrom('cards')
    .whereRef('cards.card', '=', 'outbox.card')
    .whereRef('cards.channel', '=', 'outbox.channel')
    .whereRef('cards.chat', '=', 'outbox.chat')

async function dueRows(trx: Trx, now: Instant, { limit, except }: Claimable): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('outbox')
    .select('outbox.id')
    .where('outbox.settled_at', 'is', null)
    .where('outbox.lease_owner', 'is', null)
    .where('outbox.not_before', '<=', now)
    .where(noRowOfTheChatIsOut)
    .$if(except.length > 0, (all) => all.where('outbox.channel', 'not in', except))
    .where('outbox.id', '=', firstOpenOfTheChat)
    .orderBy('outbox.rank')
    .orderBy('outbox.due')
    .orderBy('outbox.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

type Outbox = ExpressionBuilder<Tables, 'outbox'>

/** Covers a row that was claimed before one that goes ahead of it was queued. */
function noRowOfTheChatIsOut(eb: Outbox): Expression<SqlBool> {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('outbox as other')
        .select('other.id')
        .whereRef('other.channel', '=', 'outbox.channel')
        .whereRef('other.chat', '=', 'outbox.chat')
        .where('other.lease_owner', 'is not', null),
    ),
  )
}

/**
 * Whatever its `not_before`: a row that must wait holds up those behind it. A subquery and not `not exists`: PostgreSQL
 * would make that a join over all that is open, before the limit.
 */
function firstOpenOfTheChat(eb: Outbox) {
  return eb
    .selectFrom('outbox as open')
    .select('open.id')
    .whereRef('open.channel', '=', 'outbox.channel')
    .whereRef('open.chat', '=', 'outbox.chat')
    .where('open.settled_at', 'is', null)
    .orderBy('open.rank')
    .orderBy('open.due')
    .orderBy('open.id')
    .limit(1)
}

function sendOf(row: OutboxRow): Send {
  return {
    id: row.id,
    key: `out-${row.id}`,
    to: { channel: row.channel, chat: row.chat },
    call: fromJson(row.call),
    repeated: fromBit(row.repeated),
    queuedAt: row.created_at,
    ...(row.thread !== null && { thread: row.thread }),
    ...(row.reply_to !== null && { replyTo: row.reply_to }),
    ...(row.edits !== null && { edits: row.edits }),
    ...(row.edits !== null && row.marked === 1 && { marked: true as const }),
  }
}
