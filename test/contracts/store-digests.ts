import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OutgoingMessage, Send, SendOutcome } from '../../src/ports-sending.js'
import type { Store } from '../../src/ports.js'
import { cardKey, matterId, messageId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  again,
  calls,
  chatRef,
  claim,
  daysLater,
  later,
  leaseOf,
  maybeSent,
  press,
  queue,
  sendAll,
  sent,
  settle,
  start,
  talk,
} from './store-samples.js'
import {
  claimed,
  fill,
  filled,
  fillingOf,
  line,
  lineOf,
  openRows,
  remind,
  statesOf,
  tell,
  tellAll,
  watch,
} from './watch-samples.js'

const near = { due: daysLater(3) }
const far = { due: daysLater(3.01) }

export function digestCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await watch(store)
  })
  afterEach(() => database.end())

  const edit = (send: Send, call = 'edit'): OutgoingMessage => ({
    ...talk('c1', call),
    card: cardKey(`due:${send.id}`),
  })

  test('what it tells is bound to its card, its buttons to the card’s revision', async () => {
    const send = await filled(store, [line('a')])
    await settle(store, send, sent('m7'))
    expect(await store.press(press(`t${send.id}`).token)).toMatchObject({ revision: 1, currentRevision: 1 })
    await queue(store, [edit(send)])
    expect(await claim(store)).toMatchObject([{ call: 'edit', edits: 'm7' }])
  })

  test('further parts become rows behind it, and the card is the last', async () => {
    await remind(store, [line('a')])
    const send = await claimed(store)
    await fill(store, send, start, { calls: ['one', 'two', 'three'] })
    await settle(store, send, sent('m1'))
    expect(await statesOf(store)).toEqual(['a sent'])
    const others = await sendAll(store)
    expect(others.map(({ call, unfilled }) => [call, unfilled])).toEqual([
      ['two', undefined],
      ['three', undefined],
    ])
    await queue(store, [edit(send)])
    expect(await claim(store)).toMatchObject([{ call: 'edit', edits: `m${others[1]?.id ?? 0}` }])
  })

  test('with nothing left to say it ends, and nothing is sent', async () => {
    await remind(store, [line('a')])
    const send = await claimed(store)
    const dropped = [line('a')]
    await store.fillDigest({ ...fillingOf(send, []), calls: [], dropped }, 'sender', start)
    await settle(store, send, sent())
    expect(await statesOf(store)).toEqual(['a dropped'])
    expect(await store.backlog()).toMatchObject({ sends: 0 })
    expect(await claim(store, daysLater(9))).toEqual([])
  })

  test('lines that a digest neither tells nor drops come with another; without content not at once', async () => {
    await remind(store, [line('a'), line('b')])
    const send = await claimed(store)
    await store.fillDigest(fillingOf(send, [line('a')]), 'sender', start)
    await settle(store, send, sent())
    const second = await claimed(store)
    await store.fillDigest({ ...fillingOf(second, []), calls: [] }, 'sender', start)
    expect(await claim(store, later(59))).toEqual([])
    expect(await tellAll(store, later(60))).toEqual([['x1 b']])
  })

  test('only its holder fills it, in time and once', async () => {
    await remind(store, [line('a')])
    const send = await claimed(store)
    const filling = fillingOf(send, [line('a')])
    expect(await store.fillDigest(filling, 'other', start)).toBe('lost')
    expect(await store.fillDigest(filling, 'sender', later(60))).toBe('lost')
    expect(await store.fillDigest({ ...filling, row: 99 }, 'sender', start)).toBe('lost')
    expect(await statesOf(store)).toEqual(['a planned'])
    expect(await store.fillDigest(filling, 'sender', start)).toBe('filled')
    expect(await store.fillDigest(filling, 'sender', start)).toBe('lost')
  })

  test('lines of another chat cannot be told by it', async () => {
    await watch(store, 'x2', 'c2')
    await remind(store, [line('a'), lineOf('x2', 'b', { chat: chatRef('c2') })])
    const send = await claimed(store)
    await store.fillDigest(
      fillingOf(send, [line('a'), lineOf('x2', 'b', { chat: chatRef('c2') })]),
      'sender',
      start,
    )
    await settle(store, send, sent())
    expect(await statesOf(store)).toEqual(['a sent'])
    expect(await statesOf(store, chatRef('c2'))).toEqual(['b planned'])
  })

  test('told to wait, it is filled anew when its time comes, and its card and buttons are gone', async () => {
    const send = await filled(store, [line('a')])
    await settle(store, send, { kind: 'not-before', at: later(30) })
    expect(await store.press(press(`t${send.id}`).token)).toBeUndefined()
    await remind(store, [line('b')], later(1))
    expect(await openRows(database.look)).toHaveLength(1)
    expect(await claim(store, later(29))).toEqual([])
    const second = await tell(store, sent(), later(30))
    expect(second).toMatchObject({ told: ['x1 a', 'x1 b'], send: { repeated: false } })
    expect(await store.backlog()).toMatchObject({ sends: 0 })
  })

  test('told to wait, its further parts are not sent alone', async () => {
    await remind(store, [line('a')])
    const send = await claimed(store)
    await fill(store, send, start, { calls: ['one', 'two'] })
    await settle(store, send, { kind: 'not-before', at: later(30) })
    expect(await openRows(database.look)).toMatchObject([{ unfilled: 1 }])
    expect(await tellAll(store, later(30))).toEqual([['x1 a']])
  })

  test.each<SendOutcome>([
    { kind: 'not-before', at: later(30) },
    { kind: 'refused', why: 'bad' },
    { kind: 'moved-to', chat: 'c9' },
  ])('what was to change its card is not sent in its place: $kind', async (outcome) => {
    const send = await filled(store, [line('a')])
    await queue(store, [edit(send)])
    await settle(store, send, outcome)
    expect(await openRows(database.look)).toMatchObject([{ unfilled: 1 }])
  })

  test('an earlier hour is no reason to go before the platform allows it', async () => {
    const send = await filled(store, [line('a')])
    await settle(store, send, { kind: 'not-before', at: later(30) })
    await remind(store, [line('b', { notBefore: later(2) })], later(1))
    expect(await claim(store, later(29))).toEqual([])
    expect(await tellAll(store, later(30))).toHaveLength(1)
  })

  test('a digest that waits for the platform and one with later hours are one', async () => {
    const send = await filled(store, [line('a')])
    await remind(store, [line('b', { notBefore: later(9) })])
    await settle(store, send, { kind: 'not-before', at: later(30) })
    expect(await openRows(database.look)).toMatchObject([{ not_before: later(30), state: 'waiting' }])
    expect(await tellAll(store, later(30))).toEqual([['x1 a', 'x1 b']])
  })

  test('a change of its card does not overtake it while it is being sent or goes once more', async () => {
    const send = await filled(store, [line('a', near)])
    await queue(store, [edit(send, 'first')])
    await settle(store, send, maybeSent)
    await queue(store, [edit(send, 'second')])
    const all = await sendAll(store, again)
    expect(calls(all)).toEqual(['digest', 'second'])
    expect(all[1]).toMatchObject({ edits: `m${send.id}` })
  })

  test('an edit that may have arrived is tried again, however far the legal day', async () => {
    const send = await filled(store, [line('a', far)])
    await queue(store, [edit(send)])
    await settle(store, send, sent('m7'))
    await settle(store, (await claim(store))[0], maybeSent)
    expect(await claim(store, again)).toMatchObject([{ call: 'edit', edits: 'm7' }])
  })

  test('the cards that tell of a matter are found in every chat, with all that they tell', async () => {
    await watch(store, 'x2')
    await remind(store, [line('a'), lineOf('x2', 'b'), line('a', { chat: chatRef('c2') })])
    const sends = await claim(store)
    for (const send of sends) {
      await fill(store, send)
      await settle(store, send, sent('m1'))
    }
    const { matter } = line('a')
    const cards = await store.cardsTelling(matter, 10)
    const here = cards.map(({ chat, card, lines }) => [chat.chat, card, lines.map(({ rung }) => rung)])
    expect(here).toEqual([
      ['c2', `due:${sends[1]?.id ?? 0}`, ['a']],
      ['c1', `due:${sends[0]?.id ?? 0}`, ['a', 'b']],
    ])
    expect(cards[1]?.watched.map((one) => one.matter.id)).toEqual(['x1', 'x2'])
    expect(await store.cardsTelling(matter, 1)).toEqual(cards.slice(0, 1))
    expect(await store.cardsTelling(matterId('nobody'), 10)).toEqual([])
  })

  test('a message of ours says which lines it tells; in another chat the same number says nothing', async () => {
    await remind(store, [line('a')])
    await tell(store, sent('m7'))
    const { rung, matter } = line('a')
    expect(await store.toldIn(chatRef('c1'), messageId('m7'))).toMatchObject([{ matter, rung }])
    expect(await store.toldIn(chatRef('c2'), messageId('m7'))).toEqual([])
    expect(await store.toldIn(chatRef('c1'), messageId('m8'))).toEqual([])
  })

  test('marks of a lost lease are ignored', async () => {
    const send = await filled(store, [line('a', near)])
    await settle(store, send, sent(), later(60))
    await store.settle([{ id: send.id, outcome: sent() }], 'other', start)
    expect(await statesOf(store)).toEqual(['a planned'])
    await store.recover(later(60))
    await store.takeSends(leaseOf('other', later(60)), later(60), 1)
    await settle(store, send, sent(), later(61))
    expect(await statesOf(store)).toEqual(['a planned'])
  })
}
