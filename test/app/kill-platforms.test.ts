import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFeishu, type FakeFeishu } from '../fakes/feishu/feishu.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'
import { fakeTelegram, type FakeTelegram } from '../fakes/telegram/telegram.js'
import { faultsIn, leftIn, type Copies, type Left, type World } from './kill-platforms-aftermath.js'
import { inGroups, twoAtOnce } from './kill-platforms-lanes.js'
import { startLife, type Life } from './kill-platforms-life.js'
import { feishuAccount, telegramAccount, until, type Account } from './kill-platforms-people.js'

let folder: string
let telegram: FakeTelegram
let feishu: FakeFeishu
let postgres: PostgresServer
let worlds = 0

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
})

const second = 1_000
const minute = 60 * second

/** What the platform does not see confirmed it sends again so long after the first time. */
const repeatedAfterMs = [15 * second, 315 * second, 3_915 * second, 25_515 * second]

interface Absence {
  readonly database: 'SQLite' | 'PostgreSQL'
  readonly away: string
  readonly awayMs: number
  readonly copies: Copies
  /** At which steps the process is killed. */
  readonly at: 'every step' | 'what is told'
}

/** Everything that is told to the platform or the database; what is written before a commit is as good as not. */
const told = /accept|send|commit of/

const atOnce = { database: 'SQLite', away: 'a moment', awayMs: 0, at: 'every step' } as const
const forLong = { database: 'SQLite', at: 'what is told' } as const

interface WayIn {
  readonly wayIn: string
  readonly account: () => Account
  readonly absences: readonly Absence[]
}

const waysIn: readonly WayIn[] = [
  {
    wayIn: 'Telegram, polled',
    account: () => telegramAccount(telegram),
    absences: [
      { ...atOnce, copies: 'one, marked' },
      // Nobody knows that a process is dead before its leases run out.
      {
        database: 'PostgreSQL',
        away: '2 minutes',
        awayMs: 2 * minute,
        at: 'what is told',
        copies: 'one, marked',
      },
    ],
  },
  {
    wayIn: 'Feishu, by the long connection',
    account: () => feishuAccount(feishu, 'websocket'),
    absences: [
      { ...atOnce, copies: 'none' },
      { ...forLong, away: '49 minutes', awayMs: 49 * minute, copies: 'none' },
      { ...forLong, away: '64 minutes', awayMs: 64 * minute, copies: 'one, marked' },
    ],
  },
  {
    wayIn: 'Feishu, by webhook',
    account: () => feishuAccount(feishu, 'webhook'),
    absences: [{ ...atOnce, copies: 'none' }],
  },
]

/** A conversation takes up to five of PostgreSQL's connections. */
const worldsAChild = { SQLite: 66, PostgreSQL: 24 } as const
/** Far more than anything takes on a busy machine: what has not come by then is lost. */
const patienceMs = 60_000

describe.each(waysIn)('killed on $wayIn', ({ wayIn, account, absences }) => {
  let steps: readonly string[]
  let calm: Left

  const freshWorld = async (database: Absence['database']): Promise<World> => {
    worlds += 1
    const file = `file:${join(folder, `${worlds}.db`)}`
    return { database: database === 'SQLite' ? file : await postgres.freshDatabase(), account: account() }
  }

  beforeAll(async () => {
    const world = await freshWorld('SQLite')
    const life = await begun([world], 0)
    await reached([world], life)
    await world.account.talk(AbortSignal.timeout(patienceMs))
    steps = (await ended(life))[0] ?? []
    calm = await leftIn(world)
  }, 90_000)

  test('the undisturbed conversation is an answer, an edit of it and a second answer', () => {
    expect(calm.read.map(({ edits }) => edits)).toEqual([1, 0])
    expect(calm.effects).toMatchObject({ unhandled: 0, unsent: [], ratings: [1] })
    expect(calm.effects.answers).toHaveLength(2)
  })

  test.each(absences)(
    'at $at for $away, on $database: all is answered, each effect is there once, copies: $copies',
    async ({ database, awayMs, copies, at }) => {
      const deadly = steps.filter((name) => at === 'every step' || told.test(name))
      console.log([`${deadly.length} steps on ${wayIn}, ${database}:`, ...deadly].join('\n  '))
      const faults: string[] = []
      const missed: string[] = []
      let marked = 0
      await twoAtOnce(inGroups(deadly, worldsAChild[database]), async (group) => {
        const dying: Dying[] = []
        for (const dieAt of group) dying.push({ ...(await freshWorld(database)), dieAt })
        missed.push(...(await killedAndTakenUp(dying, awayMs)))
        for (const world of dying) {
          const left = await leftIn(world)
          marked += left.read.filter((one) => one.marked).length
          for (const fault of faultsIn(left, calm, world.account, copies))
            faults.push(`${world.dieAt}: ${fault}`)
        }
      })
      expect(faults).toEqual([])
      // A sweep that came by may have shifted the count of its statement in the undisturbed run.
      expect(missed.length, missed.join(', ')).toBeLessThan(4)
      // Else nothing was ever in doubt, and the matrix showed nothing.
      expect(marked > 0).toBe(copies !== 'none')
    },
    300_000,
  )
})

