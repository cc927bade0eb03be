import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Store } from '../../src/ports.js'
import { matterId, messageId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  again,
  chatRef,
  claim,
  daysLater,
  handle,
  later,
  maybeSent,
  said,
  sent,
  settle,
  start,
} from './store-samples.js'
import {
  anHour,
  fill,
  keeper,
  lateSender,
  line,
  lineOf,
  openRows,
  remind,
  revisionOf,
  statesOf,
  tell,
  tellAll,
  watch,
  watchChanged,
} from './watch-samples.js'

const c1 = chatRef('c1')
const near = { due: daysLater(2) }

/** Chats that close, open again or get another id while they watch. */
export function watchChatCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await watch(store)
  })
  afterEach(() => database.end())

  const awakeAt = async (seconds: number) =>
    (await store.awake(later(seconds), 10)).map(({ matter }) => matter.id)

  const close = (seconds = 1) => store.closeChat(c1, 'removed', [], later(seconds))

  const closedIn = async () => (await store.matters(undefined, 1))[0]?.watches.map(({ closed }) => closed)

  const group = (id: string, chat = 'c1'): Arrival => ({
    ...said(id, chat),
    chat: { ...chatRef(chat), kind: 'group' },
  })

  const move = (now = later(1)) =>
    handle(store, group('move'), { effects: [{ kind: 'chat-moved', chat: c1, to: 'c9' }] }, now)

  test('of a closed chat matters know that it is, and are awake', async () => {
    await remind(store, [line('a', { notBefore: anHour })])
    expect(await closedIn()).toEqual([undefined])
    expect(await awakeAt(1)).toEqual([])
    await close()
    expect(await awakeAt(1)).toEqual(['x1'])
    expect(await closedIn()).toEqual([true])
  })

  test('its lines wait, those planned before and after, and come as one digest when it opens again', async () => {
    await remind(store, [line('a', { notBefore: later(5) })])
    await close()
    await remind(store, [line('b')], later(2))
    expect(await openRows(database.look)).toEqual([])
    expect(await claim(store, daysLater(5))).toEqual([])
    expect(await statesOf(store)).toEqual(['a planned', 'b planned'])
    await handle(store, said('e1'), {}, later(9))
    expect(await closedIn()).toEqual([undefined])
    expect(await awakeAt(9)).toEqual(['x1'])
    await remind(store, [], later(9))
    expect(await tellAll(store, later(9 + 120))).toEqual([['x1 a', 'x1 b']])
  })

  test('a digest under way when the chat closes ends as the platform says', async () => {
    await remind(store, [line('a'), line('b', { notBefore: anHour })])
    const [send] = await claim(store)
    await fill(store, send)
    await close()
    await settle(store, send, { kind: 'refused', why: 'kicked', closes: 'removed' }, later(2))
    expect(await statesOf(store)).toEqual(['a planned', 'b planned'])
    expect(await openRows(database.look)).toEqual([])
  })

  test('a digest that finds the chat closed brings no other one before it opens', async () => {
    await remind(store, [line('a')])
    await tell(store, { kind: 'refused', why: 'kicked', closes: 'removed' })
    expect(await openRows(database.look)).toEqual([])
    await close()
    await handle(store, said('e1'), {}, later(9))
    expect(await tellAll(store, later(200))).toEqual([['x1 a']])
  })

  test('what may have arrived before the chat closed is not told again unmarked', async () => {
    await remind(store, [line('a', near)])
    await tell(store, maybeSent)
    await close()
    expect(await statesOf(store)).toEqual(['a maybe-sent'])
    await handle(store, said('e1'), {}, later(9))
    expect(await tellAll(store, later(200))).toEqual([])
  })

  test('a chat that closes harms no other one', async () => {
    await store.change([watchChanged('c2')], start)
    await remind(store, [line('a'), line('a', { chat: chatRef('c2') })])
    await close()
    await remind(store, [], later(1))
    expect(await tellAll(store, later(200))).toEqual([['x1 a']])
  })

  test('a group that gets another id takes what it watches along: keepers, settings, what was said', async () => {
    await store.change([watchChanged('c1', { keepers: [keeper] }), lateSender], start)
    await remind(store, [line('a'), line('b', { notBefore: anHour })])
    await tell(store)
    const before = await store.watchedIn(c1)
    await move()
    expect(await store.watchedIn(c1)).toEqual([])
    const [watched] = await store.watchedIn(chatRef('c9'))
    expect(watched?.watches).toEqual(before[0]?.watches.map((one) => ({ ...one, chat: chatRef('c9') })))
    expect(watched?.watches[0]?.settings.sendAt).toBe('10:30')
    expect(await statesOf(store, chatRef('c9'))).toEqual(['a sent', 'b planned'])
    expect(await awakeAt(1)).toEqual(['x1'])
    const again = [line('a', { chat: chatRef('c9') }), line('b', { chat: chatRef('c9') })]
    await remind(store, again, later(1))
    expect(await tellAll(store, anHour)).toEqual([['x1 b']])
  })

  test('who read a matter before its group moved plans nothing for the old one', async () => {
    const revision = await revisionOf(store, matterId('x1'))
    await move()
    const ticked = { matter: matterId('x1'), revision, lines: [line('a')], wakeAt: undefined }
    expect(await store.remind(ticked, later(1))).toBe(false)
  })

  test('a digest that finds the group moved is filled anew for the new one', async () => {
    await remind(store, [line('a')])
    await tell(store, { kind: 'moved-to', chat: 'c9' })
    await remind(store, [line('b', { chat: chatRef('c9') })])
    const { send, told } = await tell(store)
    expect([send.to, send.repeated, told]).toEqual([chatRef('c9'), false, ['x1 a', 'x1 b']])
    expect(await openRows(database.look)).toEqual([])
  })

  test('a digest without content that finds the group moved is filled there', async () => {
    await remind(store, [line('a')])
    await settle(store, (await claim(store))[0], { kind: 'moved-to', chat: 'c9' })
    await remind(store, [line('a', { chat: chatRef('c9') })])
    expect(await tellAll(store)).toEqual([['x1 a']])
    expect(await statesOf(store, chatRef('c9'))).toEqual(['a sent'])
  })

  test('a digest that may have arrived before the group moved goes once more there', async () => {
    await remind(store, [line('a', near)])
    await tell(store, maybeSent)
    await move()
    await remind(store, [line('a', { chat: chatRef('c9') })], later(1))
    const [second] = await claim(store, again)
    expect(second).toMatchObject({ to: chatRef('c9'), call: 'digest', repeated: true })
    await settle(store, second, sent(), again)
    expect(await statesOf(store, chatRef('c9'))).toEqual(['a sent'])
  })

  test('where the new chat watches the same, its own watching and lines stay', async () => {
    await store.change([watchChanged('c9', { keepers: [keeper] })], start)
    await watch(store, 'x2')
    await remind(store, [line('a'), line('a', { chat: chatRef('c9'), state: 'missed' }), lineOf('x2', 'b')])
    await move()
    expect(await store.watchedIn(c1)).toEqual([])
    const there = await store.watchedIn(chatRef('c9'))
    expect(there.map(({ matter, watches }) => [matter.id, watches[0]?.keepers.length])).toEqual([
      ['x1', 1],
      ['x2', 0],
    ])
    expect(await statesOf(store, chatRef('c9'))).toEqual(['a missed', 'b planned'])
  })

  test('a chat that was addressed by its person is found under its own id with all that was said', async () => {
    await remind(store, [line('a')])
    await tell(store, { kind: 'sent', message: messageId('m7'), chat: 'c9' })
    expect(await statesOf(store, chatRef('c9'))).toEqual(['a sent'])
    expect(await store.toldIn(chatRef('c9'), messageId('m7'))).toHaveLength(1)
    expect(await store.watchedIn(c1)).toEqual([])
  })

  test('lines that waited for a closed group come to the one that it became', async () => {
    await remind(store, [line('a', { notBefore: later(5) })])
    await close()
    await move(later(2))
    await remind(store, [], later(2))
    expect(await tellAll(store, later(200))).toEqual([['x1 a']])
  })

  test('nor need it be opened: a send that finds the move brings them to a chat that is open', async () => {
    await handle(store, group('e1', 'c9'))
    await remind(store, [line('a', { notBefore: later(5) })])
    await sample.queue(store, [sample.talk('c1', 'talk')])
    const [talk] = await claim(store)
    await close()
    await settle(store, talk, { kind: 'moved-to', chat: 'c9' }, later(2))
    expect(await openRows(database.look)).toMatchObject([
      { chat: 'c9', unfilled: 0 },
      { chat: 'c9', unfilled: 1 },
    ])
  })

  test('settings go along to a chat that is known already and has none of its own', async () => {
    await store.change([lateSender], start)
    await handle(store, group('e1', 'c9'))
    await move()
    const [watched] = await store.watchedIn(chatRef('c9'))
    expect(watched?.watches[0]?.settings.sendAt).toBe('10:30')
  })
}
