import { beforeAll, describe, expect, test } from 'vitest'
import { expectedOf, faultsIn, type Expected } from './aftermath.js'
import { afterDeaths, few, stepsOf } from './kill-children.js'
import { engines } from './kill-engines.js'
import { isOfATurn } from './stepped.js'

const script = 'interview'

/** Far more than anything takes on a machine that does little else. */
const patienceMs = 600_000

describe.each(engines())('an interview killed on $engine', ({ engine, freshWorld, isDeadly, ...limits }) => {
  let steps: readonly string[]
  let calm: Expected

  beforeAll(async () => {
    const world = await freshWorld()
    steps = (await stepsOf(world, script)).filter((step) => isOfATurn(step) && isDeadly(step))
    calm = await expectedOf(world)
  }, 60_000)

  test('undisturbed it has both answers, one pressed and one typed, and came to its result', () => {
    expect(calm.traces.interviews).toEqual([
      [
        expect.any(String),
        'person-c1',
        'finished',
        3,
        [
          ['coverage', expect.objectContaining({ kind: 'choice' }), 1],
          ['capital', expect.objectContaining({ kind: 'quantity', lo: '500000000' }), 1],
        ],
        'ready',
      ],
    ])
  })

  test(
    'at any step: no answer is lost or taken twice, and every card shows what it should',
    async () => {
      console.log([`${steps.length} steps on ${engine}:`, ...steps].join('\n  '))
      const { faults, missed } = await afterDeaths({
        ...{ script, steps, ...limits },
        world: freshWorld,
        faultsIn: (world) => faultsIn(world, calm),
      })
      expect(faults).toEqual([])
      expect(missed.length, missed.join(', ')).toBeLessThan(steps.length / few)
    },
    patienceMs,
  )
})
