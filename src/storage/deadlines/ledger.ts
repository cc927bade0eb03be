import { sql, type ExpressionBuilder, type Insertable, type Selectable, type SqlBool } from 'kysely'
import type { LineKey, LineState, NewLine } from '../../deadlines/watch.js'
import { instant, type Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { inChunks } from '../chunks.js'
import { appendRecords, type NewRecord } from './record.js'
import type { Tables } from '../tables.js'
import type { LedgerTable } from '../tables-watch.js'
import type { Trx } from '../transaction.js'

export type LedgerRow = Selectable<LedgerTable>

/** A literal: SQLite uses a partial index only where its condition itself is in the statement. */
export const planned = sql.lit<LineState>('planned')

export const keyOf = ({
  matter,
  rule,
  cycle,
  rung,
  channel,
  chat,
}: Pick<LedgerRow, 'matter' | 'rule' | 'cycle' | 'rung' | 'channel' | 'chat'>): LineKey => ({
  matter,
  rule,
  cycle,
  rung,
  chat: { channel, chat },
})

/** What a line says of itself in the record of its matter. */
export function recordOfLine(
  row: LedgerRow,
  kind: 'planned' | 'missed' | 'sent' | 'maybe-sent' | 'dropped',
  more: object = {},
): NewRecord {
  const { matter, ...key } = keyOf(row)
  return { matter, kind, body: { ...key, on: row.on_day, ...more } }
}

/** Those that were not known. */
export async function insertLines(
  trx: Trx,
  lines: readonly NewLine[],
  now: Instant,
): Promise<readonly LedgerRow[]> {
  const inserted: LedgerRow[] = []
  for (const some of inChunks(lines)) {
    const rows = await trx
      .insertInto('ledger')
      .values(some.map((line) => rowOf(line, now)))
      .onConflict((conflict) =>
        conflict.columns(['matter', 'rule', 'cycle', 'rung', 'channel', 'chat']).doNothing(),
      )
      .returningAll()
      .execute()
    inserted.push(...rows)
  }
  const records = inserted.map((row) =>
    recordOfLine(row, row.state === 'planned' ? 'planned' : 'missed', { due: row.due }),
  )
  await appendRecords(trx, records, now)
  return inserted
}

function rowOf({ chat, on, due, notBefore, ...line }: NewLine, now: Instant): Insertable<LedgerTable> {
  const { matter, rule, cycle, rung, state } = line
  const spent_at = state === 'planned' ? null : instant(Math.max(due, now))
  return {
    matter,
    rule,
    cycle,
    rung,
    state,
    due,
    spent_at,
    channel: chat.channel,
    chat: chat.chat,
    on_day: on,
    not_before: notBefore,
  }
}

/** The lines that a digest was to tell. */
export const toldBy = (row: number) => (eb: Ledger) =>
  eb.and([eb('ledger.told_by', '=', row), eb('ledger.state', '=', planned)])

/** The lines of a chat that no digest tells yet. */
export const untoldIn = (at: ChatRef) => (eb: Ledger) =>
  eb.and([
    eb('ledger.channel', '=', at.channel),
    eb('ledger.chat', '=', at.chat),
    eb('ledger.state', '=', planned),
    eb('ledger.told_by', 'is', null),
  ])

type Ledger = ExpressionBuilder<Tables, 'ledger'>

/** Marks the lines that a digest was to tell; their records say the same, and `more`. */
export async function endTold(
  trx: Trx,
  row: number,
  state: 'sent' | 'maybe-sent',
  { now, more }: { readonly now: Instant; readonly more: object },
): Promise<void> {
  const lines = await trx
    .updateTable('ledger')
    .set((eb) => ({ state, spent_at: laterOf(eb, now) }))
    .where(toldBy(row))
    .returningAll()
    .execute()
  await appendRecords(
    trx,
    lines.map((line) => recordOfLine(line, state, more)),
    now,
  )
}

/** Whatever is on its way goes on. */
export async function dropUntold(
  trx: Trx,
  { matters, chat }: { readonly matters: readonly MatterId[]; readonly chat: ChatRef },
  now: Instant,
): Promise<void> {
  const rows = await trx
    .selectFrom('ledger')
    .selectAll()
    .where(untoldIn(chat))
    .where('matter', 'in', matters)
    .execute()
  return endUnsaid(trx, rows.map(keyOf), { state: 'dropped', now })
}

interface Unsaid {
  readonly state: 'missed' | 'maybe-sent' | 'dropped'
  readonly now: Instant
  readonly digest?: number
}

/** Of lines that a digest tells by now nothing is changed, but for those of `digest`: what it was to tell once more. */
export async function endUnsaid(
  trx: Trx,
  lines: readonly LineKey[],
  { state, now, digest }: Unsaid,
): Promise<void> {
  for (const some of inChunks(lines)) {
    const ended = await trx
      .updateTable('ledger')
      .set((eb) => ({ state, spent_at: laterOf(eb, now) }))
      .where(isOneOf(some))
      .where('state', '=', planned)
      .where('told_by', digest === undefined ? 'is' : '=', digest ?? null)
      .returningAll()
      .execute()
    await appendRecords(
      trx,
      ended.map((line) => recordOfLine(line, state)),
      now,
    )
  }
}

/** Both engines know lists of rows only by way of `values`. */
export function isOneOf(lines: readonly LineKey[]) {
  const keys = lines.map(
    ({ matter, rule, cycle, rung, chat: { channel, chat } }) =>
      sql`(${sql.join([matter, rule, cycle, rung, channel, chat])})`,
  )
  return sql<SqlBool>`(matter, rule, cycle, rung, channel, chat) in (values ${sql.join(keys)})`
}

const laterOf = (eb: Ledger, now: Instant) =>
  eb.case().when('due', '>', now).then(eb.ref('due')).else(now).end()
