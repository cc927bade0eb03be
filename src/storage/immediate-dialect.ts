import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely'

/** Kysely on Node's SQLite, with transactions that may write from the start. */
export class ImmediateDialect extends SqliteDialect {
  readonly #database: SqliteDatabase

  constructor(database: DatabaseSyncInstance) {
    const shaped = kyselyShape(database)
    super({ database: shaped })
    this.#database = shaped
  }

  override createDriver(): Driver {
    return new ImmediateDriver({ database: this.#database })
  }
}

/**
 * A plain `begin` that reads and then writes fails with SQLITE_BUSY_SNAPSHOT, whatever the busy timeout.
 *
 * The timeout itself waits on the only thread there is: a chat would stand still while another process writes, and a
 * writer on another connection of this process could never end. So `begin` waits by asking again; once it has the
 * write lock, no later statement waits for it.
 */
class ImmediateDriver extends SqliteDriver {
  /** A full disk ends the transaction by itself: what then fails must not hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      if (!String(error).includes('no transaction is active')) throw error
    }
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = performance.now() + patienceMs
    while (!(await begins(connection))) {
      if (performance.now() > deadline)
        throw new Error(`The SQLite file was locked by others for ${patienceMs} ms`)
      await pause(1 + Math.random() * longestPauseMs)
    }
  }
}

const patienceMs = 10_000
const longestPauseMs = 10

async function begins(connection: DatabaseConnection): Promise<boolean> {
  await connection.executeQuery(CompiledQuery.raw('pragma busy_timeout = 0'))
  try {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  } finally {
    await connection.executeQuery(CompiledQuery.raw(`pragma busy_timeout = ${patienceMs}`))
  }
}

const busyCode = 5

/** Extended codes have the plain one in their lowest byte. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busyCode
}

function kyselyShape(database: DatabaseSyncInstance): SqliteDatabase {
  return {
    close: () => {
      database.close()
    },
    prepare: remembering((sql) => statement(database, sql)),
  }
}

const statementsKept = 200
/** In characters: lists of many rows are rarely of the same length twice. */
const longestKept = 4_000

/** Reading a statement takes SQLite longer than most of ours take to run. Of those kept, the longest unused goes first. */
function remembering(prepare: (sql: string) => SqliteStatement): (sql: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>()
  return (sql) => {
    const prepared = kept.get(sql) ?? prepare(sql)
    if (sql.length > longestKept) return prepared
    kept.delete(sql)
    kept.set(sql, prepared)
    if (kept.size > statementsKept) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest)
    return prepared
  }
}

const returnsRows = /^\s*(select|with|pragma)\b|\breturning\b/i

/** The text tells whether rows come back: `columns()` is missing from Node 22.13 to 22.15. */
function statement(database: DatabaseSyncInstance, sql: string): SqliteStatement {
  const prepared = database.prepare(sql)
  return {
    reader: returnsRows.test(sql),
    all: (parameters): unknown[] => prepared.all(...parameters),
    run: (parameters) => prepared.run(...parameters),
    iterate: (parameters) => prepared.iterate(...parameters),
  }
}
