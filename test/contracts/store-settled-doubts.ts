import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import type { Filling } from '../../src/ports-watch.js'
import { firstAltered } from '../../src/storage/deadlines/record-chain.js'
import * as sample from './store-samples.js'
import {
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
import { claimed, fillingOf, line, lineOf, remind, statesOf, tell, tellAll, watch } from './watch-samples.js'

const evening = later(36_000)

/** With buttons of its own: those of the first time are kept. */
const refillingOf = (...filling: Parameters<typeof fillingOf>): Filling => ({
  ...fillingOf(...filling),
  presses: [],
})

/** What operators make of digests that ended in doubt. */
export function settledDoubtCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await watch(store)
    await remind(store, [line('a'), line('b')])
    await tell(store, maybeSent)
  })
  afterEach(() => database.end())

  const settled = (as: 'arrived' | 'again', until = later(600)): Promise<void> => {
    const effect: Effect = { kind: 'doubts-settled', from: start, until, as }
    return handle(store, said(`press ${as} ${until}`, 'operators'), { effects: [effect] }, evening)
  }
  const doubtful = async () => (await store.doubtful(start)).map(({ row, chat }) => [row, chat])
  const record = async () => (await store.recordOf(line().matter)).slice(-2)

  test('they are found, with what they told, until they are settled', async () => {
    expect(await store.doubtful(start)).toEqual([{ row: 1, chat: chatRef('c1'), endedAt: start }])
    expect(await store.doubtful(later(1))).toEqual([])
    const { lines, watched } = await store.linesIn(1)
    expect(lines.map(({ rung }) => rung)).toEqual(['a', 'b'])
    expect(watched.map(({ matter }) => matter.id)).toEqual(['x1'])
    await handle(store, said('e1'))
    expect(await store.doubtful(start)).toMatchObject([{ row: 1, kind: 'private' }])
  })

  test('talk that may not have arrived is none of them', async () => {
    await sample.queue(store, [sample.talk('c2', 'one')])
    for (const at of [start, sample.again]) await settle(store, (await claim(store, at))[0], maybeSent, at)
    expect(await store.backlog()).toMatchObject({ maybeSent: 2 })
    expect(await doubtful()).toEqual([[1, chatRef('c1')]])
  })

  test('what arrived counts as sent, and the record says who said so', async () => {
    await settled('arrived')
    expect(await statesOf(store)).toEqual(['a sent', 'b sent'])
    expect(await doubtful()).toEqual([])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 0 })
    expect(await record()).toMatchObject([
      { at: evening, kind: 'sent', body: { rung: 'a', confirmed: true, by: { person: 'p1' } } },
      { kind: 'sent', body: { rung: 'b', confirmed: true } },
    ])
    expect(firstAltered(line().matter, await store.recordOf(line().matter))).toBeUndefined()
  })

  test('what goes once more is filled anew with what it told and nothing else, and says that it is a repeat', async () => {
    await remind(store, [line('c')], later(700))
    await settled('again')
    expect(await statesOf(store)).toEqual(['a planned', 'b planned', 'c planned'])
    expect(await record()).toMatchObject([
      { kind: 'planned', body: { rung: 'a', again: true, by: { person: 'p1' } } },
      { kind: 'planned', body: { rung: 'b', again: true } },
    ])
    const send = await claimed(store, evening)
    expect(send).toMatchObject({ id: 1, key: 'out-1', repeated: true, unfilled: true, queuedAt: start })
    const { lines } = await store.linesIn(1)
    expect(lines.map(({ rung }) => rung)).toEqual(['a', 'b'])
    await store.fillDigest({ ...refillingOf(send, [line('a')]), dropped: [line('b')] }, 'sender', evening)
    const outcome = { ...sent('m7'), marked: true } as const
    await settle(store, send, outcome, evening)
    expect(await statesOf(store)).toEqual(['a sent', 'b dropped', 'c planned'])
    expect(await record()).toMatchObject([
      { kind: 'dropped', body: { rung: 'b' } },
      { kind: 'sent', body: { rung: 'a', message: 'm7', marked: true } },
    ])
    expect(await tellAll(store, evening)).toEqual([['x1 c']])
    expect(await doubtful()).toEqual([])
  })

  test('what was done meanwhile does not go once more', async () => {
    await settled('again')
    const send = await claimed(store, evening)
    const nothing = { ...fillingOf(send, []), calls: [], dropped: [line('a'), line('b')] }
    await store.fillDigest(nothing, 'sender', evening)
    expect(await statesOf(store)).toEqual(['a dropped', 'b dropped'])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 0 })
  })

  test('that may not have arrived either is doubtful once more, and can be settled once more', async () => {
    await settled('again')
    const send = await claimed(store, evening)
    await store.fillDigest(refillingOf(send, [line('a'), line('b')]), 'sender', evening)
    await settle(store, send, maybeSent, evening)
    expect(await store.doubtful(evening)).toEqual([{ row: 1, chat: chatRef('c1'), endedAt: evening }])
    await settled('arrived', later(36_001))
    expect(await statesOf(store)).toEqual(['a sent', 'b sent'])
  })

  test('its chat closed before it went, it ends as it was', async () => {
    await settled('again')
    await store.closeChat(chatRef('c1'), 'removed', [], evening)
    expect(await statesOf(store)).toEqual(['a maybe-sent', 'b maybe-sent'])
    await handle(store, said('e1'), {}, daysLater(1))
    expect(await tellAll(store, daysLater(1))).toEqual([])
  })

  test('it goes where its chat moved to', async () => {
    const moved: Effect = { kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' }
    await handle(store, said('e1'), { effects: [moved] }, later(700))
    expect(await doubtful()).toEqual([[1, chatRef('c9')]])
    await settled('again')
    // Its matters are to be looked at first.
    const gathered = later(36_120)
    expect(await claim(store, gathered)).toMatchObject([{ id: 1, to: chatRef('c9'), repeated: true }])
  })

  test('those that ended at another time are left alone, and so is all that is settled', async () => {
    await watch(store, 'x2', 'c2')
    await remind(store, [lineOf('x2', 'z', { chat: chatRef('c2') })], later(600))
    await tell(store, maybeSent, later(600))
    await settled('arrived')
    await settled('again')
    expect(await statesOf(store)).toEqual(['a sent', 'b sent'])
    expect(await statesOf(store, chatRef('c2'))).toEqual(['z maybe-sent'])
    expect(await claim(store, evening)).toEqual([])
  })
}
