import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { FinishedTurn, FinishOutcome, Store } from '../../src/ports.js'
import type { OutgoingMessage } from '../../src/ports-sending.js'
import { cardKey, entryId, eventId, pressToken, threadId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { chatRef, leaseOf, said, start, talk, turn } from './store-samples.js'
import { licence, marked, noted, revisionOf, watch } from './watch-samples.js'

const key = { ...chatRef('c1'), person: 'p1' }
const topic = { topic: { entry: entryId('capital'), at: start } }

export function turnCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await store.accept([said('e1'), said('e2')], start)
  })
  afterEach(() => database.end())

  async function finish(id: string, rest: Partial<FinishedTurn>): Promise<FinishOutcome> {
    await store.takeArrivals(leaseOf('a'), start, 1)
    return store.finish(turn(id, rest), 'a', start)
  }

  test('a session is kept, changed and forgotten, apart by thread and person', async () => {
    const inThread = { ...key, thread: threadId('t1') }
    await finish('e1', {
      sessions: [
        { key, session: topic },
        { key: inThread, session: {} },
      ],
    })
    expect(await store.session(key)).toEqual(topic)
    expect(await store.session(inThread)).toEqual({})
    expect(await store.session({ ...key, person: 'p2' })).toBeUndefined()
    await finish('e2', {
      sessions: [
        { key, session: {} },
        { key: inThread, session: undefined },
      ],
    })
    expect(await store.session(key)).toEqual({})
    expect(await store.session(inThread)).toBeUndefined()
  })

  test('a turn is stored wholly or not at all', async () => {
    const broken = [
      talk('c1', 'first'),
      { ...talk('c1', 'second'), presses: [sample.press('t'), sample.press('t')] },
    ]
    await expect(finish('e1', { sessions: [{ key, session: topic }], messages: broken })).rejects.toThrow()
    expect(await store.session(key)).toBeUndefined()
    expect(await store.backlog()).toEqual({ arrivals: 2, sends: 0, maybeSent: 0 })
    expect(await store.finish(turn('e1'), 'a', start)).toBe('stored')
  })

  test('a refused finish changes nothing, and a second finish is refused', async () => {
    const messages = [talk('c1', 'once')]
    expect(await store.finish(turn('e1', { messages }), 'a', start)).toBe('lost')
    expect(await finish('e1', { messages })).toBe('stored')
    expect(await store.finish(turn('e1', { messages }), 'a', start)).toBe('lost')
    expect((await store.backlog()).sends).toBe(1)
  })

  test('a press is found as it was stored', async () => {
    await finish('e1', { messages: [{ ...talk('c1', 'hi'), presses: [sample.press('t1')] }] })
    expect(await store.press(pressToken('t1'))).toEqual(sample.press('t1'))
    expect(await store.press(pressToken('t2'))).toBeUndefined()
  })

  test('a press on a card is outdated once the card has a newer revision', async () => {
    const withPress = (token: string): OutgoingMessage => ({
      ...sample.card('c1', 'text'),
      presses: [sample.press(token)],
    })
    await finish('e1', { messages: [withPress('t1')] })
    const first = { ...sample.press('t1'), card: cardKey('k1'), revision: 1 }
    expect(await store.press(pressToken('t1'))).toEqual({ ...first, currentRevision: 1 })
    await finish('e2', { messages: [withPress('t2')] })
    expect(await store.press(pressToken('t1'))).toEqual({ ...first, currentRevision: 2 })
    expect(await store.press(pressToken('t2'))).toMatchObject({ revision: 2, currentRevision: 2 })
  })

  test('one key in two chats is two cards', async () => {
    await finish('e1', {
      messages: [sample.card('c1', 'a'), { ...sample.card('c2', 'b'), presses: [sample.press('t2', 'c2')] }],
    })
    expect(await store.press(pressToken('t2'))).toMatchObject({ revision: 1, currentRevision: 1 })
  })

  test('a press that anybody may use has no owner', async () => {
    const { token, press, chat, expiresAt } = sample.press('t1')
    const forAll = { token, press, chat, expiresAt }
    await finish('e1', { messages: [{ ...talk('c1', 'hi'), presses: [forAll] }] })
    expect(await store.press(pressToken('t1'))).toEqual(forAll)
  })

  test('an answer is recorded', async () => {
    const answered: Effect = {
      kind: 'answered',
      answer: eventId('e1'),
      chat: said('e1').chat,
      by: { channel: 'web', person: 'p1' },
      question: '注册资本要多少？',
      outcome: 'found',
      entries: [entryId('capital')],
      knowledge: 'v1',
    }
    await finish('e1', { effects: [answered] })
    expect(await database.look.selectFrom('answers').selectAll().execute()).toEqual([
      {
        channel: 'web',
        chat: 'c1',
        answer: 'e1',
        person: 'p1',
        question: '注册资本要多少？',
        outcome: 'found',
        entries: '["capital"]',
        knowledge: 'v1',
        answered_at: start,
      },
    ])
  })

  test('a question that was corrected is answered anew under the same id', async () => {
    const answered = (id: string, outcome: 'unknown' | 'found'): Effect => ({
      kind: 'answered',
      answer: eventId('e0'),
      chat: said('e1').chat,
      by: { channel: 'web', person: 'p1' },
      question: `问 ${id}`,
      outcome,
      entries: [],
      knowledge: 'v1',
    })
    await finish('e1', { effects: [answered('e1', 'unknown')] })
    await finish('e2', { effects: [answered('e2', 'found')] })
    const answers = await database.look.selectFrom('answers').select(['question', 'outcome']).execute()
    expect(answers).toEqual([{ question: '问 e2', outcome: 'found' }])
  })

  test('a person has one rating of an answer, the last; others have their own', async () => {
    const rated = (person: string, useful: boolean): Effect => ({
      kind: 'rated',
      answer: eventId('e0'),
      by: { channel: 'web', person },
      useful,
    })
    await finish('e1', { effects: [rated('p1', true), rated('p2', true)] })
    await finish('e2', { effects: [rated('p1', false)] })
    const ratings = await database.look
      .selectFrom('ratings')
      .select(['person', 'useful'])
      .orderBy('person')
      .execute()
    expect(ratings).toEqual([
      { person: 'p1', useful: 0 },
      { person: 'p2', useful: 1 },
    ])
  })

  test('a turn that rests on a matter as it was before another turn is outdated, and leaves all as it is', async () => {
    await watch(store)
    const matter = licence().id
    const revision = await revisionOf(store, matter)
    const rest = { effects: [noted(marked('seen'))], read: [{ matter, revision }] }
    expect(await finish('e1', rest)).toBe('stored')
    expect(await finish('e2', rest)).toBe('outdated')
    expect((await store.watchedIn(chatRef('c1')))[0]?.matter.log).toHaveLength(2)
    const read = [{ matter, revision: await revisionOf(store, matter) }]
    expect(await store.finish(turn('e2', { ...rest, read }), 'a', start)).toBe('stored')
  })
}
