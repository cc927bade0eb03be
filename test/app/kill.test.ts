import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paperInFile } from '../fakes/paper-channel.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'
import { expectedOf, faultsIn, tracesIn, type Expected } from './aftermath.js'
import type { Job, Orders, Report } from './kill-child.js'
import { inGroups, twoAtOnce } from './kill-platforms-lanes.js'
import type { World } from './script.js'

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
})

const engines = [
  {
    engine: 'SQLite',
    worldsAChild: 50,
    minutesLater: 0,
    freshDatabase: () => Promise.resolve(`file:${join(folder, `${worlds}.db`)}`),
  },
  {
    engine: 'PostgreSQL',
    // A conversation takes up to five of the server's connections.
    worldsAChild: 32,
    // Nobody knows that a process is dead before its leases run out.
    minutesLater: 2,
    freshDatabase: () => postgres.freshDatabase(),
  },
]

describe.each(engines)('killed on $engine', ({ engine, worldsAChild, minutesLater, freshDatabase }) => {
  let steps: readonly string[]
  let calm: Expected

  const freshWorld = async (): Promise<World> => {
    worlds += 1
    return { paper: join(folder, `${worlds}.paper`), database: await freshDatabase() }
  }

  beforeAll(async () => {
    const world = await freshWorld()
    steps = (await lived([world], 0))[0] ?? []
    calm = await expectedOf(world)
  }, 60_000)

  test('the undisturbed conversation is an answer of several parts, an edit of it and a second answer', () => {
    expect(calm.paper.map(({ key, edits }) => [key, edits])).toEqual([
      ['out-1', undefined],
      ['out-2', undefined],
      ['out-3', undefined],
      ['out-4', 'out-3'],
      ['out-5', undefined],
      ['out-6', undefined],
    ])
    expect(calm.traces.answers).toHaveLength(2)
    expect(calm.traces.ratings).toHaveLength(1)
  })

  test('at any step: the next process leaves every effect once and no unmarked copy', async () => {
    console.log([`${steps.length} steps on ${engine}:`, ...steps].join('\n  '))
    const faults: string[] = []
    await twoAtOnce(inGroups(steps, worldsAChild), async (group) => {
      const jobs: Job[] = []
      for (const dieAt of group) jobs.push({ ...(await freshWorld()), dieAt })
      await killed(jobs, 0)
      await lived(jobs.map(toTheEnd), minutesLater)
      for (const job of jobs)
        for (const fault of await faultsIn(job, calm)) faults.push(`${job.dieAt ?? ''}: ${fault}`)
    })
    expect(faults).toEqual([])
  }, 300_000)

  test.each([
    ['after', ['out-2', 'out-2 again']],
    ['before', []],
  ])(
    'twice, %s the same message is sent: it is listed as maybe sent and not tried a third time',
    async (moment, seen) => {
      const world = await freshWorld()
      await killed([{ ...world, dieAt: `${moment} send #2` }], 0)
      await killed([{ ...world, dieAt: `${moment} send #1` }], minutesLater)
      await lived([world], 2 * minutesLater)
      const copies = paperInFile(world.paper)
        .read()
        .filter(({ key }) => key === 'out-2')
      expect(copies.map(({ key, repeated }) => (repeated ? `${key} again` : key))).toEqual(seen)
      const { outbox } = await tracesIn(world)
      expect(outbox.map(([state]) => state)).toEqual(['sent', 'maybe-sent', 'sent', 'sent', 'sent', 'sent'])
    },
    60_000,
  )
})

const toTheEnd = ({ database, paper }: World): World => ({ database, paper })

/** Runs conversations in a process that kills itself when each has come to its step. */
async function killed(jobs: readonly Job[], minutesLater: number): Promise<void> {
  const end = await child({ jobs, minutesLater })
  if (end.signal !== 'SIGKILL') throw new Error(`the child ended otherwise: ${JSON.stringify(end)}`)
}

/** Runs conversations to their ends. */
async function lived(jobs: readonly World[], minutesLater: number): Promise<Report> {
  const end = await child({ jobs, minutesLater })
  if (end.code !== 0) throw new Error(`the child did not live: ${JSON.stringify(end)}`)
  return JSON.parse(end.printed) as Report
}

interface End {
  readonly code: number | null
  readonly signal: string | null
  readonly printed: string
  readonly complained: string
}

const program = fileURLToPath(new URL('kill-child.ts', import.meta.url))

function child(orders: Orders): Promise<End> {
  return new Promise((resolve) => {
    const process_ = execFile(
      process.execPath,
      ['--max-old-space-size=512', '--import', 'tsx', program, JSON.stringify(orders)],
      (_, printed, complained) => {
        resolve({ code: process_.exitCode, signal: process_.signalCode, printed, complained })
      },
    )
  })
}
