import { sql } from 'kysely'
import type { Effect } from '../../chat/decision.js'
import type { DoubtfulDigest, Planned } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { PersonRef } from '../../values/ids.js'
import { recordOfLine, type LedgerRow } from './ledger.js'
import { appendRecords } from './record.js'
import type { OutboxRow, SendState } from '../tables.js'
import type { Handle, Trx } from '../transaction.js'
import { asPlanned } from './watched.js'

/** A literal: SQLite uses a partial index only where its condition itself is in the statement. */
const inDoubt = sql.lit<SendState>('maybe-sent')

/** The digests that ended since then without anybody knowing whether they arrived, in the order in which they ended. */
export async function doubtfulDigests(db: Handle, since: Instant): Promise<readonly DoubtfulDigest[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('chats', (join) =>
      join.onRef('chats.channel', '=', 'outbox.channel').onRef('chats.chat', '=', 'outbox.chat'),
    )
    .select(['outbox.id', 'outbox.channel', 'outbox.chat', 'outbox.settled_at', 'chats.kind'])
    .where('outbox.state', '=', inDoubt)
    .whereRef('outbox.digest', '=', 'outbox.id')
    .where('outbox.settled_at', '>=', since)
    .orderBy('outbox.settled_at')
    .orderBy('outbox.id')
    .$narrowType<{ settled_at: Instant }>()
    .execute()
  return rows.map(({ id, channel, chat, settled_at: endedAt, kind }) => ({
    row: id,
    chat: { channel, chat },
    endedAt,
    ...(kind !== null && { kind }),
  }))
}

/** What a digest tells that nobody has told since, with its matters as its chat sees them. */
export async function linesInDigest(db: Handle, row: number): Promise<Planned> {
  const digest = await db
    .selectFrom('outbox')
    .select(['channel', 'chat'])
    .where('id', '=', row)
    .executeTakeFirst()
  if (digest === undefined) return { lines: [], watched: [] }
  const { channel, chat } = digest
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    // By its chat: of what has ended there is no index by digest.
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('told_by', '=', row)
    .where('state', 'in', ['planned', 'maybe-sent'])
    .orderBy('due')
    .orderBy('matter')
    .orderBy('on_day')
    .orderBy('rung')
    .execute()
  return asPlanned(db, rows, { channel, chat })
}

type Settled = Extract<Effect, { kind: 'doubts-settled' }>

/** What operators found out, or want done, about the digests that ended in doubt from then until then. */
export async function settleDoubts(
  trx: Trx,
  { from, until, as }: Settled,
  { by, now }: { readonly by: PersonRef; readonly now: Instant },
): Promise<void> {
  const { channel, person } = by
  const who = { by: { channel, person } }
  const digests = await trx
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', inDoubt)
    .whereRef('digest', '=', 'id')
    .where('settled_at', '>=', from)
    .where('settled_at', '<', until)
    .execute()
  for (const digest of digests) {
    const lines = await settleLines(trx, digest, as)
    if (lines.length === 0) continue
    await (as === 'arrived' ? closeArrived(trx, digest) : sendAgain(trx, digest, now))
    const records = lines.map((line) =>
      as === 'arrived'
        ? recordOfLine(line, 'sent', { confirmed: true, ...who })
        : recordOfLine(line, 'planned', { again: true, ...who }),
    )
    await appendRecords(trx, records, now)
  }
}

async function settleLines(
  trx: Trx,
  { id, channel, chat }: OutboxRow,
  as: Settled['as'],
): Promise<readonly LedgerRow[]> {
  return trx
    .updateTable('ledger')
    .set(as === 'arrived' ? { state: 'sent' } : { state: 'planned', spent_at: null })
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('told_by', '=', id)
    .where('state', '=', 'maybe-sent')
    .returningAll()
    .execute()
}

async function closeArrived(trx: Trx, { id }: OutboxRow): Promise<void> {
  await trx.updateTable('outbox').set({ state: 'sent' }).where('id', '=', id).execute()
}

/** The same row, so that platforms that drop repeats still can, filled anew: what it says is old by now. */
async function sendAgain(trx: Trx, { id }: OutboxRow, now: Instant): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'planned', repeated: 1, unfilled: 1, not_before: now, settled_at: null })
    .where('id', '=', id)
    .execute()
}
