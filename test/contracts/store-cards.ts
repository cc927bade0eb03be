import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { messageId, pressToken } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  again,
  calls,
  card,
  claim,
  later,
  maybeSent,
  queue,
  sendAll,
  sent,
  settle,
  start,
  talk,
} from './store-samples.js'

export function cardCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const states = async () =>
    (await database.look.selectFrom('outbox').select('state').orderBy('id').execute()).map(
      ({ state }) => state,
    )

  /** The card stands on message `shown`, the second part of two. */
  async function show(): Promise<void> {
    await queue(store, [card('c1', 'part 1', 'part 2')])
    await settle(store, (await claim(store))[0], sent('first'))
    await settle(store, (await claim(store))[0], sent('shown'))
  }

  test('a change of a sent card edits its last part only', async () => {
    await show()
    await queue(store, [card('c1', 'new 1', 'new 2')])
    expect(await sendAll(store)).toMatchObject([{ call: 'new 2', edits: 'shown' }])
  })

  test('a card that answers nothing is queued like any other, and its buttons can be pressed', async () => {
    await store.queue([{ ...card('c1', 'one'), presses: [sample.press('p1')] }, talk('c2', 'two')], start)
    expect(calls(await sendAll(store))).toEqual(['one', 'two'])
    expect(await store.press(pressToken('p1'))).toMatchObject({ revision: 1, currentRevision: 1 })
    await store.queue([card('c1', 'changed')], later(1))
    expect(await store.press(pressToken('p1'))).toMatchObject({ revision: 1, currentRevision: 2 })
  })

  test('an edit goes on being possible after an edit', async () => {
    await show()
    await queue(store, [card('c1', 'second')])
    await settle(store, (await claim(store))[0], sent('shown'))
    await queue(store, [card('c1', 'third')])
    expect(await claim(store)).toMatchObject([{ call: 'third', edits: 'shown' }])
  })

  test('queued edits of one card collapse to the last, behind what was said in between', async () => {
    await show()
    await queue(store, [card('c1', 'edit 1')])
    await queue(store, [talk('c1', 'said'), card('c1', 'edit 2')])
    expect(await states()).toEqual(['sent', 'sent', 'collapsed', 'planned', 'planned'])
    expect(calls(await sendAll(store))).toEqual(['said', 'edit 2'])
  })

  test('an edit that is being sent is not collapsed', async () => {
    await show()
    await queue(store, [card('c1', 'edit 1')])
    const [first] = await claim(store)
    await queue(store, [card('c1', 'edit 2')])
    await settle(store, first, sent('shown'))
    expect(await claim(store)).toMatchObject([{ call: 'edit 2', edits: 'shown' }])
  })

  test('an original that is still unsent is replaced in place', async () => {
    await queue(store, [card('c1', 'part 1', 'part 2'), talk('c1', 'said')])
    await queue(store, [card('c1', 'new 1', 'new 2')])
    const all = await sendAll(store)
    expect(calls(all)).toEqual(['part 1', 'new 2', 'said'])
    expect(all.map((send) => send.edits)).toEqual([undefined, undefined, undefined])
  })

  test('an original told to wait is replaced in place', async () => {
    await queue(store, [card('c1', 'old')])
    await settle(store, (await claim(store))[0], { kind: 'not-before', at: later(5) })
    await queue(store, [card('c1', 'new')])
    expect(calls(await sendAll(store, later(5)))).toEqual(['new'])
  })

  test('while the original is being sent a change waits, and edits what the original became', async () => {
    await queue(store, [card('c1', 'old')])
    const [original] = await claim(store)
    await queue(store, [card('c1', 'new 1', 'new 2')])
    await settle(store, original, sent('shown'))
    expect(await claim(store)).toMatchObject([{ call: 'new 2', edits: 'shown' }])
  })

  test('an original that may have arrived is repeated as it was and then edited', async () => {
    await queue(store, [card('c1', 'old')])
    await settle(store, (await claim(store))[0], maybeSent)
    await queue(store, [card('c1', 'new')])
    const all = await sendAll(store, again)
    expect(all).toMatchObject([
      { call: 'old', repeated: true },
      { call: 'new', edits: `m${all[0]?.id ?? 0}` },
    ])
  })

  test('a card whose original was never known to arrive goes out afresh and whole', async () => {
    await queue(store, [card('c1', 'old')])
    await settle(store, (await claim(store))[0], maybeSent)
    await settle(store, (await claim(store, again))[0], maybeSent, again)
    await queue(store, [card('c1', 'new 1', 'new 2')])
    const all = await sendAll(store)
    expect(calls(all)).toEqual(['new 1', 'new 2'])
    expect(all[1]).not.toHaveProperty('edits')
  })

  test('what cannot be edited goes out as a fresh message, on which the card then stands', async () => {
    await show()
    await queue(store, [card('c1', 'edit'), talk('c1', 'said')])
    const [edit] = await claim(store)
    await settle(store, edit, { kind: 'cannot-edit', why: 'too old' })
    const [fresh] = await claim(store)
    expect(fresh).toMatchObject({ id: edit?.id, call: 'edit', repeated: false })
    expect(fresh).not.toHaveProperty('edits')
    await settle(store, fresh, sent('fresh'))
    await sendAll(store)
    await queue(store, [card('c1', 'again')])
    expect(await claim(store)).toMatchObject([{ call: 'again', edits: 'fresh' }])
  })

  test('a card that stands on a marked copy says so to those who edit it, and a fresh one does not', async () => {
    await queue(store, [card('c1', 'first')])
    const [send] = await claim(store)
    await settle(store, send, { kind: 'sent', message: messageId('copy'), marked: true })
    await queue(store, [card('c1', 'second')])
    const [edit] = await claim(store)
    expect(edit).toMatchObject({ edits: 'copy', marked: true })
    await settle(store, edit, { kind: 'cannot-edit', why: 'gone' })
    const [fresh] = await claim(store)
    expect(fresh).not.toHaveProperty('marked')
    await settle(store, fresh, sent('fresh'))
    await queue(store, [card('c1', 'third')])
    expect(await claim(store)).not.toMatchObject([{ marked: true }])
  })

  test('a row that edits nothing and yet cannot edit is refused, not sent for ever', async () => {
    await queue(store, [talk('c1', 'one')])
    await settle(store, (await claim(store))[0], { kind: 'cannot-edit', why: 'odd' }, start)
    expect(await states()).toEqual(['refused'])
  })
}
