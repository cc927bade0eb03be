import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StandInWhen } from '../../src/deadlines/watch.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import type { Store } from '../../src/ports.js'
import { matterId, ruleId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { calls, chatRef, daysLater, handle, later, said, sendAll, start, talk } from './store-samples.js'
import { line, remind, statesOf, watch, watchChanged, watchEnded } from './watch-samples.js'

const [c1, boss] = [chatRef('c1'), chatRef('boss')]
const id = matterId('x1')

const unanswered: StandInWhen = { kind: 'unanswered', after: 4 }
const closed: StandInWhen = { kind: 'closed', since: start }
const stoodIn = (chat: string, when: StandInWhen): MatterEffect => {
  return { kind: 'stood-in', matter: id, standIn: { chat: chatRef(chat), for: c1, when, by: '老板' } }
}
const stoodDown = (chat: string, when: StandInWhen['kind']): MatterEffect => {
  return { kind: 'stood-down', matter: id, chat: chatRef(chat), when }
}

/** Chats that hear of a matter in the stead of one that watches it, and what becomes of chats that close. */
export function standInCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await watch(store)
  })
  afterEach(() => database.end())

  const change = (...effects: readonly MatterEffect[]) => store.change(effects, later(1))
  const close = (seconds: number, chat = c1) => store.closeChat(chat, 'removed', [], later(seconds))
  const chatsOf = async () => (await store.matters(undefined, 1))[0]?.watches.map(({ chat }) => chat.chat)

  test('where nobody answers: known with the matter, by whoever watches and by itself, and watched by nobody else', async () => {
    const ladders = { [ruleId('renewal')]: { kind: 'off' } } as const
    await change(watchChanged('c1', { ladders }), stoodIn('boss', unanswered))
    const [there] = await store.standsInFor(boss)
    expect(there?.watches).toEqual([])
    expect(there?.standIns).toMatchObject([{ chat: boss, for: c1, when: unanswered, by: '老板', ladders }])
    expect(await store.watchedIn(boss)).toEqual([])
    const [here] = await store.watchedIn(c1)
    expect(here?.standIns).toEqual(there?.standIns)
    expect(await store.standsInFor(c1)).toEqual([])
    expect(await chatsOf()).toEqual(['c1'])
  })

  test('agreed to again it has the later terms; ended, it hears nothing that was planned there', async () => {
    await change(stoodIn('boss', unanswered), stoodIn('boss', { kind: 'unanswered', after: 6 }))
    expect((await store.standsInFor(boss))[0]?.standIns).toMatchObject([{ when: { after: 6 } }])
    await remind(store, [line('a', { chat: boss })], later(1))
    await change(stoodDown('boss', 'unanswered'))
    expect(await store.standsInFor(boss)).toEqual([])
    expect(await statesOf(store, boss)).toEqual([])
    const { said: all = [] } = (await store.matters(undefined, 1))[0] ?? {}
    expect(all.map(({ state }) => state)).toEqual(['dropped'])
  })

  test('a chat that watches the matter no more needs nobody in its stead', async () => {
    await change(stoodIn('boss', unanswered), stoodIn('p1', closed), watchEnded())
    expect(await store.standsInFor(boss)).toEqual([])
    await close(2)
    expect(await store.watchedIn(chatRef('p1'))).toEqual([])
  })

  test('for a closed chat: watches like any other, as long as that is closed, and with its ladder', async () => {
    await change(stoodIn('p1', closed))
    expect(await store.watchedIn(chatRef('p1'))).toEqual([])
    await close(2)
    const [over] = await store.watchedIn(chatRef('p1'))
    expect(over?.watches).toMatchObject([{ chat: chatRef('p1'), for: c1, since: start, keepers: [] }])
    expect(await chatsOf()).toEqual(['c1', 'p1'])
    await handle(store, said('e1'), {}, later(9))
    expect(await store.watchedIn(chatRef('p1'))).toEqual([])
    expect(await chatsOf()).toEqual(['c1'])
    await close(12)
    await change(stoodDown('p1', 'closed'))
    expect(await chatsOf()).toEqual(['c1'])
  })

  test('go along when either chat gets another id', async () => {
    await change(stoodIn('boss', unanswered))
    await handle(store, said('m1'), { effects: [{ kind: 'chat-moved', chat: c1, to: 'c9' }] }, later(2))
    await handle(
      store,
      said('m2', 'boss'),
      { effects: [{ kind: 'chat-moved', chat: boss, to: 'b9' }] },
      later(3),
    )
    const [there] = await store.standsInFor(chatRef('b9'))
    expect(there?.standIns).toMatchObject([{ chat: chatRef('b9'), for: chatRef('c9') }])
    expect(await store.standsInFor(boss)).toEqual([])
  })

  test('wake the matter when their own chat closes', async () => {
    await change(stoodIn('boss', unanswered))
    await remind(store, [line('a')], later(1))
    expect(await store.awake(later(5), 1)).toEqual([])
    await close(5, boss)
    expect(await store.awake(later(5), 1)).toHaveLength(1)
    expect((await store.standsInFor(boss))[0]?.standIns?.[0]?.closed).toBe(true)
  })

  test('of a chat that closed others are told once, until it closes again, and once a day at most', async () => {
    expect(await store.orphaned(later(9), 10)).toEqual([])
    await close(2)
    const [orphan] = await store.orphaned(later(2), 10)
    expect(orphan).toMatchObject({ chat: c1, why: 'removed', since: later(2) })
    expect(orphan?.watched.map(({ matter }) => matter.id)).toEqual(['x1'])
    await store.tellOrphaned(c1, [talk('p1', 'told')], later(3))
    expect(calls(await sendAll(store, later(3)))).toEqual(['told'])
    expect(await store.orphaned(daysLater(9), 10)).toEqual([])
    await handle(store, said('e1'), {}, later(9))
    await close(12)
    expect(await store.orphaned(later(12), 10)).toEqual([])
    expect(await store.orphaned(daysLater(1), 10)).toEqual([])
    expect(await store.orphaned(later(86_400 + 3), 10)).toHaveLength(1)
  })

  test('a chat that opened again before others were told is no orphan; one that took over is', async () => {
    await change(stoodIn('p1', closed))
    await close(2)
    await handle(store, said('e1'), {}, later(9))
    expect(await store.orphaned(later(9), 10)).toEqual([])
    await close(12)
    await close(13, chatRef('p1'))
    const orphans = await store.orphaned(later(13), 10)
    expect(orphans.map(({ chat, watched }) => [chat.chat, watched.length])).toEqual([
      ['c1', 1],
      ['p1', 1],
    ])
  })
}
