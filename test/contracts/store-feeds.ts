import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ChatClosed } from '../../src/chat/arrival.js'
import type { Effect } from '../../src/chat/decision.js'
import { feedToken } from '../../src/values/ids.js'
import { storeRoom } from './store-room.js'
import { type OpenDatabase, chatRef, handle, later, said, start } from './store-samples.js'

const old = feedToken('the-first-link-of-24-chr')
const fresh = feedToken('another-link-of-24-chars')

const opened = (token = old, chat = 'c1'): Effect => ({ kind: 'feed-opened', chat: chatRef(chat), token })
const closed = (chat = 'c1'): Effect => ({ kind: 'feed-closed', chat: chatRef(chat) })

export function feedCases(open: OpenDatabase): void {
  const room = storeRoom(open)

  /** One turn after another, in the chat that they are about. */
  async function turn(effects: readonly Effect[], now = start): Promise<void> {
    for (const effect of effects) await room.does([effect], now)
  }

  test('a link opens the calendar of its chat and no other', async () => {
    await turn([opened(old), opened(fresh, 'c2')])
    expect(await room.store.chatOfFeed(old)).toEqual(chatRef('c1'))
    expect(await room.store.chatOfFeed(fresh)).toEqual(chatRef('c2'))
    expect(await room.store.chatOfFeed(feedToken('nobody-ever-gave-this-out'))).toBeUndefined()
  })

  test('it is known since when, and not in other chats', async () => {
    await turn([opened()], later(5))
    expect(await room.store.feedMadeAt(chatRef('c1'))).toBe(later(5))
    expect(await room.store.feedMadeAt(chatRef('c2'))).toBeUndefined()
  })

  test('a new link kills the old one', async () => {
    await turn([opened()])
    await turn([opened(fresh)], later(7))
    expect(await room.store.chatOfFeed(old)).toBeUndefined()
    expect(await room.store.chatOfFeed(fresh)).toEqual(chatRef('c1'))
    expect(await room.store.feedMadeAt(chatRef('c1'))).toBe(later(7))
  })

  test('ended, it opens nothing, and the next one works', async () => {
    await turn([opened(), opened(fresh, 'c2'), closed()])
    expect(await room.store.chatOfFeed(old)).toBeUndefined()
    expect(await room.store.feedMadeAt(chatRef('c1'))).toBeUndefined()
    expect(await room.store.chatOfFeed(fresh)).toEqual(chatRef('c2'))
    await turn([closed(), opened()])
    expect(await room.store.chatOfFeed(old)).toEqual(chatRef('c1'))
  })

  test('what is kept is a digest of it', async () => {
    await turn([opened()])
    const rows = await room.database.look.selectFrom('feeds').selectAll().execute()
    const hash = createHash('sha256').update(old).digest('hex')
    expect(rows).toEqual([{ ...chatRef('c1'), token_hash: hash, made_at: start }])
    expect(await room.store.chatOfFeed(feedToken(hash))).toBeUndefined()
  })

  test.each<[ChatClosed, boolean]>([
    ['removed', false],
    ['blocked', false],
    ['gone', false],
    ['muted', true],
  ])('where the bot was %s it opens: %s; back again it does', async (why, opens) => {
    await turn([opened()])
    await turn([{ kind: 'chat-closed', chat: chatRef('c1'), why }], later(1))
    expect(await room.store.chatOfFeed(old)).toEqual(opens ? chatRef('c1') : undefined)
    await handle(room.store, said('back'), {}, later(2))
    expect(await room.store.chatOfFeed(old)).toEqual(chatRef('c1'))
  })

  test('a chat that moves takes its link along', async () => {
    await turn([opened(), { kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' }])
    expect(await room.store.chatOfFeed(old)).toEqual(chatRef('c9'))
    expect(await room.store.feedMadeAt(chatRef('c1'))).toBeUndefined()
    await turn([{ kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' }])
    expect(await room.store.chatOfFeed(old)).toEqual(chatRef('c9'))
  })

  test('where the new chat has a link already, that one stays and the old one is dead', async () => {
    await turn([opened(), opened(fresh, 'c9'), { kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' }])
    expect(await room.store.chatOfFeed(old)).toBeUndefined()
    expect(await room.store.chatOfFeed(fresh)).toEqual(chatRef('c9'))
    await turn([closed('c9')])
    expect(await room.store.chatOfFeed(fresh)).toBeUndefined()
  })
}
