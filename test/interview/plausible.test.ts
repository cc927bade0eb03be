import { expect, test } from 'vitest'
import type { Answer, Answers } from '../../src/interview/answers.js'
import type { Plausible, Question } from '../../src/interview/flow/flow.js'
import { implausible } from '../../src/interview/said/plausible.js'
import { typedAnswer } from '../../src/interview/said/typed-answer.js'
import { inputId } from '../../src/values/ids.js'
import { day, today } from '../knowledge/small.js'
import { askedNamed, askedQuestions } from './asked-questions.js'

const answerTo = (id: string, text: string): Answer => {
  const { question, input } = askedNamed(id)
  const read = typedAnswer(text, question, input, today)
  if (read.kind !== 'answer') throw new Error(`${text} is no answer to ${id}`)
  return read.answer
}

const answersTo = (said: Readonly<Record<string, string>>): Answers =>
  new Map(Object.entries(said).map(([id, text]) => [inputId(id), answerTo(id, text)]))

const judged = (
  id: string,
  text: string,
  said: Readonly<Record<string, string>> = {},
): string | undefined => {
  const { question, input } = askedNamed(id)
  return implausible(question, answerTo(id, text), answersTo(said), input, today)?.kind
}

test.each([
  ['paid-in', '1000万', { capital: '500万' }, 'above-answer'],
  ['paid-in', '500万', { capital: '500万' }, undefined],
  ['paid-in', '500.01万', { capital: '500万' }, 'above-answer'],
  ['paid-in', '520万', { capital: '五百万左右' }, undefined],
  ['paid-in', '600万', { capital: '五百万左右' }, 'above-answer'],
  ['paid-in', '400到600万', { capital: '500万' }, undefined],
  ['paid-in', '1000万', { capital: '不知道' }, undefined],
  ['paid-in', '1000万', {}, undefined],
  ['trained-agents', '6', { 'staff-count': '5' }, 'above-answer'],
  ['trained-agents', '不知道', { 'staff-count': '5' }, undefined],
  ['manager-experience', '721个月', {}, 'too-much'],
  ['manager-experience', '720个月', {}, undefined],
  ['social-insurance-months', '601', {}, 'too-much'],
  ['social-insurance-months', '600', {}, undefined],
  ['staff-count', '30万', {}, 'too-much'],
  ['premises-area', '30万平', {}, 'too-much'],
  ['licence-expiry', '1927-03-15', {}, 'far-day'],
  ['licence-expiry', '2127-03-15', {}, 'far-day'],
  ['licence-expiry', '2027-03-15', {}, undefined],
  ['licence-expiry', '2017年9月', {}, undefined],
  ['manager', '有', {}, undefined],
] as const)('%s: %s with %j is %s', (id, text, said, expected) => {
  expect(judged(id, text, said)).toBe(expected)
})

const bounded = (plausible: Plausible): Question => ({ ...askedNamed('licence-expiry').question, plausible })

test.each([
  ['1966-11-20', 'far-day'],
  ['1967-01-01', undefined],
  ['2086-10-01', undefined],
  ['2086-12-01', 'far-day'],
] as const)(
  'a day without limits of its own is asked back where it is a lifetime away: %s',
  (text, expected) => {
    const { input } = askedNamed('licence-expiry')
    const answer = answerTo('licence-expiry', text)
    expect(implausible(bounded({}), answer, new Map(), input, day('2026-11-21'))?.kind).toBe(expected)
  },
)

test('a lower limit is one for numbers as well', () => {
  const { question, input } = askedNamed('capital')
  const from = { ...question, plausible: { from: 3_000_000n } }
  expect(implausible(from, answerTo('capital', '2万'), new Map(), input, today)?.kind).toBe('too-little')
  expect(implausible(from, answerTo('capital', '3万'), new Map(), input, today)).toBeUndefined()
})

test('none of the limits that ship turns away what most companies answer', () => {
  const usual = { yuan: '1000万', 'square-metre': '120', percent: '30', date: '2027-03-15' } as const
  const counts = { person: '5', seat: '12', item: '3', day: '90', month: '6', year: '3' } as const
  for (const { id, input } of askedQuestions)
    if (input.type === 'quantity') expect(judged(id, { ...usual, ...counts }[input.unit]), id).toBeUndefined()
})
