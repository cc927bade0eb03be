import { describe, expect, test } from 'vitest'
import { earlierOf } from '../../src/interview/kept/earlier.js'
import type { GivenAnswer, Interview } from '../../src/interview/kept/interview.js'
import { instant } from '../../src/values/civil-date.js'
import { flowId, inputId, interviewId } from '../../src/values/ids.js'
import { interview } from '../contracts/interview-samples.js'
import { day } from '../knowledge/small.js'
import { flowNamed } from './shipped-flows.js'

const at = (text: string) => instant(Date.parse(`${text}T10:00+08:00`))
const flow = flowNamed(flowId('annual-report-readiness'))
const meaningOf = (input: string): number =>
  flow.questions.find((question) => question.input === input)?.meaning ?? 0

const answered = (input: string, rest: Partial<GivenAnswer> = {}) =>
  [
    inputId(input),
    { answer: { kind: 'yes-no', yes: true }, meaning: meaningOf(input), at: at('2026-06-01'), ...rest },
  ] as const satisfies readonly [unknown, GivenAnswer]

/** A finished one of that kind, in c1, with these answers. */
const past = (id: string, answers: readonly ReturnType<typeof answered>[], rest: Partial<Interview> = {}) =>
  interview({
    id: interviewId(id),
    flow: flow.id,
    state: 'finished',
    changedAt: at('2026-06-01'),
    answers: new Map(answers),
    ...rest,
  })

const { chat } = interview()
const found = (all: readonly Interview[], today = '2026-11-21') => {
  const earlier = earlierOf(flow, all, { chat, today: day(today) })
  return earlier && { id: earlier.interview.id, answers: [...earlier.answers.keys()] }
}

const one = answered('portal-login')

describe('the interview whose answers are offered', () => {
  test.each<readonly [string, readonly Interview[], string | undefined]>([
    ['is one that is over', [past('i', [one])], 'i'],
    ['or was left', [past('i', [one], { state: 'cancelled' })], 'i'],
    ['not one that goes on', [past('i', [one], { state: 'open' })], undefined],
    ['not one that was paused', [past('i', [one], { state: 'paused' })], undefined],
    ['not one of another chat', [past('i', [one], { chat: { ...chat, chat: 'c2' } })], undefined],
    ['the last one', [past('i', [one]), past('j', [one], { changedAt: at('2026-06-02') })], 'j'],
    [
      'the last one of that kind before one of another',
      [past('i', [one]), past('j', [one], { changedAt: at('2026-06-02'), flow: flowId('eligibility') })],
      'i',
    ],
    ['one of another kind if there is no other', [past('i', [one], { flow: flowId('eligibility') })], 'i'],
    ['not one without an answer that could be used', [past('i', [])], undefined],
  ])('%s', (_, all, expected) => {
    expect(found(all)?.id).toBe(expected)
  })
})

describe('of its answers are used', () => {
  test.each<readonly [string, ReturnType<typeof answered>, string, boolean]>([
    ['what is known', one, '2026-11-21', true],
    [
      'nothing that was not known',
      answered('portal-login', { answer: { kind: 'unknown' } }),
      '2026-11-21',
      false,
    ],
    [
      'nothing that was asked under another meaning',
      answered('portal-login', { meaning: 99 }),
      '2026-11-21',
      false,
    ],
    ['nothing that is not asked', answered('capital'), '2026-11-21', false],
    ['what was said of a year in that year', answered('annual-submitted'), '2026-12-31', true],
    ['and not in the next one', answered('annual-submitted'), '2027-01-01', false],
    ['what is so of no year in the next one', one, '2027-01-01', true],
  ])('%s', (_, answer, today, expected) => {
    expect(found([past('i', [answer])], today) !== undefined).toBe(expected)
  })

  test('never those of two interviews together', () => {
    const two = [past('i', [one]), past('j', [answered('dengbao')], { changedAt: at('2026-06-02') })]
    expect(found(two)).toEqual({ id: 'j', answers: ['dengbao'] })
  })
})
