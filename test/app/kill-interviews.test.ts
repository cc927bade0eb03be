import { beforeAll, describe, expect, test } from 'vitest'
import { expectedOf, type Expected } from './aftermath.js'
import { stepsOf } from './kill-children.js'
import { engines } from './kill-engines.js'
import { expectLikeCalm } from './killed-everywhere.js'
import { isOfATurn } from './stepped.js'

const script = 'interview'

/** Far more than anything takes on a machine that does little else. */
const patienceMs = 600_000

describe.each(engines())('an interview killed on $engine', (engine) => {
  const { freshWorld, isDeadly } = engine
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
    () => expectLikeCalm(engine, { script, steps, calm }),
    patienceMs,
  )
})
