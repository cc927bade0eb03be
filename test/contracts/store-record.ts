import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { firstAltered } from '../../src/storage/deadlines/record-chain.js'
import { matterId } from '../../src/values/ids.js'
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
} from './store-samples.js'
import {
  fill,
  keeper,
  lateSender,
  licence,
  line,
  lineOf,
  lines,
  marked,
  noted,
  registered,
  remind,
  tell,
  watch,
  watchChanged,
  watchEnded,
} from './watch-samples.js'

const x1 = matterId('x1')
const c1 = chatRef('c1')
const by = { channel: 'web', person: 'p1' }

export function recordCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const told = async () => (await store.recordOf(x1)).map(({ at, kind, body }) => ({ at, kind, ...body }))
  const kinds = async () => (await store.recordOf(x1)).map(({ kind }) => kind)

  test('who did what when is recorded, in one chain', async () => {
    const effects = [registered(), noted(marked('seen')), watchChanged('c2', { keepers: [keeper] })]
    await handle(store, { ...said('e1'), from: { ...said('e1').from, name: '小赵' } }, { effects })
    const described = { kind: 'matter-described', matter: x1, as: { holder: '甲', has: [] } } as const
    await handle(store, said('e2'), { effects: [described, lateSender] }, later(1))
    await handle(store, said('e3'), { effects: [watchEnded('c2')] }, later(2))
    expect(await told()).toEqual([
      { at: later(0), kind: 'registered', matter: licence(), chat: c1, by },
      { ...marked('seen'), at: later(0) },
      { at: later(0), kind: 'watch-changed', chat: chatRef('c2'), keepers: [keeper], ladders: {}, by },
      { at: later(1), kind: 'described', as: described.as, by },
      { at: later(2), kind: 'watch-ended', chat: chatRef('c2'), by },
    ])
    expect(firstAltered(x1, await store.recordOf(x1))).toBeUndefined()
  })

  test('an import is done by nobody', async () => {
    await watch(store)
    expect(await told()).toEqual([{ at: later(0), kind: 'registered', matter: licence(), chat: c1 }])
  })

  test('every send has its line: with the platform’s id, the mark of a repeat, and each doubt', async () => {
    await watch(store)
    await remind(store, [line('a', { due: daysLater(1) }), line('b', { state: 'missed' })])
    await tell(store, maybeSent)
    const [second] = await claim(store, again)
    const outcome = { ...sent('m7'), marked: true } as const
    await settle(store, second, outcome, again)
    const said = { rule: 'renewal', cycle: '2027-03-02', chat: c1, on: '2026-11-21' }
    expect((await told()).slice(1)).toEqual([
      { at: later(0), kind: 'planned', ...said, rung: 'a', due: daysLater(1) },
      { at: later(0), kind: 'missed', ...said, rung: 'b', due: daysLater(100) },
      { at: later(0), kind: 'maybe-sent', ...said, rung: 'a', again: true },
      { at: again, kind: 'sent', ...said, rung: 'a', message: 'm7', marked: true },
    ])
  })

  test('what ends in doubt, is missed, dropped or moves says so', async () => {
    await watch(store)
    await remind(store, [line('a'), line('b'), line('c')])
    const [send] = await claim(store)
    await fill(store, send, later(0), { told: [line('a')], missed: [line('c')], dropped: [line('b')] })
    await settle(store, send, maybeSent)
    await handle(store, said('e1'), { effects: [{ kind: 'chat-moved', chat: c1, to: 'c9' }] }, later(3))
    expect((await told()).slice(4)).toMatchObject([
      { kind: 'missed', rung: 'c' },
      { kind: 'dropped', rung: 'b' },
      { kind: 'maybe-sent', rung: 'a', again: false },
      { at: later(3), kind: 'watch-moved', from: c1, to: 'c9' },
    ])
  })

  test('each matter has a chain of its own, numbered from 1 without gaps, whatever happens at once', async () => {
    await watch(store)
    await watch(store, 'x2')
    await remind(store, [...lines(600), lineOf('x2')])
    await tell(store)
    await Promise.all(
      [1, 2, 3, 4].map(async () => (await database.another()).change([noted(marked('seen'))], later(1))),
    )
    for (const [id, count] of [
      [x1, 1 + 600 + 600 + 4],
      [matterId('x2'), 3],
    ] as const) {
      const record = await store.recordOf(id)
      expect(record.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, n) => n + 1))
      expect(firstAltered(id, record)).toBeUndefined()
    }
  })

  test('it is never deleted', async () => {
    await watch(store)
    await remind(store, [line('a')])
    await tell(store)
    await store.tidy(daysLater(4_000))
    expect(await kinds()).toEqual(['registered', 'planned', 'sent'])
  })
}
