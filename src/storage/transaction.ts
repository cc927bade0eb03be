import { sql, type Dialect, type Kysely, type Transaction } from 'kysely'
import type { Tables } from './tables.js'

export type Engine = 'sqlite' | 'postgres'

/** A database ready to be opened: all that differs between the engines. */
export interface Opening {
  readonly engine: Engine
  readonly dialect: Dialect
}

/** What store functions work on. Touching the outer handle inside a transaction would wait for itself for ever. */
export type Trx = Transaction<Tables>

/** For a single read, which needs no transaction of its own. */
export type Handle = Kysely<Tables>

/**
 * What a writing transaction changes: transactions on one subject follow each other. `arrivals` is what comes in, with
 * how far each channel has read; `outbox` is what a turn or a send changes, and so is all that is known of chats.
 */
export type Subject = 'schema' | 'arrivals' | 'outbox' | 'transcript'

const locks = { schema: 1, arrivals: 2, outbox: 3, transcript: 4 } as const satisfies Record<Subject, number>

/** Any number will do; it keeps our locks apart from those of others in the same database. */
const ourLocks = 0x2b24

/** `writing` on an open database. */
export type Write = <T>(subject: Subject, work: (trx: Trx) => Promise<T>) => Promise<T>

/**
 * Runs `work` in one transaction, alone among those on the same subject.
 *
 * SQLite lets one writer in anyway (`begin immediate`); PostgreSQL is asked to. Otherwise a row with a smaller id could
 * become visible after a larger one was claimed, and two rows of one chat would be out at once. `for update skip locked`
 * cannot see that: it knows only rows that are already committed. Read committed, because each statement after the
 * lock must see what the previous holder wrote.
 */
export async function writing<T>(
  db: Handle,
  { engine, subject }: { readonly engine: Engine; readonly subject: Subject },
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      if (engine === 'postgres')
        await sql`select pg_advisory_xact_lock(${ourLocks}::int, ${locks[subject]}::int)`.execute(trx)
      return work(trx)
    })
}
