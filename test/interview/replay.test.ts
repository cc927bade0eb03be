import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/interview/answers.js'
import { replay, type Position } from '../../src/interview/replay.js'
import { resultOf } from '../../src/interview/result.js'
import type { InputId } from '../../src/values/ids.js'
import type { Answers as Plain } from '../knowledge/conditions.js'
import { everyCompany } from '../knowledge/random-conditions.js'
import {
  answersOf,
  asking,
  outcomeFor,
  randomFlow,
  randomlyAnswered,
  stateFor,
  type RandomFlow,
} from './random-flows.js'

interface Run {
  readonly random: RandomFlow
  readonly plain: Plain
  readonly answers: Answers
}

const run: fc.Arbitrary<Run> = randomFlow.chain((random) =>
  randomlyAnswered(random).map((plain) => ({ random, plain, answers: answersOf(random, plain) })),
)

/** Every position of an interview in which the answers are given as the questions come. */
function interviewed({ random: { flow }, answers }: Run): readonly Position[] {
  const positions: Position[] = []
  let said: Answers = new Map()
  for (;;) {
    const position = replay(flow, said, asking)
    positions.push(position)
    const [next] = position.open
    if (next === undefined) return positions
    said = new Map([...said, [next, answers.get(next) ?? { kind: 'unknown' as const }]])
  }
}

const runs = { numRuns: 200 }

describe('an interview', () => {
  test('comes to the position to which all its answers at once come', () => {
    fc.assert(
      fc.property(run, (one) => {
        const last = interviewed(one).at(-1)
        const { taken, given } = replay(one.random.flow, one.answers, asking)
        expect(last).toMatchObject({ taken, given, open: [], idle: [] })
      }),
      runs,
    )
  })

  test('never has more questions left than it said before', () => {
    fc.assert(
      fc.property(run, (one) => {
        const most = interviewed(one).map(({ taken, open }) => taken.length + open.length)
        expect(most).toEqual([...most].sort((a, b) => b - a))
      }),
      runs,
    )
  })

  test('knows of each requirement what all companies agree on that fit the answers, also those not asked for', () => {
    fc.assert(
      fc.property(run, ({ random, plain, answers }) => {
        const { tested, outcomes } = resultOf(random.flow, replay(random.flow, answers, asking), asking)
        const companies = everyCompany(random.reads, plain)
        fc.pre(companies.length <= 20_000)
        const states = random.requirements.map((texts) => agreed(companies.map(stateFor(texts))))
        expect(tested.map(({ state }) => state)).toEqual(states)
        const ends = new Set(companies.map(outcomeFor(random)))
        expect(new Set(outcomes)).toEqual(ends)
      }),
      runs,
    )
  })

  test('leaves out only what can change nothing', () => {
    fc.assert(
      fc.property(run, fc.nat(), ({ random, answers }, at) => {
        const before = replay(random.flow, answers, asking)
        const idle = before.idle[at % Math.max(1, before.idle.length)]
        fc.pre(idle !== undefined)
        const without = new Map([...answers].filter(([input]: readonly [InputId, unknown]) => input !== idle))
        const after = replay(random.flow, without, asking)
        expect(after.open).toEqual([])
        expect(resultOf(random.flow, after, asking)).toEqual(resultOf(random.flow, before, asking))
      }),
      runs,
    )
  })

  test('whose verdict is fixed keeps it', () => {
    fc.assert(
      fc.property(run, (one) => {
        const results = interviewed(one).map((position) => resultOf(one.random.flow, position, asking))
        const fixed = results.findIndex((result) => result.fixed)
        fc.pre(fixed >= 0)
        const verdicts = new Set(results.slice(fixed).map(({ verdict }) => verdict))
        expect(verdicts.size).toBe(1)
      }),
      runs,
    )
  })
})

function agreed<State>(states: readonly State[]): State | 'unknown' {
  const [first] = states
  return first !== undefined && states.every((one) => one === first) ? first : 'unknown'
}
