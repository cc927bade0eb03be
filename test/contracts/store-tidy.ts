import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { cardKey, handoverCode, messageId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  calls,
  chatRef,
  claim,
  daysLater,
  handle,
  later,
  leaseOf,
  queue,
  said,
  sendAll,
  sent,
  settle,
  start,
  talk,
} from './store-samples.js'

export function tidyCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const count = async (table: 'arrivals' | 'outbox' | 'presses' | 'cards' | 'sessions' | 'handovers') => {
    const { n } = await database.look
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return n
  }

  test('a handled event that comes again is known for eight days', async () => {
    await handle(store, said('e1'))
    for (const days of [1, 8]) {
      expect(await store.tidy(daysLater(days))).toBe(0)
      expect(await store.accept([said('e1')], daysLater(days))).toBe(0)
    }
    expect(await store.tidy(daysLater(8.01))).toBe(1)
    expect(await count('arrivals')).toBe(0)
  })

  test('an arrival that nobody handled is never old, nor one that is being handled', async () => {
    await store.accept([said('e1', 'c1'), said('e2', 'c2')], start)
    await store.takeArrivals(leaseOf('a'), start, 1)
    expect(await store.tidy(daysLater(1_000))).toBe(0)
    expect(await store.backlog()).toMatchObject({ arrivals: 2 })
  })

  test('what was sent is ours for thirty days; what is still to be sent stays', async () => {
    await queue(store, [talk('c1', 'one', 'two', 'three')])
    await settle(store, (await claim(store))[0], sent('m1'))
    await settle(store, (await claim(store))[0], { kind: 'not-before', at: daysLater(50) })
    await store.tidy(daysLater(30))
    expect(await store.wrote(chatRef('c1'), messageId('m1'))).toBe(true)
    await store.tidy(daysLater(31))
    expect(await store.wrote(chatRef('c1'), messageId('m1'))).toBe(false)
    expect(calls(await sendAll(store, daysLater(50)))).toEqual(['two', 'three'])
  })

  test.each([
    ['refused', { kind: 'refused', why: 'kicked' }, 1],
    ['maybe-sent', sample.maybeSent, 2],
  ] as const)('a %s row goes as well', async (_, outcome, attempts) => {
    await queue(store, [talk('c1', 'one')])
    for (let n = 0; n < attempts; n++) {
      const at = later(n * 30)
      await settle(store, (await claim(store, at))[0], outcome, at)
    }
    await store.tidy(daysLater(31))
    expect(await count('outbox')).toBe(0)
    expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
  })

  test('a card can be edited, and a reply to it calls us, as long as its buttons last', async () => {
    await queue(store, [sample.card('c1', 'old')])
    await settle(store, (await claim(store))[0], sent('shown'))
    await store.tidy(daysLater(400))
    expect(await count('outbox')).toBe(0)
    expect(await store.wrote(chatRef('c1'), messageId('shown'))).toBe(true)
    await queue(store, [sample.card('c1', 'new')], daysLater(400))
    expect(await sendAll(store, daysLater(400))).toMatchObject([{ call: 'new', edits: 'shown' }])
  })

  test('a card is forgotten when it has not changed for longer than that', async () => {
    await queue(store, [sample.card('c1', 'one'), { ...sample.card('c1', 'two'), card: cardKey('k2') }])
    await queue(store, [sample.card('c1', 'changed')], daysLater(100))
    await store.tidy(daysLater(431))
    const cards = await database.look.selectFrom('cards').select('card').execute()
    expect(cards).toEqual([{ card: 'k1' }])
    await store.tidy(daysLater(531))
    expect(await count('cards')).toBe(0)
  })

  test('a button is found for thirty days after it expired', async () => {
    await queue(store, [{ ...talk('c1', 'one'), presses: [sample.press('t1')] }])
    await store.tidy(daysLater(31))
    expect(await store.press(sample.press('t1').token)).toEqual(sample.press('t1'))
    await store.tidy(daysLater(31.01))
    expect(await count('presses')).toBe(0)
  })

  test('a code is found for a day after it expired', async () => {
    const code = handoverCode('h1')
    const by = { channel: 'telegram', person: 'p1' } as const
    const then = { kind: 'command', command: 'help' } as const
    await handle(store, said('e1'), {
      effects: [{ kind: 'handed-over', code, by, then, expiresAt: later(600) }],
    })
    await store.tidy(daysLater(1))
    expect(await store.handover(code)).toBeDefined()
    await store.tidy(daysLater(1.01))
    expect(await count('handovers')).toBe(0)
  })

  test('a session is kept for 400 days after its last change', async () => {
    const session = (person: string) => ({ key: { ...chatRef('c1'), person }, session: {} })
    await handle(store, said('e1'), { sessions: [session('p1'), session('p2')] })
    await handle(store, said('e2'), { sessions: [session('p2')] }, daysLater(5))
    await store.tidy(daysLater(401))
    expect(await store.session(session('p1').key)).toBeUndefined()
    expect(await store.session(session('p2').key)).toEqual({})
  })

  test('chats and how far a channel has read are kept for ever', async () => {
    await handle(store, said('e1'), { effects: [{ kind: 'introduced', chat: chatRef('c1') }] })
    await store.noteCaughtUp('feishu', start)
    await store.tidy(daysLater(4_000))
    expect(await store.chat(chatRef('c1'))).toEqual({ kind: 'private', state: 'live', introduced: true })
    expect(await store.caughtUp('feishu')).toBe(start)
  })

  test('more than one batch is deleted in one go, and what is young stays', async () => {
    const some = (prefix: string) =>
      Array.from({ length: 1_100 }, (_, n) => said(`${prefix}${n}`, `${prefix}${n}`))
    await store.accept([...some('old'), said('young')], start)
    for (const { id } of await store.takeArrivals(leaseOf('a'), start, 2_000))
      if (id !== 'young') await store.finish(sample.turn(id), 'a', start)
    await store.finish(sample.turn('young'), 'a', later(59))
    expect(await store.tidy(later(8 * 86_400 + 30))).toBe(1_100)
    expect(await store.tidy(later(8 * 86_400 + 30))).toBe(0)
    expect(await store.accept([said('young')], daysLater(8))).toBe(0)
  })
}
