import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import { eventId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { chatRef, daysLater, handle, said, start } from './store-samples.js'

const sheet = eventId('sheet-1')
const text = '公司名,到期日期\r\n甲公司,2027-03-02\r\n'
const kept = (chat = 'c1'): Effect => ({ kind: 'sheet-kept', sheet, chat: chatRef(chat), text })

export function sheetCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  let turns = 0
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const turn = (effect: Effect, now = start) =>
    handle(store, said(`sheet-${++turns}`), { effects: [effect] }, now)

  test('is found as it came, in its chat and no other', async () => {
    await turn(kept())
    expect(await store.sheet(chatRef('c1'), sheet)).toBe(text)
    expect(await store.sheet(chatRef('c2'), sheet)).toBeUndefined()
    expect(await store.sheet(chatRef('c1'), eventId('sheet-2'))).toBeUndefined()
  })

  test('goes along when the chat moves', async () => {
    await turn(kept())
    await turn({ kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' })
    expect(await store.sheet(chatRef('c9'), sheet)).toBe(text)
    expect(await store.sheet(chatRef('c1'), sheet)).toBeUndefined()
  })

  test('is kept for eight days', async () => {
    await turn(kept())
    await store.tidy(daysLater(8))
    expect(await store.sheet(chatRef('c1'), sheet)).toBe(text)
    await store.tidy(daysLater(9))
    expect(await store.sheet(chatRef('c1'), sheet)).toBeUndefined()
  })
}
