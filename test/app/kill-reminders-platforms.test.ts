import { beforeAll, describe, expect, test } from 'vitest'
import { instantAt } from '../../src/deadlines/hours.js'
import { day } from '../deadlines/small.js'
import type { World } from './kill-platforms-aftermath.js'
import { stepsIn } from './kill-platforms-deaths.js'
import { heed, type Account, type Place } from './kill-platforms-people.js'
import { remindedFaults, remindedIn, watching, type Reminded } from './kill-platforms-reminded.js'
import { afterDeaths, deadlySteps, stage, type Absence, type Database } from './kill-platforms-stage.js'
import { expiries } from './kill-reminders-script.js'

const { telegram, feishu, freshDatabase } = stage()

const minute = 60_000

/** The last day, at the hour at which chats are told. */
const begins = instantAt(day('2026-12-01'), '09:00', 'Asia/Shanghai')
const course = { conversation: heed, aheadMs: begins - Date.now() }
const place: Place = { in: 'group', aheadMs: course.aheadMs }

const atOnce = { database: 'SQLite', away: 'a moment', awayMs: 0, at: 'every step' } as const

interface WayIn {
  readonly wayIn: string
  readonly account: () => Account
  readonly absences: readonly Absence[]
}

const waysIn: readonly WayIn[] = [
  {
    wayIn: 'Telegram',
    account: () => telegram(place),
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
    wayIn: 'Feishu',
    account: () => feishu('websocket', place),
    absences: [
      { ...atOnce, copies: 'none' },
      {
        database: 'SQLite',
        away: '64 minutes',
        awayMs: 64 * minute,
        at: 'what is told',
        copies: 'one, marked',
      },
    ],
  },
]

/** Of a press that waits longer than some minutes the person is asked first: the tests of manners have that. */
const lateMs = 10 * minute
const untilThePress = (steps: readonly string[], awayMs: number): readonly string[] =>
  awayMs < lateMs ? steps : steps.slice(0, steps.indexOf('before accept #1') + 1)

describe.each(waysIn)('a reminder killed on $wayIn', ({ wayIn, account, absences }) => {
  let steps: readonly string[]
  let calm: Reminded

  const watchedWorld = async (database: Database): Promise<World> => {
    const world = { database: await freshDatabase(database), account: account() }
    await watching(world, expiries['last day'], begins)
    return world
  }

  beforeAll(async () => {
    const world = await watchedWorld('SQLite')
    steps = await stepsIn(world, course)
    calm = await remindedIn(world)
    expect(world.account.read().map(({ edits, marked }) => [edits, marked])).toEqual([[1, false]])
  }, 90_000)

  test('undisturbed it is one card, on which the press is shown', () => {
    expect(calm).toEqual({ ledger: ['last-day sent'], waiting: 0, seen: 1 })
  })

  test.each(absences)(
    'at $at for $away, on $database: it is told, the press is noted once and shown, copies: $copies',
    async (absence) => {
      const { database, awayMs, copies } = absence
      const deadly = untilThePress(deadlySteps(steps, absence), awayMs)
      console.log([`${deadly.length} steps on ${wayIn}, ${database}:`, ...deadly].join('\n  '))
      const { faults, missed, marked } = await afterDeaths({
        ...course,
        steps: deadly,
        database,
        awayMs,
        world: () => watchedWorld(database),
        faultsIn: (world) => remindedFaults(world, calm, copies),
      })
      expect(faults).toEqual([])
      expect(missed.length, missed.join(', ')).toBeLessThan(4)
      // Else nothing was ever in doubt, and the matrix showed nothing.
      expect(marked > 0).toBe(copies !== 'none')
    },
    600_000,
  )
})
