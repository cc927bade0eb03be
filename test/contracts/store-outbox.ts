import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { channelNames, messageId, pressToken, threadId, type ChannelName } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  calls,
  chatRef,
  claim,
  later,
  leaseOf,
  maybeSent,
  queue,
  reminder,
  sent,
  settle,
  start,
  talk,
} from './store-samples.js'

export function outboxCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  test('each call is one row, and they go in order, one at a time', async () => {
    await queue(store, [talk('c1', 'one', 'two'), talk('c1', 'three')])
    for (const call of ['one', 'two', 'three']) {
      const [send, ...others] = await claim(store)
      expect(send).toMatchObject({ call, to: chatRef('c1'), repeated: false })
      expect(others).toEqual([])
      expect(await store.takeSends(leaseOf('other'), start, 100)).toEqual([])
      await settle(store, send, sent())
    }
    expect((await store.backlog()).sends).toBe(0)
  })

  test('in a thread every part has thread and quoted message, elsewhere the first part quotes', async () => {
    const reply = { ...talk('c1', 'one', 'two'), replyTo: messageId('m0') }
    await queue(store, [{ ...reply, thread: threadId('t1') }, reply])
    const sent = await sample.sendAll(store)
    expect(sent.map(({ thread, replyTo }) => [thread, replyTo])).toEqual([
      ['t1', 'm0'],
      ['t1', 'm0'],
      [undefined, 'm0'],
      [undefined, undefined],
    ])
  })

  test('chats do not wait for each other, and the limit holds', async () => {
    await queue(store, [talk('c1', 'a1', 'a2'), talk('c2', 'b1'), talk('c3', 'd1')])
    expect(calls(await claim(store, start, 2))).toEqual(['a1', 'b1'])
    expect(calls(await claim(store, start, 2))).toEqual(['d1'])
  })

  test('rows of a channel that is full stay where they are', async () => {
    await queue(store, [talk('c1', 'one')])
    const { channel } = chatRef('c1')
    expect(await store.takeSends(leaseOf('a'), start, 10, [channel])).toEqual([])
    expect(calls(await store.takeSends(leaseOf('a'), start, 10, []))).toEqual(['one'])
  })

  test('chats of different channels are apart, whatever their ids', async () => {
    const on = (channel: ChannelName) => ({ ...talk('c1', channel), to: { channel, chat: 'c1' } })
    await queue(store, channelNames.map(on))
    const some = await store.takeSends(leaseOf('a'), start, 100, ['telegram', 'web'])
    expect(calls(some)).toEqual(['feishu', 'terminal'])
    expect(await store.takeSends(leaseOf('b'), start, 100, channelNames)).toEqual([])
    expect(calls(await store.takeSends(leaseOf('b'), start, 100))).toEqual(['telegram', 'web'])
  })

  test('talk goes before reminders, and the nearest reminder first', async () => {
    await queue(store, [
      reminder('c1', 900, 'far'),
      reminder('c1', 100, 'near'),
      reminder('c1', 100, 'near too'),
    ])
    await queue(store, [talk('c1', 'talk')])
    expect(calls(await sample.sendAll(store))).toEqual(['talk', 'near', 'near too', 'far'])
  })

  test('a reminder that is due at no time in particular waits for talk too', async () => {
    await queue(store, [{ ...talk('c1', 'reminder'), lane: 'reminder' }])
    await queue(store, [talk('c1', 'talk')])
    expect(calls(await sample.sendAll(store))).toEqual(['talk', 'reminder'])
  })

  test('nothing overtakes a row that is being sent', async () => {
    await queue(store, [reminder('c1', 900, 'far')])
    const [far] = await claim(store)
    await queue(store, [reminder('c1', 100, 'near'), talk('c1', 'talk')])
    expect(await claim(store)).toEqual([])
    await settle(store, far, sent())
    expect(calls(await sample.sendAll(store))).toEqual(['talk', 'near'])
  })

  test('a row told to wait holds up the later rows of its chat, and no other chat', async () => {
    await queue(store, [talk('c1', 'a1', 'a2'), reminder('c1', 1, 'a3')])
    const [first] = await claim(store)
    await settle(store, first, { kind: 'not-before', at: later(7) })
    await queue(store, [talk('c2', 'b1')])
    expect(calls(await sample.sendAll(store, later(6)))).toEqual(['b1'])
    const [again] = await claim(store, later(7))
    expect(again).toEqual(first)
    await settle(store, again, sent(), later(7))
    expect(calls(await sample.sendAll(store, later(7)))).toEqual(['a2', 'a3'])
  })

  test('what may have been sent goes once more, after a pause, under the same key and says so; then it is final', async () => {
    await queue(store, [talk('c1', 'one', 'two')])
    const [first] = await claim(store)
    await settle(store, first, maybeSent)
    expect(calls(await claim(store, later(29)))).toEqual([])
    const [second] = await claim(store, sample.again)
    expect(second).toEqual({ ...first, repeated: true })
    await settle(store, second, maybeSent, sample.again)
    expect(await store.backlog()).toMatchObject({ sends: 1, maybeSent: 1 })
    expect(calls(await sample.sendAll(store, sample.again))).toEqual(['two'])
  })

  test('an attempt told to wait that may have arrived says so the next time, and may wait again', async () => {
    await queue(store, [talk('c1', 'one')])
    const [first] = await claim(store)
    await settle(store, first, { kind: 'not-before', at: later(7), doubtful: 'unanswered', why: 'reset' })
    expect(await claim(store, later(6))).toEqual([])
    const [again] = await claim(store, later(7))
    expect(again).toEqual({ ...first, repeated: true })
    await settle(store, again, { kind: 'not-before', at: later(9) }, later(7))
    expect(await claim(store, later(9))).toEqual([{ ...first, repeated: true }])
    const rows = await database.look.selectFrom('outbox').select(['why']).execute()
    expect(rows).toEqual([{ why: 'reset' }])
  })

  test('a refused row is final and the next one goes', async () => {
    await queue(store, [talk('c1', 'one', 'two')])
    const [first] = await claim(store)
    await settle(store, first, { kind: 'refused', why: 'kicked' })
    expect(calls(await sample.sendAll(store))).toEqual(['two'])
  })

  test('a row found in sending after its lease ran out may have been sent', async () => {
    await queue(store, [talk('c1', 'one')])
    const [first] = await claim(store)
    expect(await store.recover(later(59))).toBe(0)
    expect(await claim(store, later(90))).toEqual([])
    expect(await store.recover(later(60))).toBe(1)
    expect(await claim(store, later(60))).toEqual([{ ...first, repeated: true }])
    expect(await store.recover(later(120))).toBe(1)
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 1 })
  })

  test('marks of a lost lease are ignored', async () => {
    await queue(store, [talk('c1', 'one')])
    const [first] = await claim(store)
    await settle(store, first, sent(), later(60))
    await store.settle([{ id: first?.id ?? 0, outcome: sent() }], 'other', start)
    expect((await store.backlog()).sends).toBe(1)
    await store.recover(later(60))
    await store.takeSends(leaseOf('other', later(60)), later(60), 1)
    await settle(store, first, sent(), later(61))
    expect((await store.backlog()).sends).toBe(1)
  })

  test('several rows are settled at once', async () => {
    await queue(store, [talk('c1', 'a'), talk('c2', 'b'), talk('c3', 'c')])
    const [a, b, c] = await claim(store)
    const results = [
      { id: a?.id ?? 0, outcome: sent() },
      { id: b?.id ?? 0, outcome: maybeSent },
      { id: c?.id ?? 0, outcome: { kind: 'refused', why: 'kicked' } as const },
    ]
    await store.settle(results, 'sender', start)
    expect(await store.backlog()).toMatchObject({ sends: 1, maybeSent: 0 })
  })

  test('a chat found moved takes its unsent rows, cards, buttons and sessions along', async () => {
    const key = { ...chatRef('c1'), person: 'p1' }
    await store.accept([sample.said('e1', 'c1')], start)
    await store.takeArrivals(leaseOf('a'), start, 1)
    const messages = [{ ...sample.card('c1', 'one'), presses: [sample.press('t1')] }, talk('c1', 'two')]
    await store.finish(sample.turn('e1', { messages, sessions: [{ key, session: {} }] }), 'a', start)
    const [first] = await claim(store)
    await settle(store, first, { kind: 'moved-to', chat: 'c9' })
    expect(await store.session(key)).toBeUndefined()
    expect(await store.session({ ...key, chat: 'c9' })).toEqual({})
    expect(await store.press(pressToken('t1'))).toMatchObject({ chat: chatRef('c9'), currentRevision: 1 })
    const moved = await sample.sendAll(store)
    expect(moved.map(({ to, call, repeated }) => [to.chat, call, repeated])).toEqual([
      ['c9', 'one', false],
      ['c9', 'two', false],
    ])
    await queue(store, [sample.card('c9', 'changed')])
    expect(await claim(store)).toMatchObject([{ call: 'changed', edits: `m${first?.id ?? 0}` }])
  })

  test('a chat found moved to where a card and session exist leaves those alone', async () => {
    const session = async (chat: string, at: ReturnType<typeof later>) => {
      await store.accept([sample.said(chat, chat)], start)
      await store.takeArrivals(leaseOf('a'), start, 1)
      const sessions = [
        { key: { ...chatRef(chat), person: 'p1' }, session: { pressed: { token: pressToken('t'), at } } },
      ]
      await store.finish(sample.turn(chat, { sessions, messages: [sample.card(chat, chat)] }), 'a', start)
    }
    await session('c1', later(1))
    await session('c9', later(9))
    const [old] = await claim(store, start, 1)
    await settle(store, old, { kind: 'moved-to', chat: 'c9' })
    expect(await store.session({ ...chatRef('c9'), person: 'p1' })).toMatchObject({
      pressed: { at: later(9) },
    })
    expect(calls(await sample.sendAll(store))).toEqual(['c1', 'c9'])
  })
}
