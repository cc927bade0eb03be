import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store, Transcript } from '../../src/ports.js'
import { openPostgres } from '../../src/storage/open-postgres.js'
import { hasOwnSqlite, openSqlite } from '../../src/storage/open-sqlite.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { openStore } from '../../src/storage/store.js'
import type { Tables } from '../../src/storage/tables.js'
import type { Opening } from '../../src/storage/transaction.js'
import { storeContract } from '../contracts/store.js'
import {
  later,
  leaseOf,
  queue,
  said,
  start,
  talk,
  turn,
  type TestDatabase,
} from '../contracts/store-samples.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'

let postgres: PostgresServer
let folder: string
let files = 0

beforeAll(async () => {
  postgres = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'store-'))
}, 60_000)

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

const freshFile = () => join(folder, `${++files}`, 'store.db')

storeContract('SQLite in memory', async () => {
  const opening = await openSqlite(':memory:')
  const store = await openStore(opening)
  const look = new Kysely<Tables>({ dialect: opening.dialect })
  return { store, look, another: () => Promise.resolve(store), end: () => store.close() }
})

storeContract('a SQLite file', () => {
  const path = freshFile()
  return shared(() => openSqlite(path))
})

storeContract('PostgreSQL', async () => {
  const url = await postgres.freshDatabase()
  return shared(() => Promise.resolve(openPostgres(url)))
})

/** A database that several connections share. */
async function shared(opening: () => Promise<Opening>): Promise<TestDatabase> {
  const opened: (Store & Transcript)[] = []
  const another = async () => {
    const store = await openStore(await opening())
    opened.push(store)
    return store
  }
  const store = await another()
  const look = new Kysely<Tables>({ dialect: (await opening()).dialect })
  return {
    store,
    another,
    look,
    async end() {
      for (const each of opened) await each.close()
      await look.destroy()
    },
  }
}

describe.each([
  ['file', () => Promise.resolve(`file:${freshFile()}`)],
  ['postgres', () => postgres.freshDatabase()],
])('opening a %s database', (_, freshUrl) => {
  test('four processes at once find one schema', async () => {
    const url = await freshUrl()
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStoreAt(url)))
    for (const store of stores) await store.close()
  })

  test('what was stored is there after opening again', async () => {
    const url = await freshUrl()
    const before = await openStoreAt(url)
    await before.accept([said('e1')], start)
    await before.close()
    const after = await openStoreAt(url)
    expect((await after.backlog()).arrivals).toBe(1)
    await after.close()
  })

  test('a schema newer than the program is refused with the way back', async () => {
    const url = await freshUrl()
    await (await openStoreAt(url)).close()
    const opening = url.startsWith('file:') ? await openSqlite(url.slice(5)) : openPostgres(url)
    const newer = new Kysely<Tables>({ dialect: opening.dialect })
    await sql`insert into migrations (name, way_back) values ('0010-later', 'drop table later')`.execute(
      newer,
    )
    await newer.destroy()
    await expect(openStoreAt(url)).rejects.toThrow(/knows schema 0009-untold.*0010-later: drop table later/)
  })
})

describe('opening', () => {
  test.each(['mysql://localhost/x', 'store.db', 'file:', ''])('%j is no database address', async (url) => {
    await expect(openStoreAt(url)).rejects.toThrow('DATABASE_URL must be')
  })

  test.each([
    ['20.20.2', false],
    ['22.12.0', false],
    ['22.13.0', true],
    ['24.0.0', true],
  ])('Node %s has a SQLite of its own: %s', (version, own) => {
    expect(hasOwnSqlite(version)).toBe(own)
  })
})

describe('serving from one SQLite file', () => {
  test('a second server is refused while the first one’s heartbeat is fresh', async () => {
    const store = await openStoreAt(`file:${freshFile()}`)
    expect(await store.holdServe(leaseOf('a'), start)).toBe(true)
    expect(await store.holdServe(leaseOf('b'), later(59))).toBe(false)
    expect(await store.holdServe(leaseOf('a', later(59)), later(59))).toBe(true)
    expect(await store.holdServe(leaseOf('b'), later(100))).toBe(false)
    expect(await store.holdServe(leaseOf('b', later(119)), later(119))).toBe(true)
    await store.releaseServe('a')
    expect(await store.holdServe(leaseOf('c', later(119)), later(119))).toBe(false)
    await store.releaseServe('b')
    expect(await store.holdServe(leaseOf('c', later(119)), later(119))).toBe(true)
    await store.close()
  })

  test('a heartbeat ends no claim, whoever made it', async () => {
    const store = await openStoreAt(`file:${freshFile()}`)
    await store.holdServe(leaseOf('a'), start)
    await store.accept([said('e1')], start)
    await store.takeArrivals(leaseOf('worker of a'), start, 1)
    await store.holdServe(leaseOf('a', later(1)), later(1))
    expect(await store.recover(later(1))).toBe(0)
    await store.close()
  })

  test('a new server finds the claims of the last one run out, and keeps its own', async () => {
    const store = await openStoreAt(`file:${freshFile()}`)
    await store.holdServe(leaseOf('a'), start)
    await queue(store, [talk('c1', 'one')])
    await store.accept([said('e1', 'c1'), said('e2', 'c2')], start)
    await store.takeArrivals(leaseOf('a'), start, 1)
    await store.takeSends(leaseOf('a'), start, 1)
    await store.takeArrivals(leaseOf('b'), start, 1)
    await store.releaseServe('a')
    await store.holdServe(leaseOf('b', later(2)), later(2))
    expect(await store.recover(later(2))).toBe(2)
    expect(await store.finish(turn('e1'), 'a', later(2))).toBe('lost')
    expect(await store.finish(turn('e2'), 'b', later(2))).toBe('stored')
    const sends = await store.takeSends(leaseOf('b', later(2)), later(2), 1)
    expect(sends).toMatchObject([{ call: 'one', repeated: true }])
    await store.close()
  })
})

test('any number of servers may share PostgreSQL', async () => {
  const store = await openStoreAt(await postgres.freshDatabase())
  expect(await store.holdServe(leaseOf('a'), start)).toBe(true)
  expect(await store.holdServe(leaseOf('b'), start)).toBe(true)
  await store.releaseServe('a')
  await store.close()
})