interface Dying extends World {
  readonly dieAt: string
}

/**
 * The people talk on whatever becomes of the bot; what they wait for in vain is found missing afterwards. Resolves with
 * the steps to which bots never came: those were killed after all was done.
 */
async function killedAndTakenUp(dying: readonly Dying[], awayMs: number): Promise<readonly string[]> {
  const enough = new AbortController()
  const over = new Set<number>()
  try {
    const first = await begun(dying, 0)
    await reached(dying, first)
    const talks = dying.map(async ({ account }, job) => {
      await account.talk(enough.signal)
      over.add(job)
      first.tell({ kind: 'over', job })
    })
    const missed = await killed(first, dying)

    for (const { account } of dying) account.pass(awayMs)
    const second = await begun(dying.map(toTheEnd), awayMs)
    await reached(dying, second)
    await repeated(dying, { life: second, awayMs, isOver: (job) => over.has(job) })
    enough.abort()
    await Promise.all(talks)
    await ended(second)
    return missed
  } finally {
    enough.abort()
  }
}

const toTheEnd = ({ database, account }: World): World => ({ database, account })

async function begun(
  these: readonly (World & { readonly dieAt?: string })[],
  aheadMs: number,
): Promise<Life> {
  const jobs = these.map(({ account, ...job }) => ({ ...job, way: account.way }))
  const life = startLife({ jobs, aheadMs })
  const port = await life.port
  for (const [at, { account }] of these.entries()) account.livesAt(`http://127.0.0.1:${port ?? 0}/${at}`)
  return life
}

/** The process may have been killed before it is. */
async function reached(these: readonly World[], life: Life): Promise<void> {
  const isReached = (): boolean => life.hasEnded() || these.every(({ account }) => account.isReached())
  await until(isReached, AbortSignal.timeout(patienceMs))
}

async function killed(life: Life, dying: readonly Dying[]): Promise<readonly string[]> {
  const end = await life.ended
  if (end.signal !== 'SIGKILL') throw new Error(`the child ended otherwise: ${JSON.stringify(end)}`)
  return dying.flatMap(({ dieAt }, job) => (end.missed.includes(job) ? [dieAt] : []))
}

async function ended(life: Life): Promise<readonly (readonly string[])[]> {
  life.tell({ kind: 'end' })
  const end = await life.ended
  if (end.code !== 0) throw new Error(`the child did not live: ${JSON.stringify(end)}`)
  return end.steps
}

interface Absent {
  readonly life: Life
  readonly awayMs: number
  readonly isOver: (job: number) => boolean
}

/** The platform sends again what was lost, after its times and never while something is under way. */
async function repeated(these: readonly World[], { life, awayMs, isOver }: Absent): Promise<void> {
  let passedMs = awayMs
  for (const afterMs of repeatedAfterMs.filter((ms) => ms > awayMs)) {
    const since = these.map(({ account }) => account.now())
    const states = () => these.map(({ account }, job) => account.unconfirmed(since[job] ?? 0))
    const isQuiet = (): boolean =>
      states().every((state, job) => state === 'lost' || (state === 'nothing' && isOver(job)))
    const quiet = await until(isQuiet, AbortSignal.timeout(patienceMs))
    if (quiet === undefined || !states().includes('lost')) return
    // A person may have spoken some seconds after another.
    const ms = afterMs - passedMs + minute
    await life.pass(ms)
    for (const { account } of these) account.pass(ms)
    passedMs += ms
  }
}
