import { beforeAll, describe, expect, test } from 'vitest'
import { faultsIn, leftIn, type Left, type World } from './kill-platforms-aftermath.js'
import { stepsIn } from './kill-platforms-deaths.js'
import { talk, type Account } from './kill-platforms-people.js'
import { afterDeaths, deadlySteps, stage, type Absence, type Database } from './kill-platforms-stage.js'

const { telegram, feishu, freshDatabase } = stage()

const minute = 60_000

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
    account: () => telegram(),
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
    account: () => feishu('websocket'),
    absences: [
      { ...atOnce, copies: 'none' },
      { ...forLong, away: '49 minutes', awayMs: 49 * minute, copies: 'none' },
      { ...forLong, away: '64 minutes', awayMs: 64 * minute, copies: 'one, marked' },
    ],
  },
  {
    wayIn: 'Feishu, by webhook',
    account: () => feishu('webhook'),
    absences: [{ ...atOnce, copies: 'none' }],
  },
]

const course = { conversation: talk, aheadMs: 0 }

describe.each(waysIn)('killed on $wayIn', ({ wayIn, account, absences }) => {
  let steps: readonly string[]
  let calm: Left

  const freshWorld = async (database: Database): Promise<World> => {
    return { database: await freshDatabase(database), account: account() }
  }

  beforeAll(async () => {
    const world = await freshWorld('SQLite')
    steps = await stepsIn(world, course)
    calm = await leftIn(world)
  }, 90_000)

  test('the undisturbed conversation is an answer, an edit of it and a second answer', () => {
    expect(calm.read.map(({ edits }) => edits)).toEqual([1, 0])
    expect(calm.effects).toMatchObject({ unhandled: 0, unsent: [], ratings: [1] })
    expect(calm.effects.answers).toHaveLength(2)
  })

  test.each(absences)(
    'at $at for $away, on $database: all is answered, each effect is there once, copies: $copies',
    async (absence) => {
      const { database, awayMs, copies } = absence
      const deadly = deadlySteps(steps, absence)
      console.log([`${deadly.length} steps on ${wayIn}, ${database}:`, ...deadly].join('\n  '))
      const { faults, missed, marked } = await afterDeaths({
        ...course,
        steps: deadly,
        database,
        awayMs,
        world: () => freshWorld(database),
        faultsIn: async (world) => faultsIn(await leftIn(world), calm, world.account, copies),
      })
      expect(faults).toEqual([])
      // A sweep that came by may have shifted the count of its statement in the undisturbed run.
      expect(missed.length, missed.join(', ')).toBeLessThan(4)
      // Else nothing was ever in doubt, and the matrix showed nothing.
      expect(marked > 0).toBe(copies !== 'none')
    },
    600_000,
  )
})
