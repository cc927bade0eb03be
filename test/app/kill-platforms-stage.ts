import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { startFeishu, type FakeFeishu } from '../fakes/feishu/feishu.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'
import { fakeTelegram, type FakeTelegram } from '../fakes/telegram/telegram.js'
import type { Copies, World } from './kill-platforms-aftermath.js'
import { killedAndTakenUp, type Course, type Dying } from './kill-platforms-deaths.js'
import { inGroups, twoAtOnce } from './kill-lanes.js'
import { feishuAccount, telegramAccount, type Account, type Place } from './kill-platforms-people.js'
import { isTold } from './stepped.js'

export type Database = 'SQLite' | 'PostgreSQL'

/** The platforms and databases of one file of tests. What they leave goes away after them. */
export interface Stage {
  readonly telegram: (place?: Place) => Account
  readonly feishu: (mode: 'websocket' | 'webhook', place?: Place) => Account
  readonly servers: () => { readonly telegram: FakeTelegram; readonly feishu: FakeFeishu }
  readonly freshDatabase: (kind: Database) => Promise<string>
}

export function stage(): Stage {
  let folder: string
  let telegram: FakeTelegram
  let feishu: FakeFeishu
  let postgres: PostgresServer
  let files = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kill-'))
    telegram = await fakeTelegram()
    feishu = await startFeishu()
    postgres = await startPostgres()
  }, 60_000)

  afterAll(async () => {
    await telegram.close()
    await feishu.close()
    await postgres.stop()
    await rm(folder, { recursive: true })
  }, 60_000)

  return {
    telegram: (place) => telegramAccount(telegram, place),
    feishu: (mode, place) => feishuAccount(feishu, mode, place),
    servers: () => ({ telegram, feishu }),
    freshDatabase: async (kind) => {
      files += 1
      return kind === 'SQLite' ? `file:${join(folder, `${files}.db`)}` : postgres.freshDatabase()
    },
  }
}

/** How long the bot is away, and at which steps of its life it dies. */
export interface Absence {
  readonly database: Database
  readonly away: string
  readonly awayMs: number
  /** How many copies of one message people may see. */
  readonly copies: Copies
  readonly at: 'every step' | 'what is told'
}

export const deadlySteps = (steps: readonly string[], { at }: Absence): readonly string[] =>
  steps.filter((name) => at === 'every step' || isTold(name))

interface Deaths extends Course, Pick<Absence, 'database' | 'awayMs'> {
  readonly steps: readonly string[]
  readonly world: () => Promise<World>
  readonly faultsIn: (world: World) => Promise<readonly string[]>
}

interface Aftermath {
  readonly faults: readonly string[]
  /** Steps to which bots never came. */
  readonly missed: readonly string[]
  /** How many messages bear the mark of a copy. */
  readonly marked: number
}

/** A conversation takes up to five of PostgreSQL's connections. */
const worldsAChild = { SQLite: 66, PostgreSQL: 24 } as const

/** What came of bots that died, one at each step, and were taken up again. */
export async function afterDeaths({ steps, database, ...deaths }: Deaths): Promise<Aftermath> {
  const faults: string[] = []
  const missed: string[] = []
  let marked = 0
  await twoAtOnce(inGroups(steps, worldsAChild[database]), async (group) => {
    const dying: Dying[] = []
    for (const dieAt of group) dying.push({ ...(await deaths.world()), dieAt })
    missed.push(...(await killedAndTakenUp(dying, deaths)))
    for (const world of dying) {
      marked += world.account.read().filter((one) => one.marked).length
      for (const fault of await deaths.faultsIn(world)) faults.push(`${world.dieAt}: ${fault}`)
    }
  })
  return { faults, missed, marked }
}
