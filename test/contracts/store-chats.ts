import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import { messageId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  chatRef,
  claim,
  handle,
  later,
  queue,
  said,
  sendAll,
  sent,
  settle,
  start,
  talk,
} from './store-samples.js'

const introduced = (chat: string): Effect => ({ kind: 'introduced', chat: chatRef(chat) })
const started = (chat: string): Effect => ({ kind: 'started', chat: chatRef(chat) })

export function chatCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  test('a chat is known once something that came from it was handled', async () => {
    await store.accept([said('e1')], start)
    expect(await store.chat(chatRef('c1'))).toBeUndefined()
    await handle(store, said('e1'))
    expect(await store.chat(chatRef('c1'))).toEqual({ kind: 'private', state: 'live', introduced: false })
    expect(await store.chat({ channel: 'telegram', chat: 'c1' })).toBeUndefined()
  })

  test('a refused finish makes no chat known', async () => {
    await store.accept([said('e1')], start)
    expect(await store.finish(sample.turn('e1'), 'a', start)).toBe('lost')
    expect(await store.chat(chatRef('c1'))).toBeUndefined()
  })

  test('when a chat was last seen, and as what, is kept', async () => {
    await handle(store, said('e1'))
    const group = { ...said('e2'), chat: { ...chatRef('c1'), kind: 'group' } } as const
    await handle(store, group, {}, later(5))
    const rows = await database.look.selectFrom('chats').select(['chat', 'kind', 'seen_at']).execute()
    expect(rows).toEqual([{ chat: 'c1', kind: 'group', seen_at: later(5) }])
  })

  test('an introduction is remembered, and its first time', async () => {
    await handle(store, said('e1'), { effects: [introduced('c1')] })
    await handle(store, said('e2'), { effects: [introduced('c1')] }, later(5))
    expect(await store.chat(chatRef('c1'))).toEqual({ kind: 'private', state: 'live', introduced: true })
    const rows = await database.look.selectFrom('chats').select('introduced_at').execute()
    expect(rows).toEqual([{ introduced_at: start }])
  })

  test('the chats that began anew come newest first, as many as asked', async () => {
    await handle(store, said('e1', 'c1'), { effects: [started('c1')] })
    await handle(store, said('e2', 'c2'), { effects: [started('c2')] }, later(1))
    await handle(store, said('e3', 'c3'), {}, later(2))
    await handle(store, said('e4', 'c1'), { effects: [started('c1')] }, later(3))
    const first = { ...chatRef('c1'), kind: 'private', at: later(3) }
    expect(await store.startedChats(10)).toEqual([first, { ...chatRef('c2'), kind: 'private', at: later(1) }])
    expect(await store.startedChats(1)).toEqual([first])
  })

  test('a message is ours once it was sent, in its own chat only', async () => {
    await queue(store, [talk('c1', 'one')])
    const [one] = await claim(store)
    expect(await store.wrote(chatRef('c1'), messageId('m1'))).toBe(false)
    await settle(store, one, sent('m1'))
    expect(await store.wrote(chatRef('c1'), messageId('m1'))).toBe(true)
    expect(await store.wrote(chatRef('c1'), messageId('m2'))).toBe(false)
    expect(await store.wrote(chatRef('c2'), messageId('m1'))).toBe(false)
    expect(await store.wrote({ channel: 'feishu', chat: 'c1' }, messageId('m1'))).toBe(false)
  })

  test('a chat addressed by a person is the one that the platform names', async () => {
    const privately = (call: string) => ({
      ...sample.card('person', call),
      presses: [sample.press(call, 'person')],
    })
    await queue(store, [privately('t1'), talk('person', 'two'), talk('other', 'three')])
    const [first] = await claim(store)
    await settle(store, first, { kind: 'sent', message: messageId('m1'), chat: 'c9' })
    expect(await store.wrote(chatRef('c9'), messageId('m1'))).toBe(true)
    expect(await store.press(sample.press('t1').token)).toMatchObject({
      chat: chatRef('c9'),
      revision: 1,
      currentRevision: 1,
    })
    const rest = await sendAll(store)
    expect(rest.map(({ to, call }) => [to.chat, call])).toEqual([['c9', 'two']])
    await queue(store, [sample.card('c9', 'changed')])
    expect(await claim(store)).toMatchObject([{ call: 'changed', edits: 'm1' }])
  })

  test('what was sent to a person before goes along, and naming the same chat again changes nothing', async () => {
    await queue(store, [talk('person', 'one', 'two', 'three')])
    await settle(store, (await claim(store))[0], sent('m1'))
    for (const message of ['m2', 'm3'])
      await settle(store, (await claim(store))[0], { kind: 'sent', message: messageId(message), chat: 'c9' })
    for (const message of ['m1', 'm2', 'm3']) {
      expect(await store.wrote(chatRef('c9'), messageId(message))).toBe(true)
      expect(await store.wrote(chatRef('person'), messageId(message))).toBe(false)
    }
  })

  test('how far each channel has read only moves forward', async () => {
    expect(await store.caughtUp('telegram')).toBeUndefined()
    await store.noteCaughtUp('telegram', later(5))
    await store.noteCaughtUp('telegram', later(3))
    expect(await store.caughtUp('telegram')).toBe(later(5))
    await store.noteCaughtUp('telegram', later(9))
    expect(await store.caughtUp('telegram')).toBe(later(9))
    expect(await store.caughtUp('feishu')).toBeUndefined()
  })
}
