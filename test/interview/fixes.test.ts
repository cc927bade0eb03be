import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Changed } from '../../src/interview/changes/alternatives.js'
import { fixesOf } from '../../src/interview/fixes.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import { replay } from '../../src/interview/replay.js'
import { resultOf } from '../../src/interview/result.js'
import { combinations, completions, openInputs } from '../../src/knowledge/condition/completions.js'
import { whole } from '../../src/interview/decision-list.js'
import type { Given } from '../../src/knowledge/condition/inputs.js'
import { answersOf, asking, randomFlow, randomlyAnswered } from './random-flows.js'

const failing = randomFlow
  .chain((random) => randomlyAnswered(random).map((plain) => ({ random, answers: answersOf(random, plain) })))
  .map(({ random: { flow }, answers }) => {
    const { given } = replay(flow, answers, asking)
    return { flow, given }
  })

const judged = (flow: Flow, given: Given) => resultOf(flow, { given, taken: [], idle: [], open: [] }, asking)

const after = (given: Given, changes: readonly Changed[]): Given =>
  new Map([...given, ...changes.map(({ input, to }) => [input, to] as const)])

/** Nothing that blocks is missed for sure, and it does not surely end where requirements do not count. */
function passes(flow: Flow, given: Given): boolean {
  const { tested, outcomes } = judged(flow, given)
  return (
    tested.every(({ requirement, state }) => state !== 'unmet' || requirement.blocks !== 'application') &&
    outcomes.some(({ final }) => !final)
  )
}

/** However it ends, there is nothing left to apply for. */
const isOver = (flow: Flow, given: Given): boolean =>
  judged(flow, given).outcomes.every(
    ({ final, verdict }) => final && ['ready', 'not-needed'].includes(verdict),
  )

const runs = { numRuns: 150 }

describe('what would make it pass', () => {
  test('is proven by judging again, and no part of it is for nothing', () => {
    fc.assert(
      fc.property(failing, ({ flow, given }) => {
        for (const { changes } of fixesOf(flow, { ...asking, given })) {
          expect(passes(flow, after(given, changes))).toBe(true)
          for (const one of changes)
            expect(
              passes(
                flow,
                after(
                  given,
                  changes.filter((other) => other !== one),
                ),
              ),
            ).toBe(false)
        }
      }),
      runs,
    )
  })

  test('is nothing where nothing is missed, and the fewest changes there are', () => {
    fc.assert(
      fc.property(failing, ({ flow, given }) => {
        const [first] = fixesOf(flow, { ...asking, given })
        if (passes(flow, given) || isOver(flow, given)) {
          expect(first).toBeUndefined()
          return
        }
        const few = fewest(flow, given)
        expect(first?.changes.length).toBe(few !== undefined && few <= 6 ? few : undefined)
      }),
      runs,
    )
  })
})

/** By trying every other answer to what was answered. */
function fewest(flow: Flow, given: Given): number | undefined {
  const lists = [...flow.outcomes, ...flow.requirements.flatMap(({ states }) => states)]
  const conditions = whole(lists.map(({ when }) => ({ ...(when !== undefined && { when }), then: 0 })))
  if (conditions === undefined) return undefined
  const open = openInputs(conditions, asking.inputs, new Map(), asking).flatMap(({ input, classes }) => {
    const was = given.get(input)
    return was === undefined ? [] : [{ input, classes: [was, ...classes] }]
  })
  fc.pre(combinations(open) <= 300)
  const counts = completions(open, given)
    .filter((all) => passes(flow, all))
    .map((all) => [...all].filter(([input, to]) => to !== given.get(input)).length)
  return counts.length === 0 ? undefined : Math.min(...counts)
}
