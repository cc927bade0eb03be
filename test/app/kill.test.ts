import { beforeAll, describe, expect, test } from 'vitest'
import { paperInFile } from '../fakes/paper-channel.js'
import { expectedOf, tracesIn, type Expected } from './aftermath.js'
import { killed, lived, stepsOf } from './kill-children.js'
import { engines } from './kill-engines.js'
import { expectLikeCalm } from './killed-everywhere.js'

const script = 'talk'

/** Far more than anything takes on a machine that does little else. */
const patienceMs = 600_000

describe.each(engines())('killed on $engine', (engine) => {
  const { freshWorld, minutesLater } = engine
  let steps: readonly string[]
  let calm: Expected

  beforeAll(async () => {
    const world = await freshWorld()
    steps = await stepsOf(world, script)
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

  test(
    'at any step: the next process leaves every effect once and no unmarked copy',
    () => expectLikeCalm(engine, { script, steps, calm }),
    patienceMs,
  )

  test.each([
    ['after', ['out-2', 'out-2 again']],
    ['before', []],
  ])(
    'twice, %s the same message is sent: it is listed as maybe sent and not tried a third time',
    async (moment, seen) => {
      const world = await freshWorld()
      const deaths = [
        await killed([{ ...world, dieAt: `${moment} send #2` }], { script, minutesLater: 0 }),
        await killed([{ ...world, dieAt: `${moment} send #1` }], { script, minutesLater }),
      ]
      expect(deaths).toEqual([[], []])
      await lived([world], { script, minutesLater: 2 * minutesLater })
      const copies = paperInFile(world.paper)
        .read()
        .filter(({ key }) => key === 'out-2')
      expect(copies.map(({ key, repeated }) => (repeated ? `${key} again` : key))).toEqual(seen)
      const { outbox } = await tracesIn(world)
      expect(outbox.map(([state]) => state)).toEqual(['sent', 'maybe-sent', 'sent', 'sent', 'sent', 'sent'])
    },
    patienceMs,
  )
})
