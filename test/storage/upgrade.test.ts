import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { start as firstSchema } from '../../src/storage/migrations/0001-start.js'
import { chats as chatsSchema } from '../../src/storage/migrations/0002-chats.js'
import { matters as mattersSchema } from '../../src/storage/migrations/0003-matters.js'
import { feeds as feedsSchema } from '../../src/storage/migrations/0004-feeds.js'
import { standIns as standInsSchema } from '../../src/storage/migrations/0005-stand-ins.js'
import { toldRules as toldRulesSchema } from '../../src/storage/migrations/0007-told-rules.js'
import { sheets as sheetsSchema } from '../../src/storage/migrations/0006-sheets.js'
import { interviews as interviewsSchema } from '../../src/storage/migrations/0008-interviews.js'
import { untold as untoldSchema } from '../../src/storage/migrations/0009-untold.js'
import { openPostgres } from '../../src/storage/open-postgres.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import type { Tables } from '../../src/storage/tables.js'
import { writing, type Opening, type Trx } from '../../src/storage/transaction.js'
import { messageId, pressToken } from '../../src/values/ids.js'
import {
  card,
  chatRef,
  daysLater,
  handle,
  later,
  leaseOf,
  press,
  queue,
  said,
  sendAll,
  start,
  turn,
} from '../contracts/store-samples.js'
import { line, remind, watch } from '../contracts/watch-samples.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'

let postgres: PostgresServer
let folder: string

beforeAll(async () => {
  postgres = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'upgrade-'))
}, 60_000)

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

let files = 0

function freshFile(): Promise<() => Promise<Opening>> {
  const path = join(folder, `${++files}.db`)
  return Promise.resolve(() => openSqlite(path))
}

async function freshDatabase(): Promise<() => Promise<Opening>> {
  const url = await postgres.freshDatabase()
  return () => Promise.resolve(openPostgres(url))
}

/** As the program before 0002 left it: one chat that was answered, and is being answered. */
async function oldDatabase(opening: Opening): Promise<void> {
  await once(opening, async (trx) => {
    await sql`create table migrations (name text primary key, way_back text not null)`.execute(trx)
    await firstSchema.up(trx, opening.engine)
    await sql`insert into migrations values (${firstSchema.name}, ${firstSchema.wayBack})`.execute(trx)
    await sql`insert into arrivals (channel, chat, event, body, received_at, handled_at) values
      ('web', 'c1', 'e1', ${JSON.stringify(said('e1'))}, ${start}, ${start}),
      ('web', 'c1', 'e2', ${JSON.stringify(said('e2'))}, ${start}, null)`.execute(trx)
    await sql`insert into outbox (channel, chat, lane, rank, due, card, call, state, message, created_at, settled_at) values
      ('web', 'c1', 'talk', 0, 0, 'k1', '"old"', 'sent', 'shown', ${start}, ${start}),
      ('web', 'c1', 'talk', 0, 0, null, '"waiting"', 'planned', null, ${start}, null)`.execute(trx)
    await sql`insert into cards values ('k1', 'web', 'c1', 1, 'shown')`.execute(trx)
    await sql`insert into presses values
      ('t1', ${JSON.stringify(press('t1').press)}, 'web', 'c1', 'p1', ${later(86_400)}, 'k1', 1)`.execute(trx)
    await sql`insert into sessions values ('web', 'c1', '', 'p1', '{}', ${start})`.execute(trx)
  })
}

async function once(opening: Opening, work: (trx: Trx) => Promise<void>): Promise<void> {
  const db = new Kysely<Tables>({ dialect: opening.dialect })
  await writing(db, { engine: opening.engine, subject: 'schema' }, work)
  await db.destroy()
}

describe.each([
  ['SQLite', freshFile],
  ['PostgreSQL', freshDatabase],
])('a %s database of the first schema', (_, fresh) => {
  async function upgraded(work: (store: Store) => Promise<void>): Promise<void> {
    const open = await fresh()
    await oldDatabase(await open())
    const store = await openStore(await open())
    await work(store)
    await store.close()
  }

  test('goes on where it stood', async () => {
    await upgraded(async (store) => {
      expect(await store.backlog()).toEqual({ arrivals: 1, sends: 1, maybeSent: 0 })
      expect(await store.accept([said('e1'), said('e2')], later(1))).toBe(0)
      expect(await store.takeArrivals(leaseOf('a'), start, 10)).toEqual([said('e2')])
      expect(await store.finish(turn('e2', { messages: [card('c1', 'new')] }), 'a', start)).toBe('stored')
      const sends = await sendAll(store)
      expect(sends).toMatchObject([{ call: 'waiting' }, { call: 'new', edits: 'shown' }])
      expect(await store.press(pressToken('t1'))).toMatchObject({ revision: 1, currentRevision: 2 })
      expect(await store.session({ ...chatRef('c1'), person: 'p1' })).toEqual({})
    })
  })

  test('knows its own messages, and its chats once they are seen again', async () => {
    await upgraded(async (store) => {
      expect(await store.wrote(chatRef('c1'), messageId('shown'))).toBe(true)
      expect(await store.chat(chatRef('c1'))).toBeUndefined()
      await handle(store, said('e2'))
      expect(await store.chat(chatRef('c1'))).toEqual({ kind: 'private', state: 'live', introduced: false })
    })
  })

  test('keeps its cards for as long as new ones', async () => {
    await upgraded(async (store) => {
      await store.tidy(daysLater(429))
      await queue(store, [card('c1', 'new')], daysLater(429))
      expect(await sendAll(store, daysLater(429))).toMatchObject([
        { call: 'waiting' },
        { call: 'new', edits: 'shown' },
      ])
    })
  })

  test('can be had back by the notes that later schemas leave, and upgraded again', async () => {
    const open = await fresh()
    await oldDatabase(await open())
    await (await openStore(await open())).close()
    const wayBack = await open()
    await once(wayBack, async (trx) => {
      for (const { wayBack } of [
        untoldSchema,
        interviewsSchema,
        toldRulesSchema,
        sheetsSchema,
        standInsSchema,
        feedsSchema,
        mattersSchema,
        chatsSchema,
      ])
        for (const step of wayBack.split('; ')) await sql.raw(step).execute(trx)
      const { rows } = await sql`select name from migrations`.execute(trx)
      expect(rows).toEqual([{ name: firstSchema.name }])
      await sql`insert into cards values ('k2', 'web', 'c1', 1, 'shown')`.execute(trx)
    })
    const store = await openStore(await open())
    expect(await store.backlog()).toEqual({ arrivals: 1, sends: 1, maybeSent: 0 })
    await store.close()
  })

  test('going back before matters, a digest without content is gone and not sent empty', async () => {
    const open = await fresh()
    await oldDatabase(await open())
    const store = await openStore(await open())
    await watch(store)
    await remind(store, [line()])
    expect(await store.backlog()).toMatchObject({ sends: 2 })
    await store.close()
    await once(await open(), async (trx) => {
      for (const step of mattersSchema.wayBack.split('; ')) await sql.raw(step).execute(trx)
      const { rows } = await sql`select call from outbox where settled_at is null`.execute(trx)
      expect(rows).toEqual([{ call: '"waiting"' }])
    })
  })
})
