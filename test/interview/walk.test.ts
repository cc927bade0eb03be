import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerClasses } from '../../src/interview/walk/answer-classes.js'
import type { Answer, Answers } from '../../src/interview/answers.js'
import type { Flow, Remark } from '../../src/interview/flow/flow.js'
import { remarksOf } from '../../src/interview/remarks.js'
import { replay } from '../../src/interview/replay.js'
import { resultOf } from '../../src/interview/result.js'
import { walkOf } from '../../src/interview/walk/walk.js'
import type { Condition } from '../../src/knowledge/condition/condition.js'
import { entryId } from '../../src/values/ids.js'
import { conditionOf } from '../knowledge/conditions.js'
import { randomCondition, readBy } from '../knowledge/random-conditions.js'
import { asking, randomFlow } from './random-flows.js'

/** Some questions wait for a condition on those before them, or are answered by one. */
const gated: fc.Arbitrary<Flow> = fc
  .record({
    random: randomFlow,
    conditions: fc.array(randomCondition, { minLength: 0, maxLength: 4 }),
    uses: fc.array(fc.nat(6), { maxLength: 1 }),
    needs: fc.array(fc.nat(6), { maxLength: 2 }),
    remarks: fc.array(randomCondition, { maxLength: 2 }),
  })
  .map(({ random: { flow }, conditions, uses, needs, remarks }) => {
    const order = flow.questions.map(({ input }) => String(input))
    const after = conditions.map((text) => ({
      condition: conditionOf(text),
      from: Math.max(...readBy(text).map((input) => order.indexOf(input))),
    }))
    return {
      ...flow,
      needs: flow.questions.flatMap(({ input }, at) => (needs.includes(at) ? [input] : [])),
      remarks: remarks.map((text, at) => remarkOf(text, at)),
      questions: flow.questions.map((question, at) => {
        const condition = after.find(({ from }, which) => from === at - 1 - (which % 2))?.condition
        return {
          ...question,
          ...gateOf(question, condition, at),
          ...(uses.includes(at) && { use: 'note' as const }),
        }
      }),
    }
  })

const remarkOf = (when: string, at: number): Remark => ({
  id: `remark-${at}`,
  when: conditionOf(when),
  says: '话',
  said: [],
  entry: entryId('e'),
})

function gateOf(
  { input }: Flow['questions'][number],
  condition: Condition | undefined,
  at: number,
): Pick<Flow['questions'][number], 'when' | 'implied'> {
  if (condition === undefined) return {}
  const type = asking.inputs.get(input)?.type
  if (type === 'yes-no' && at % 2 === 0)
    return { implied: { when: condition, value: { kind: 'yes-no', yes: true } } }
  return { when: condition }
}

/** Enumerating takes a replay a step. */
const mostInterviews = 100n
/** Of more there are hardly ever so few interviews. */
const mostCombinations = 20_000

/** Every interview one after the other, as a person would be asked. */
function everyInterview(flow: Flow): ReturnType<typeof noted> {
  const classes = answerClasses(flow, asking)
  const ends: Answers[] = []
  const open: Answers[] = [new Map()]
  for (let said = open.pop(); said !== undefined; said = open.pop()) {
    const [next] = replay(flow, said, asking).open
    if (next === undefined) {
      ends.push(said)
      continue
    }
    const answers: readonly Answer[] = [...(classes.get(next) ?? []), { kind: 'unknown' }]
    for (const answer of answers) open.push(new Map([...said, [next, answer]]))
  }
  return noted(flow, ends)
}

function noted(flow: Flow, ends: readonly Answers[]) {
  const positions = ends.map((answers) => replay(flow, answers, asking))
  const results = positions.map((position) => resultOf(flow, position, asking))
  const doubts = ends.map((answers) => [...answers.values()].some(({ kind }) => kind === 'unknown'))
  return {
    paths: BigInt(ends.length),
    longest: Math.max(...ends.map(({ size }) => size)),
    asked: setOf(positions.flatMap(({ taken }) => taken)),
    remarks: setOf(positions.flatMap((one) => remarksOf(flow, one, asking).map(({ id }) => id))),
    verdicts: setOf(results.map(({ verdict }) => verdict)),
    outcomes: setOf(
      results.flatMap(({ outcomes: [only, other] }) => (other === undefined && only ? [only.id] : [])),
    ),
    states: setOf(
      results.flatMap(({ tested }) =>
        tested.map(({ requirement, state }) => `${requirement.entry} ${state}`),
      ),
    ),
    undecided: setOf(
      results.flatMap(({ tested, outcomes }, at) =>
        doubts[at] === true
          ? []
          : [
              ...tested.flatMap(({ requirement, state }) =>
                state === 'unknown' ? [String(requirement.entry)] : [],
              ),
              ...(outcomes.length > 1 ? ['outcomes'] : []),
            ],
      ),
    ),
    fixed: results.every(({ fixed }) => fixed),
  }
}

const setOf = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort()

describe('the walk of a flow', () => {
  test('comes to exactly what all its interviews come to, one after the other', () => {
    fc.assert(
      fc.property(gated, (flow) => {
        const classes = [...answerClasses(flow, asking).values()]
        fc.pre(classes.reduce((product, { length }) => product * (length + 1), 1) <= mostCombinations)
        const walk = walkOf(flow, asking)
        fc.pre(walk !== undefined && walk.paths <= mostInterviews)
        const { found, paths, longest } = walk
        expect({
          paths,
          longest,
          asked: setOf([...found.asked]),
          remarks: setOf([...found.remarks]),
          verdicts: setOf([...found.verdicts]),
          outcomes: setOf([...found.outcomes]),
          states: setOf(
            [...found.requirements].flatMap(([entry, states]) => [...states].map((one) => `${entry} ${one}`)),
          ),
          undecided: setOf([...found.undecided]),
          fixed: true,
        }).toEqual(everyInterview(flow))
      }),
      { numRuns: 80 },
    )
  }, 60_000)
})
