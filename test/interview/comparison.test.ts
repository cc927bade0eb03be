import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/interview/answers.js'
import { comparedWith } from '../../src/interview/comparison.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import { judgedOn } from '../../src/interview/judged.js'
import type { InputId } from '../../src/values/ids.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'
import { shippedFlows } from './shipped-flows.js'

/** Each answer that can be pressed to a question. */
function answersTo(input: InputId): readonly Answer[] {
  const found = shipped.inputs.get(input)
  if (found?.type === 'yes-no') return [true, false].map((yes) => ({ kind: 'yes-no', yes }))
  return found?.type === 'choice' ? found.options.map(({ id }) => ({ kind: 'choice', option: id })) : []
}

/** The first questions of a flow with their first options, and every other answer to one of them. */
function pairsOf(flow: Flow) {
  const asked = flow.questions.filter(({ input }) => answersTo(input).length > 0).slice(0, 6)
  const answers = new Map(
    asked.flatMap(({ input }) =>
      answersTo(input)
        .slice(0, 1)
        .map((answer) => [input, answer] as const),
    ),
  )
  const was = judgedOn(today, flow, answers, shipped)
  return asked.flatMap(({ input }) =>
    answersTo(input)
      .slice(1)
      .map((answer) => comparedWith(was, input, answer)),
  )
}

describe.each(shippedFlows.map((flow) => [flow.id, pairsOf(flow)] as const))('in %s', (_, pairs) => {
  test('what comes up only with the other answer was not open before', () => {
    for (const { was, is, asked } of pairs) {
      expect(asked.filter((input) => was.position.open.includes(input))).toEqual([])
      expect(asked.every((input) => is.position.open.includes(input))).toBe(true)
    }
    expect(pairs.some(({ asked }) => asked.length > 0)).toBe(true)
  })

  test('what differs is what the one and the other come to, and only where these are two', () => {
    const statesOf = ({ result }: (typeof pairs)[number]['was']) =>
      new Map(result.tested.map(({ requirement, state }) => [requirement.entry, state]))
    for (const { was, is, differing } of pairs) {
      const [before, after] = [statesOf(was), statesOf(is)]
      const others = [...after].filter(([entry, state]) => before.has(entry) && before.get(entry) !== state)
      expect(differing.map((one) => [one.is.requirement.entry, one.is.state])).toEqual(others)
      for (const one of differing) expect(one.was.state).toBe(before.get(one.is.requirement.entry))
    }
  })
})
