import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'
import { openingOf, type World } from './script.js'
import { isTold } from './stepped.js'

/** A kind of database, and what it is like to die on it. */
export interface Engine {
  readonly engine: 'SQLite' | 'PostgreSQL'
  /** How many die in one process. */
  readonly worldsAChild: number
  /** At which steps of a reminder: one engine is enough to show what happens within a transaction. */
  readonly isDeadly: (step: string) => boolean
  /** When the next process begins. */
  readonly minutesLater: number
  readonly freshWorld: () => Promise<World>
  /** With what is in the database of that world, which nobody may have open. */
  readonly worldLike: (world: World) => Promise<World>
}

/** Both engines for the tests of one file. What they leave goes away after them. */
export function engines(): readonly [Engine, Engine] {
  let postgres: PostgresServer
  let folder: string
  let worlds = 0

  beforeAll(async () => {
    postgres = await startPostgres()
    folder = await mkdtemp(join(tmpdir(), 'kill-'))
  }, 60_000)

  afterAll(async () => {
    await postgres.stop()
    await rm(folder, { recursive: true })
  }, 60_000)

  const freshFile = (): string => {
    worlds += 1
    return join(folder, `${worlds}`)
  }
  const onSqlite = (file: string): World => ({ paper: `${file}.paper`, database: `file:${file}.db` })
  const onPostgres = (database: string): World => ({ paper: `${freshFile()}.paper`, database })

  return [
    {
      engine: 'SQLite',
      worldsAChild: 60,
      minutesLater: 0,
      isDeadly: () => true,
      freshWorld: () => Promise.resolve(onSqlite(freshFile())),
      worldLike: async ({ database }) => {
        const world = onSqlite(freshFile())
        await copied(database, pathOf(world.database))
        return world
      },
    },
    {
      engine: 'PostgreSQL',
      // A world takes up to five of the server's connections.
      worldsAChild: 40,
      // Nobody knows that a process is dead before its leases run out.
      minutesLater: 2,
      isDeadly: isTold,
      freshWorld: async () => onPostgres(await postgres.freshDatabase()),
      worldLike: async ({ database }) => onPostgres(await postgres.copyOf(database)),
    },
  ]
}

const pathOf = (database: string): string => database.replace(/^file:/, '')

/** By SQLite itself: after a store was closed much of it is still in the file beside it. */
async function copied(database: string, to: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: (await openingOf(database)).dialect })
  await sql`vacuum into ${to}`.execute(db)
  await db.destroy()
}
