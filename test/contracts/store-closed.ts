import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import * as sample from './store-samples.js'
import {
  calls,
  chatRef,
  claim,
  handle,
  later,
  leaseOf,
  queue,
  reminder,
  said,
  sendAll,
  sent,
  settle,
  start,
  talk,
  turn,
} from './store-samples.js'

const left: Effect = { kind: 'chat-closed', chat: chatRef('c1'), why: 'removed' }
const alarm = talk('operators', 'alarm')

export function closedCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const stateOf = async (chat: string) => (await store.chat(chatRef(chat)))?.state

  const whys = async () =>
    database.look
      .selectFrom('outbox')
      .select(['state', 'why'])
      .where('chat', '=', 'c1')
      .orderBy('id')
      .execute()

  test('what was still to be sent there ends, and the alarm goes out', async () => {
    await handle(store, said('e1', 'c1'))
    await queue(store, [talk('c1', 'one', 'two'), reminder('c1', 5, 'three'), talk('c2', 'elsewhere')])
    expect(await store.closeChat(chatRef('c1'), 'muted', [alarm], later(1))).toBe(true)
    expect(await stateOf('c1')).toBe('muted')
    expect(await whys()).toEqual(Array.from({ length: 3 }, () => ({ state: 'refused', why: 'muted' })))
    expect(calls(await sendAll(store, later(1)))).toEqual(['elsewhere', 'alarm'])
  })

  test('a row that waits ends too, and one under way ends by itself', async () => {
    await queue(store, [talk('c1', 'one'), talk('c1', 'two'), talk('c3', 'three')])
    const [one, three] = await claim(store)
    await settle(store, three, { kind: 'not-before', at: later(50) })
    expect(await store.closeChat(chatRef('c1'), 'gone', [], start)).toBe(true)
    expect(await store.closeChat(chatRef('c3'), 'gone', [], start)).toBe(true)
    expect(await store.backlog()).toMatchObject({ sends: 1 })
    await settle(store, one, sent('m1'))
    expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
    expect(await whys()).toEqual([
      { state: 'sent', why: null },
      { state: 'refused', why: 'gone' },
    ])
  })

  test('a chat is closed once: a second try says so, and queues nothing', async () => {
    expect(await store.closeChat(chatRef('c1'), 'muted', [alarm], start)).toBe(true)
    expect(await store.closeChat(chatRef('c1'), 'removed', [alarm], later(1))).toBe(false)
    expect(await stateOf('c1')).toBe('muted')
    expect(calls(await sendAll(store))).toEqual(['alarm'])
  })

  test('several that find a chat closed at once raise one alarm', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => database.another()))
    const closed = await Promise.all(
      stores.map((each) => each.closeChat(chatRef('c1'), 'removed', [alarm], start)),
    )
    expect(closed.filter((first) => first)).toHaveLength(1)
    expect(calls(await sendAll(store))).toEqual(['alarm'])
  })

  test('a chat is closed with its alarms or not at all', async () => {
    await queue(store, [talk('c1', 'one')])
    const broken = { ...alarm, presses: [sample.press('t'), sample.press('t')] }
    await expect(store.closeChat(chatRef('c1'), 'muted', [broken], start)).rejects.toThrow()
    expect(await stateOf('c1')).toBeUndefined()
    expect(calls(await sendAll(store))).toEqual(['one'])
  })

  test('a chat never seen is closed as what it is not known to be', async () => {
    expect(await store.closeChat(chatRef('c1'), 'blocked', [], start)).toBe(true)
    expect(await store.chat(chatRef('c1'))).toEqual({ state: 'blocked', closedAt: start, introduced: false })
    expect(await store.startedChats(10)).toEqual([])
  })

  test('a turn that closes its chat ends what was still to be sent, and its own messages go', async () => {
    await queue(store, [talk('c1', 'one')])
    await handle(store, said('e1', 'c1'), { effects: [left], messages: [alarm] })
    const closed = { kind: 'private', state: 'removed', closedAt: start, introduced: false }
    expect(await store.chat(chatRef('c1'))).toEqual(closed)
    expect(calls(await sendAll(store))).toEqual(['alarm'])
  })

  test('what comes later opens a chat again; that the bot introduced itself is still known', async () => {
    await handle(store, said('e1', 'c1'), { effects: [{ kind: 'introduced', chat: chatRef('c1') }] })
    await handle(store, said('e2', 'c1'), { effects: [left] }, later(1))
    expect(await stateOf('c1')).toBe('removed')
    await handle(store, said('e3', 'c1'), {}, later(2))
    expect(await store.chat(chatRef('c1'))).toEqual({ kind: 'private', state: 'live', introduced: true })
    expect(await store.closeChat(chatRef('c1'), 'muted', [], later(3))).toBe(true)
  })

  test('a chat that people open again and again while it takes nothing raises one alarm a day', async () => {
    const asked = async (hour: number): Promise<boolean> => {
      const at = later(hour * 3_600)
      await handle(store, said(`e${hour}`, 'c1'), {}, at)
      expect(await stateOf('c1')).toBe('live')
      return store.closeChat(chatRef('c1'), 'muted', [alarm], at)
    }
    for (const hour of [0, 1, 2, 20]) expect(await asked(hour)).toBe(true)
    expect(calls(await sendAll(store, later(20 * 3_600)))).toEqual(['alarm'])
    expect(await asked(44)).toBe(true)
    expect(calls(await sendAll(store, later(44 * 3_600)))).toEqual(['alarm'])
  })

  test('what came after the end opens the chat, however late either was handled', async () => {
    await store.accept([said('e1', 'c1'), said('e2', 'c1')], start)
    await store.takeArrivals(leaseOf('a'), start, 1)
    await store.finish(turn('e1', { effects: [left] }), 'a', later(5))
    await store.takeArrivals(leaseOf('a', later(6)), later(6), 1)
    await store.finish(turn('e2'), 'a', later(7))
    expect(await stateOf('c1')).toBe('live')
  })

  test('what had only waited its turn opens no closed chat, so that there is no second alarm', async () => {
    await store.accept([said('e1', 'c1'), said('e2', 'c1')], start)
    for (const [id, at] of [
      ['e1', later(1)],
      ['e2', later(3)],
    ] as const) {
      await store.takeArrivals(leaseOf('a', at), at, 1)
      await store.finish(turn(id), 'a', at)
      await store.closeChat(chatRef('c1'), 'blocked', [alarm], later(2))
    }
    expect(await stateOf('c1')).toBe('blocked')
    expect(calls(await sendAll(store))).toEqual(['alarm'])
  })
}
