import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { CompiledQuery, Kysely, sql, type DatabaseConnection, type Driver } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { openPostgres } from '../../src/storage/open-postgres.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import type { Engine, Opening } from '../../src/storage/transaction.js'
import { chatRef, claim, daysLater, sent, settle, start } from '../contracts/store-samples.js'
import { fill, line, lineOf, watch } from '../contracts/watch-samples.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'

let postgres: PostgresServer
let folder: string

beforeAll(async () => {
  postgres = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'plans-'))
}, 60_000)

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

/** The same database; every statement is kept as it was asked. */
function overheard({ engine, dialect }: Opening, asked: CompiledQuery[]): Opening {
  const heard = (real: DatabaseConnection): DatabaseConnection => ({
    executeQuery: (query) => {
      asked.push(query)
      return real.executeQuery(query)
    },
    streamQuery: (query, size) => real.streamQuery(query, size),
  })
  const real = new WeakMap<DatabaseConnection, DatabaseConnection>()
  const realOf = (connection: DatabaseConnection) => real.get(connection) ?? connection
  const driverOf = (driver: Driver): Driver => ({
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection()
      const ears = heard(connection)
      real.set(ears, connection)
      return ears
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(realOf(connection), settings),
    commitTransaction: (connection) => driver.commitTransaction(realOf(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(realOf(connection)),
    releaseConnection: (connection) => driver.releaseConnection(realOf(connection)),
    destroy: () => driver.destroy(),
  })
  return {
    engine,
    dialect: {
      createDriver: () => driverOf(dialect.createDriver()),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    },
  }
}

const count = 100_000

/** Sleeping matters, each in a chat of its own, with a line that was said and one that its closed chat waits for. */
async function crowd(engine: Engine, look: Kysely<unknown>): Promise<void> {
  const numbers =
    engine === 'postgres'
      ? sql`select 'y' || n as id from generate_series(1, ${sql.lit(count)}) as n`
      : sql`with recursive c(n) as (select 1 union all select n + 1 from c where n < ${sql.lit(count)}) select 'y' || n as id from c`
  const later = sql.lit(daysLater(30))
  const all = sql`(${numbers}) as crowd`
  const lines = (rung: string, state: string) =>
    sql`insert into ledger (matter, rule, cycle, rung, channel, chat, on_day, state, due, not_before)
      select id, 'renewal', '2027-03-02', ${sql.lit(rung)}, 'web', id, '2026-11-21', ${sql.lit(state)}, 0, 0 from ${all}`
  for (const statement of [
    sql`insert into matters select id, '{}', 1, ${later} from ${all}`,
    sql`insert into watches select id, 'web', id, '[]', '{}', 0 from ${all}`,
    sql`insert into chats (channel, chat, state) select 'web', id, 'removed' from ${all}`,
    sql`insert into record select id, 1, 0, 'registered', '{}', '' from ${all}`,
    lines('a', 'sent'),
    lines('b', 'planned'),
  ])
    await statement.execute(look)
  await sql`analyze`.execute(look)
}

/** A tick and a send of two matters in the crowd, and what chats and cards ask. */
async function aDay(store: Store): Promise<void> {
  for (const { matter, revision } of await store.awake(daysLater(1), 10)) {
    const lines = [lineOf(matter.id, 'c')]
    expect(await store.remind({ matter: matter.id, revision, lines, wakeAt: daysLater(2) }, start)).toBe(true)
  }
  const [send] = await claim(store)
  await fill(store, send)
  await settle(store, send, sent('m1'))
  await store.watchedIn(chatRef('c1'))
  await store.cardsTelling(line('c').matter, 20)
  await store.closeChat(chatRef('c1'), 'removed', [], daysLater(1))
  expect(await store.orphaned(daysLater(1), 10)).toHaveLength(1)
  await store.standsInFor(chatRef('c1'))
  await store.tidy(daysLater(1))
}

async function askedIn(opening: Opening, look: Kysely<unknown>): Promise<readonly CompiledQuery[]> {
  const asked: CompiledQuery[] = []
  const store = await openStore(overheard(opening, asked))
  await crowd(opening.engine, look)
  await watch(store)
  await watch(store, 'x2')
  asked.length = 0
  await aDay(store)
  return asked.filter(({ sql }) => /^\s*(?:select "|update|delete|with)/.test(sql))
}

/** `outbox_open` holds open rows only: walking it in order is what a claim is for. */
const walks = /SCAN (?:matters|watches|ledger|record|chats|outbox(?! USING INDEX outbox_open)|cards|presses)/

test('on SQLite no statement reads all of a table', async () => {
  const path = join(folder, 'plans.db')
  const look = new Kysely<unknown>({ dialect: (await openSqlite(path)).dialect })
  const asked = await askedIn(await openSqlite(path), look)
  expect(asked.length).toBeGreaterThan(30)
  const database = new DatabaseSync(path)
  for (const { sql, parameters } of asked) {
    const steps = database.prepare(`explain query plan ${sql}`).all(...(parameters as readonly string[]))
    const plan = steps.map((step) => JSON.stringify(step))
    expect(
      plan.filter((step) => walks.test(step)),
      sql,
    ).toEqual([])
  }
  database.close()
  await look.destroy()
}, 60_000)

test('on SQLite that was never analysed, what is planned in a chat is found without all that it was told', async () => {
  const path = join(folder, 'new.db')
  const asked: CompiledQuery[] = []
  const store = await openStore(overheard(await openSqlite(path), asked))
  await watch(store)
  await watch(store, 'x2')
  await aDay(store)
  const database = new DatabaseSync(path)
  const ofChats = asked.filter(({ sql }) =>
    /"ledger"\."chat" = \? and "ledger"\."state" = 'planned'/.test(sql),
  )
  expect(ofChats.length).toBeGreaterThan(3)
  for (const { sql, parameters } of ofChats) {
    const plan = database.prepare(`explain query plan ${sql}`).all(...(parameters as readonly string[]))
    expect(JSON.stringify(plan), sql).toContain('ledger_untold (channel=? AND chat=? AND told_by=?)')
  }
  database.close()
  await store.close()
}, 60_000)

test('on PostgreSQL no statement reads all of a table', async () => {
  const { dialect, engine } = openPostgres(await postgres.freshDatabase())
  const look = new Kysely<unknown>({ dialect })
  const asked = await askedIn({ dialect, engine }, look)
  for (const { sql, parameters } of asked) {
    const { rows } = await look.executeQuery(CompiledQuery.raw(`explain ${sql}`, [...parameters]))
    const plan = rows.map((row) => JSON.stringify(row))
    expect(
      plan.filter((step) => /Seq Scan on (?:matters|watches|ledger|record|chats)/.test(step)),
      sql,
    ).toEqual([])
  }
  await look.destroy()
}, 60_000)
