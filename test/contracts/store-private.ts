import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import * as sample from './store-samples.js'
import { messageId } from '../../src/values/ids.js'
import { chatRef, claim, handle, later, said, settle, talk } from './store-samples.js'

const p1 = { channel: 'web', person: 'p1' } as const

export function privateCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  /** p1 talks in that chat. */
  const talks = (chat: string, kind: 'private' | 'group', seconds: number) => {
    const arrival = { ...said(`${chat} ${seconds}`, chat), chat: { ...chatRef(chat), kind } }
    const sessions = [{ key: { ...chatRef(chat), person: 'p1' }, session: {} }]
    return handle(store, arrival, { sessions }, later(seconds))
  }

  test('of a person is found once they used it, and is no group', async () => {
    await talks('group', 'group', 0)
    expect(await store.privateChat(p1)).toBeUndefined()
    await talks('c1', 'private', 1)
    await talks('group', 'group', 2)
    expect(await store.privateChat(p1)).toEqual(chatRef('c1'))
  })

  test('is the one that was used last, and nobody else’s', async () => {
    await talks('c1', 'private', 1)
    await talks('c2', 'private', 3)
    await talks('c1', 'private', 2)
    expect(await store.privateChat(p1)).toEqual(chatRef('c2'))
    expect(await store.privateChat({ channel: 'web', person: 'p2' })).toBeUndefined()
    expect(await store.privateChat({ channel: 'telegram', person: 'p1' })).toBeUndefined()
  })

  test('is known by its own id as soon as we wrote there first, under the id of the person', async () => {
    const there = { key: { ...chatRef('person'), person: 'p1' }, session: { script: 'traditional' } } as const
    await handle(
      store,
      { ...said('asked', 'group'), chat: { ...chatRef('group'), kind: 'group' } },
      { sessions: [there], messages: [talk('person', 'one')] },
      later(1),
    )
    expect(await store.privateChat(p1)).toBeUndefined()
    await settle(store, (await claim(store, later(2)))[0], {
      kind: 'sent',
      message: messageId('m1'),
      chat: 'c9',
    })
    expect(await store.privateChat(p1)).toEqual(chatRef('c9'))
    expect(await store.session({ ...chatRef('c9'), person: 'p1' })).toEqual(there.session)
  })

  test('that takes nothing from us is none', async () => {
    await talks('c1', 'private', 1)
    await store.closeChat(chatRef('c1'), 'blocked', [], later(2))
    expect(await store.privateChat(p1)).toBeUndefined()
  })
}
