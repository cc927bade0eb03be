import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Feedback } from '../../src/ports-feedback.js'
import type { Store } from '../../src/ports.js'
import { entryId, eventId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { daysLater, handle, later, said, start } from './store-samples.js'

type Outcome = Extract<Effect, { kind: 'answered' }>['outcome']

const answered = (id: string, outcome: Outcome, entries: readonly string[] = []): Effect => ({
  kind: 'answered',
  answer: eventId(id),
  chat: said(id).chat,
  by: { channel: 'web', person: 'p1' },
  question: `问 ${id}`,
  outcome,
  entries: entries.map(entryId),
  knowledge: 'v1',
})

const rated = (id: string, person: string, useful: boolean): Extract<Effect, { kind: 'rated' }> => ({
  kind: 'rated',
  answer: eventId(id),
  by: { channel: 'web', person },
  useful,
})

export function feedbackCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store & Feedback
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  let turns = 0
  const keep = async (effects: readonly Effect[], at = start): Promise<void> => {
    turns += 1
    await handle(store, said(`turn-${turns}`, `chat-${turns}`), { effects }, at)
  }
  const questions = async (past: ReturnType<Feedback['rated']>): Promise<readonly string[]> =>
    (await past).map(({ question }) => question)

  test('a question is told with how it ended, the version that answered, and not with who asked', async () => {
    await keep([answered('a', 'ambiguous', ['capital', 'renewal'])])
    expect(await store.unanswered(start, 10)).toEqual([
      {
        chat: { channel: 'web', chat: 'c1' },
        question: '问 a',
        outcome: 'ambiguous',
        entries: ['capital', 'renewal'],
        knowledge: 'v1',
        at: start,
        useful: 0,
        useless: 0,
      },
    ])
  })

  test('unanswered is what found nothing, was asked back or is out of scope; not what was found or refused', async () => {
    for (const outcome of ['found', 'ambiguous', 'unknown', 'out-of-scope', 'refused'] as const)
      await keep([answered(outcome, outcome)])
    const listed = await questions(store.unanswered(start, 10))
    expect([...listed].sort()).toEqual(['问 ambiguous', '问 out-of-scope', '问 unknown'])
  })

  test('what one person finds useless is listed, whatever others think; each has one opinion, the last', async () => {
    await keep([answered('a', 'found'), rated('a', 'p1', true), rated('a', 'p2', true)])
    expect(await store.unanswered(start, 10)).toEqual([])
    await keep([rated('a', 'p1', false)])
    expect(await store.unanswered(start, 10)).toMatchObject([{ question: '问 a', useful: 1, useless: 1 }])
    await keep([rated('a', 'p1', true)])
    expect(await store.unanswered(start, 10)).toEqual([])
    expect(await store.rated(start, 10)).toMatchObject([{ question: '问 a', useful: 2, useless: 0 }])
  })

  test('a rating of one answer is none of another, nor of one of the same name on another platform', async () => {
    await keep([
      answered('a', 'found'),
      answered('b', 'found'),
      { ...rated('a', 'p1', false), by: { channel: 'feishu', person: 'p1' } },
      rated('b', 'p1', true),
    ])
    expect(await questions(store.rated(start, 10))).toEqual(['问 b'])
    expect(await store.unanswered(start, 10)).toEqual([])
  })

  test('what nobody rated is no rated answer', async () => {
    await keep([answered('a', 'unknown')])
    expect(await store.rated(start, 10)).toEqual([])
  })

  test('the latest are told, oldest first, from the moment asked for on', async () => {
    for (const [n, id] of ['a', 'b', 'c', 'd'].entries()) await keep([answered(id, 'unknown')], later(n))
    expect(await questions(store.unanswered(later(1), 10))).toEqual(['问 b', '问 c', '问 d'])
    expect(await questions(store.unanswered(start, 2))).toEqual(['问 c', '问 d'])
  })

  test('a question that was corrected is told as it is now', async () => {
    await keep([answered('a', 'unknown')])
    await keep([answered('a', 'found')])
    expect(await store.unanswered(start, 10)).toEqual([])
  })

  test('answers and ratings outlast every tidying', async () => {
    await keep([answered('a', 'unknown'), rated('a', 'p1', false)])
    await store.tidy(daysLater(4_000))
    expect(await questions(store.rated(start, 10))).toEqual(['问 a'])
  })
}
