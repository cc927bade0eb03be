import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Answers } from '../../src/interview/answers.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import { replay, type Asking, type Position } from '../../src/interview/replay.js'
import { resultOf } from '../../src/interview/result.js'
import type { Input } from '../../src/knowledge/condition/inputs.js'
import { dayNumber } from '../../src/values/civil-date.js'
import type { InputId } from '../../src/values/ids.js'
import { stepsPerUnit } from '../../src/values/range.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'
import { shippedFlows } from './shipped-flows.js'

const asking: Asking = { inputs: shipped.inputs, figures: shipped.figures, asOf: today }

function answerTo(input: Input): fc.Arbitrary<Answer> {
  const unknown = fc.constant<Answer>({ kind: 'unknown' })
  return fc.oneof({ weight: 4, arbitrary: valueOf(input) }, { weight: 1, arbitrary: unknown })
}

function valueOf(input: Input): fc.Arbitrary<Answer> {
  switch (input.type) {
    case 'yes-no':
      return fc.boolean().map((yes) => ({ kind: 'yes-no', yes }))
    case 'choice':
      return fc.constantFrom(...input.options).map(({ id }) => ({ kind: 'choice', option: id }))
    case 'many':
      return fc
        .subarray(input.options.map(({ id }) => id))
        .map((options) => ({ kind: 'many', options: new Set(options) }))
    case 'quantity':
      return range(input).map(([lo, hi]) => ({ kind: 'quantity', unit: input.unit, range: { lo, hi } }))
  }
}

/** Small counts, days around today, and money around what the law asks. */
function range({ unit }: Extract<Input, { type: 'quantity' }>): fc.Arbitrary<readonly [bigint, bigint]> {
  const one = fc.nat({ max: 400 }).map(BigInt)
  const placed = one.map((count) => {
    if (unit === 'date') return dayNumber(today) - 100n + count
    return count * stepsPerUnit(unit) * (unit === 'yuan' ? 50_000n : 1n)
  })
  return fc.oneof(
    placed.map((at) => [at, at] as const),
    fc.tuple(placed, placed).map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const))),
  )
}

/** An answer to every question of a flow, whether or not it will be asked. */
function allAnswers({ questions }: Flow): fc.Arbitrary<Answers> {
  const inputs = questions.flatMap(({ input }) => shipped.inputs.get(input) ?? [])
  return fc
    .tuple(...inputs.map(answerTo))
    .map((answers) => new Map(inputs.flatMap(({ id }, at) => (answers[at] ? [[id, answers[at]]] : []))))
}

/** Every position of an interview in which the answers are given as the questions come. */
function interviewed(flow: Flow, answers: Answers): readonly Position[] {
  const said = new Map<InputId, Answer>()
  const positions = [replay(flow, said, asking)]
  for (;;) {
    const next = positions.at(-1)?.open[0]
    const answer = next && answers.get(next)
    if (next === undefined || answer === undefined) return positions
    said.set(next, answer)
    positions.push(replay(flow, said, asking))
  }
}

const runs = { numRuns: 40 }

describe.each(shippedFlows)('the interview $id', (flow) => {
  test('comes to what all its answers at once come to, and never has more left than it said', () => {
    fc.assert(
      fc.property(allAnswers(flow), (answers) => {
        const positions = interviewed(flow, answers)
        const { taken, given } = replay(flow, answers, asking)
        expect(positions.at(-1)).toMatchObject({ taken, given, open: [], idle: [] })
        const most = positions.map((one) => one.taken.length + one.open.length)
        expect(most).toEqual([...most].sort((a, b) => b - a))
      }),
      runs,
    )
  }, 60_000)

  test('keeps a verdict that is fixed', () => {
    fc.assert(
      fc.property(allAnswers(flow), (answers) => {
        const results = interviewed(flow, answers).map((position) => resultOf(flow, position, asking))
        const fixed = results.findIndex((result) => result.fixed)
        expect(fixed).toBeGreaterThanOrEqual(0)
        expect(new Set(results.slice(fixed).map(({ verdict }) => verdict)).size).toBe(1)
      }),
      runs,
    )
  }, 60_000)
})
