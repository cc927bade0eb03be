import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { erasedAfterDays } from '../interview/kept/sweep.js'
import { instant, type Instant } from '../values/civil-date.js'
import type { Tables } from './tables.js'
import type { Subject, Trx, Write } from './transaction.js'

/** What is deleted once `age` lies more than `days` back. */
interface Old {
  readonly subject: Subject
  readonly table: keyof Tables
  readonly key: readonly string[]
  /** An instant; where it is null the row stays. Indexed: finding what is old costs what is old. */
  readonly age: string
  readonly days: number
}

/** Names only columns that the table has. */
function old<Name extends keyof Tables>(
  subject: Subject,
  table: Name,
  columns: {
    readonly key: readonly (keyof Tables[Name] & string)[]
    readonly age: keyof Tables[Name] & string
    readonly days: number
  },
): Old {
  return { subject, table, ...columns }
}

/**
 * How long what is kept. Not listed, and kept for ever: answers, ratings, chats, the transcript, and matters with who
 * watches them and their record.
 *
 * - arrivals: a platform brings an event again for hours, and a webhook may be replayed by hand for a day.
 * - sheets: as long as arrivals; what was imported of one can be taken back for a day only.
 * - interviews: a month from their last change, but finished ones for ever: their verdict may change with the law.
 * - outbox: for people who look into what went wrong, and for replies to a message of ours.
 * - presses and handovers: for a while after the end, so that they can say that it has come.
 * - cards: longer than their buttons last, or an old button would seem current.
 * - ledger: longer than a ladder reaches to either side of its deadline, or a line would be planned anew.
 */
const oldRows: readonly Old[] = [
  old('arrivals', 'arrivals', { key: ['seq'], age: 'handled_at', days: 8 }),
  old('outbox', 'sheets', { key: ['channel', 'sheet'], age: 'kept_at', days: 8 }),
  old('outbox', 'interviews', { key: ['id'], age: 'idle_since', days: erasedAfterDays }),
  old('outbox', 'outbox', { key: ['id'], age: 'settled_at', days: 30 }),
  old('outbox', 'presses', { key: ['token'], age: 'expires_at', days: 30 }),
  old('outbox', 'handovers', { key: ['code'], age: 'expires_at', days: 1 }),
  old('outbox', 'sessions', { key: ['channel', 'chat', 'thread', 'person'], age: 'changed_at', days: 400 }),
  old('outbox', 'cards', { key: ['channel', 'chat', 'card'], age: 'changed_at', days: 430 }),
  old('outbox', 'ledger', {
    key: ['matter', 'rule', 'cycle', 'rung', 'channel', 'chat'],
    age: 'spent_at',
    days: 430,
  }),
]

/** Some milliseconds each: a turn must not wait longer for its own transaction. */
const rowsABatch = 500

/** Deletes what is old, a batch a transaction. Returns how many rows. */
export async function tidyAll(write: Write, now: Instant): Promise<number> {
  let deleted = 0
  for (const some of oldRows) deleted += await deleteOld(write, some, now)
  return deleted
}

async function deleteOld(write: Write, some: Old, now: Instant): Promise<number> {
  let deleted = 0
  for (;;) {
    const batch = await write(some.subject, (trx) => deleteBatch(trx, some, now))
    deleted += batch
    if (batch < rowsABatch) return deleted
    // SQLite answers at once: without this nothing else in the process would have its turn between two batches.
    await setImmediate()
  }
}

const dayMs = 24 * 3_600_000

async function deleteBatch(trx: Trx, { table, key, age, days }: Old, now: Instant): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)}
      where ${sql.ref(age)} < ${instant(now - days * dayMs)}
      order by ${sql.ref(age)}
      limit ${rowsABatch}
    )`.execute(trx)
  return Number(numAffectedRows)
}
