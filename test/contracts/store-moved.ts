import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import { messageId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  calls,
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

const moved = (to = 'c9'): Effect => ({ kind: 'chat-moved', chat: chatRef('c1'), to })
const key = { ...chatRef('c1'), person: 'p1' }

export function movedCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  /** A group with a session, a card on message 7 and its button, in which the bot has introduced itself. */
  async function settled(): Promise<void> {
    await handle(store, inGroup('e1'), {
      sessions: [{ key, session: {} }],
      effects: [{ kind: 'introduced', chat: chatRef('c1') }],
      messages: [{ ...sample.card('c1', 'card'), presses: [sample.press('t1')] }],
    })
    await settle(store, (await claim(store))[0], sent('7'))
  }

  const inGroup = (id: string, chat = 'c1'): Arrival => ({
    ...said(id, chat),
    chat: { ...chatRef(chat), kind: 'group' },
  })

  const move = (id: string, now = later(1)) => handle(store, inGroup(id), { effects: [moved()] }, now)

  async function everything(): Promise<unknown> {
    const { look } = database
    return {
      chats: await look.selectFrom('chats').selectAll().orderBy('chat').execute(),
      cards: await look.selectFrom('cards').selectAll().orderBy('chat').execute(),
      sessions: await look.selectFrom('sessions').selectAll().orderBy('chat').execute(),
      presses: await look.selectFrom('presses').selectAll().orderBy('token').execute(),
      outbox: await look.selectFrom('outbox').selectAll().orderBy('id').execute(),
    }
  }

  test('session, button and introduction go along; the old chat is known no more', async () => {
    await settled()
    await move('e2')
    expect(await store.session({ ...key, chat: 'c9' })).toEqual({})
    expect(await store.session(key)).toBeUndefined()
    expect(await store.press(sample.press('t1').token)).toMatchObject({
      chat: chatRef('c9'),
      currentRevision: 1,
    })
    expect(await store.chat(chatRef('c9'))).toEqual({ kind: 'group', state: 'live', introduced: true })
    expect(await store.chat(chatRef('c1'))).toBeUndefined()
  })

  test('what is unsent goes along and quotes nothing: the quoted message stayed behind', async () => {
    await queue(store, [{ ...talk('c1', 'one', 'two'), replyTo: messageId('5') }])
    await move('e2')
    const all = await sendAll(store)
    expect(all.map(({ to, call }) => [to.chat, call])).toEqual([
      ['c9', 'one'],
      ['c9', 'two'],
    ])
    expect(all[0]).not.toHaveProperty('replyTo')
  })

  test('numbers of old messages mean nothing in the new chat: a card goes out afresh and whole', async () => {
    await settled()
    await move('e2')
    expect(await store.wrote(chatRef('c9'), messageId('7'))).toBe(false)
    await queue(store, [sample.card('c9', 'new 1', 'new 2')])
    const all = await sendAll(store)
    expect(calls(all)).toEqual(['new 1', 'new 2'])
    expect(all[1]).not.toHaveProperty('edits')
    expect(await store.press(sample.press('t1').token)).toMatchObject({ revision: 1, currentRevision: 2 })
  })

  test('an edit that was still unsent goes out as a message of its own', async () => {
    await settled()
    await queue(store, [sample.card('c1', 'edit')])
    await settle(store, (await claim(store))[0], { kind: 'moved-to', chat: 'c9' })
    const [fresh] = await claim(store)
    expect(fresh).toMatchObject({ call: 'edit', to: chatRef('c9') })
    expect(fresh).not.toHaveProperty('edits')
  })

  test('a second move of the same pair changes nothing, whether a turn or a send found it', async () => {
    await settled()
    await queue(store, [talk('c1', 'one')])
    const [one] = await claim(store)
    await move('e2')
    await handle(store, inGroup('e3', 'c9'), {}, later(2))
    await queue(store, [sample.card('c9', 'card')])
    await settle(store, one, { kind: 'moved-to', chat: 'c9' })
    await sendAll(store)
    const before = await everything()
    await move('e4', later(3))
    expect(await everything()).toEqual(before)
  })

  test('a move to the chat itself changes nothing', async () => {
    await settled()
    const before = await everything()
    await handle(store, inGroup('e2'), { effects: [moved('c1')] })
    expect(await everything()).toEqual(before)
  })

  test('where the new chat is known already, both are one and the new one knows how it is', async () => {
    await settled()
    await handle(store, inGroup('e2', 'c9'), {}, later(1))
    await store.closeChat(chatRef('c9'), 'muted', [], later(2))
    await move('e3', later(3))
    const closed = { kind: 'group', state: 'muted', closedAt: later(2), introduced: true }
    expect(await store.chat(chatRef('c9'))).toEqual(closed)
  })

  test('a chat that began anew is listed under its new id', async () => {
    await handle(store, inGroup('e1'), { effects: [{ kind: 'started', chat: chatRef('c1') }] })
    await move('e2')
    expect(await store.startedChats(10)).toEqual([{ ...chatRef('c9'), kind: 'group', at: start }])
  })
}
