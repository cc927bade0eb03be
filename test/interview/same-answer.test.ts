import { expect, test } from 'vitest'
import { impactOf } from '../../src/interview/impact.js'
import { sameAnswer, type Answer } from '../../src/interview/answers.js'
import { readAnswer, writtenAnswer } from '../../src/interview/kept/written-interview.js'
import { exactly } from '../../src/values/range.js'
import { caseNamed } from './judged-cases.js'

const answers: readonly Answer[] = [
  { kind: 'unknown' },
  { kind: 'yes-no', yes: true },
  { kind: 'yes-no', yes: false },
  { kind: 'choice', option: 'a' },
  { kind: 'choice', option: 'b' },
  { kind: 'many', options: new Set() },
  { kind: 'many', options: new Set(['a', 'b']) },
  { kind: 'many', options: new Set(['a', 'c']) },
  { kind: 'quantity', unit: 'yuan', range: exactly(5n) },
  { kind: 'quantity', unit: 'person', range: exactly(5n) },
  { kind: 'quantity', unit: 'yuan', range: { lo: 5n, hi: 6n } },
]

/** As the store gives it back. */
const again = (answer: Answer): Answer => readAnswer(writtenAnswer(answer))

test.each(answers.map((answer, at) => [at, answer] as const))(
  'answer %i is the same as itself only',
  (at, one) => {
    expect(answers.map((other) => sameAnswer(one, again(other)))).toEqual(
      answers.map((_, other) => other === at),
    )
  },
)

test('what was kept of an interview and read again has changed nothing', () => {
  const { flow, answers: before, asking, position } = caseNamed('V1')
  const after = new Map([...before].map(([input, answer]) => [input, again(answer)] as const))
  expect(impactOf(flow, before, after, asking)).toEqual({ voided: [], kept: position.taken, asked: [] })
})
