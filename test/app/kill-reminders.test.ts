import { beforeAll, describe, expect, test } from 'vitest'
import { afterDeaths, few, stepsOf } from './kill-children.js'
import { engines, type Engine } from './kill-engines.js'
import { distantFaults, endsOf, leftOf, reminderFaults, type Left } from './kill-reminders-aftermath.js'
import { expiries, watchedByTwo } from './kill-reminders-script.js'
import type { World } from './script.js'
import { isOfATurn } from './stepped.js'

const lastDay = 'last day'
const weekBefore = 'week before'

/** Far more than anything takes on a machine that does little else. */
const patienceMs = 600_000

describe.each(engines())('reminders killed on $engine', (engine) => {
  const { worldLike } = engine
  let near: Undisturbed
  let distant: Undisturbed

  beforeAll(async () => {
    near = await undisturbed(engine, lastDay)
    distant = await undisturbed(engine, weekBefore)
  }, 120_000)

  test('undisturbed each chat gets one reminder, and both show what is pressed in one of them', () => {
    const { paper, traces } = near.calm
    const messages = paper.filter(({ edits }) => edits === undefined)
    expect(messages.map(({ chat }) => chat).sort()).toEqual(['c1', 'c2', 'c2'])
    const done = endsOf(paper).filter((text) => text.includes('✓ 已办，2026-12-01'))
    expect(done.map((text) => text.slice(0, 2))).toEqual(['c1', 'c2'])
    expect(traces.ledger.map(({ chat, rung, state }) => [chat, rung, state])).toEqual([
      ['c1', 'last-day', 'sent'],
      ['c2', 'last-day', 'sent'],
    ])
    expect(traces.logs).toEqual([['expires 2027-03-01', 'seen 2026-12-01', 'renewal-filed 2026-12-01']])
    expect(traces.waiting).toBe(0)
  })

  test(
    'at any step: each chat is told, once unmarked and once marked at most, and each press is noted once',
    async () => {
      let repeats = 0
      console.log([`${near.steps.length} steps on ${engine.engine}:`, ...near.steps].join('\n  '))
      const { faults, missed } = await afterDeaths({
        ...engine,
        script: lastDay,
        steps: near.steps,
        world: () => worldLike(near.watched),
        faultsIn: async (world) => {
          const left = await leftOf(world)
          repeats += left.paper.filter(({ repeated }) => repeated).length
          return reminderFaults(left, near.calm)
        },
      })
      // Else nothing was ever in doubt, and the matrix showed nothing.
      expect(repeats).toBeGreaterThan(0)
      expect(faults).toEqual([])
      expect(missed.length, missed.join(', ')).toBeLessThan(near.steps.length / few)
    },
    patienceMs,
  )

  test(
    'at any step long before the last day: what may have arrived is listed and not told again',
    async () => {
      let listed = 0
      expect(distant.calm.traces.ledger.map(({ rung, state }) => [rung, state])).toEqual([
        ['expiry-97d', 'sent'],
        ['expiry-97d', 'sent'],
      ])
      const { faults, missed } = await afterDeaths({
        ...engine,
        script: weekBefore,
        steps: distant.steps,
        world: () => worldLike(distant.watched),
        faultsIn: async (world) => {
          const left = await leftOf(world)
          listed += left.traces.ledger.filter(({ state }) => state === 'maybe-sent').length
          return distantFaults(left, distant.calm)
        },
      })
      expect(listed).toBeGreaterThan(0)
      expect(faults).toEqual([])
      expect(missed.length, missed.join(', ')).toBeLessThan(distant.steps.length / few)
    },
    patienceMs,
  )
})

interface Undisturbed {
  /** Before anything was said. */
  readonly watched: World
  readonly steps: readonly string[]
  readonly calm: Left
}

async function undisturbed(
  { freshWorld, worldLike, isDeadly }: Engine,
  script: keyof typeof expiries,
): Promise<Undisturbed> {
  const watched = await freshWorld()
  await watchedByTwo(watched, expiries[script])
  const world = await worldLike(watched)
  const steps = (await stepsOf(world, script)).filter((step) => isOfATurn(step) && isDeadly(step))
  return { watched, steps, calm: await leftOf(world) }
}
