import type { Effect } from '../../src/chat/decision.js'
import type { GivenAnswer, Interview } from '../../src/interview/kept/interview.js'
import { exactly } from '../../src/values/range.js'
import { flowId, inputId, interviewId, type PersonRef } from '../../src/values/ids.js'
import { chatRef, start } from './store-samples.js'

export const p1: PersonRef = { channel: 'web', person: 'p1' }
export const p2: PersonRef = { channel: 'web', person: 'p2' }
export const i1 = interviewId('i1')

const given = (answer: GivenAnswer['answer']): GivenAnswer => ({ answer, meaning: 1, at: start })

/** An open interview of p1 in c1, with an answer of every kind. */
export function interview(rest: Partial<Interview> = {}): Interview {
  return {
    id: i1,
    flow: flowId('eligibility'),
    by: p1,
    chat: chatRef('c1'),
    state: 'open',
    startedAt: start,
    changedAt: start,
    answers: new Map([
      [inputId('a'), given({ kind: 'unknown' })],
      [inputId('b'), given({ kind: 'yes-no', yes: false })],
      [inputId('c'), given({ kind: 'choice', option: 'x' })],
      [inputId('d'), given({ kind: 'many', options: new Set(['y', 'z']) })],
      [inputId('e'), given({ kind: 'quantity', unit: 'yuan', range: exactly(2n ** 70n) })],
    ]),
    ...rest,
  }
}

export const kept = (one: Interview): Effect => ({ kind: 'interview-kept', interview: one })
