import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Lease, Send } from '../../ports-sending.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { fromBit, fromJson } from '../column-text.js'
import type { ChannelName } from '../../values/ids.js'
import type { OutboxRow, Tables } from '../tables.js'
import type { Trx } from '../transaction.js'

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
    .where(allIsGathered(now))
    .$if(except.length > 0, (all) => all.where('outbox.channel', 'not in', except))
    .where('outbox.id', '=', firstOpenOfTheChat(now))
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

/** However long the matters of a chat take to be looked at, their digest waits no longer than that. */
const longestGatheringMs = 120_000

/** A digest waits for the matters of its chat whose moment has come, so that one tells of them all. */
function allIsGathered(now: Instant) {
  return (eb: Outbox): Expression<SqlBool> =>
    eb.or([
      eb('outbox.unfilled', '=', 0),
      eb('outbox.not_before', '<=', instant(now - longestGatheringMs)),
      eb.not(eb.exists(awakeInTheChat(eb, now))),
    ])
}

const awakeInTheChat = (eb: Outbox, now: Instant) =>
  eb
    .selectFrom('watches')
    .innerJoin('matters', 'matters.id', 'watches.matter')
    .select('watches.matter')
    .whereRef('watches.channel', '=', 'outbox.channel')
    .whereRef('watches.chat', '=', 'outbox.chat')
    .where('matters.wake_at', '<=', now)

/**
 * Whatever its `not_before`: a row that must wait holds up those behind it. But not a digest whose hour is still to
 * come. A subquery and not `not exists`: PostgreSQL would make that a join over all that is open, before the limit.
 */
const firstOpenOfTheChat = (now: Instant) => (eb: Outbox) =>
  eb
    .selectFrom('outbox as open')
    .select('open.id')
    .whereRef('open.channel', '=', 'outbox.channel')
    .whereRef('open.chat', '=', 'outbox.chat')
    .where('open.settled_at', 'is', null)
    .where((open) => open.or([open('open.unfilled', '=', 0), open('open.not_before', '<=', now)]))
    .orderBy('open.rank')
    .orderBy('open.due')
    .orderBy('open.id')
    .limit(1)

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
    ...(row.unfilled === 1 && { unfilled: true as const }),
    ...(row.edits !== null && row.marked === 1 && { marked: true as const }),
  }
}
