import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MatterEffect } from '../../src/ports-watch.js'
import type { Store } from '../../src/ports.js'
import { matterId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { chatRef, handle, later, said, sent, settle } from './store-samples.js'
import {
  fill,
  filled,
  keeper,
  line,
  lineOf,
  remind,
  tellAll,
  watch,
  watchChanged,
  watchEnded,
} from './watch-samples.js'

const x1 = matterId('x1')
const c1 = chatRef('c1')
const c2 = chatRef('c2')
const erased: MatterEffect = { kind: 'matter-erased', matter: x1, chat: c1 }

/** A client who left and whose records are to be gone. */
export function erasedCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await watch(store)
  })
  afterEach(() => database.end())

  const erase = (): Promise<void> => handle(store, said('e1'), { effects: [erased] }, later(9))
  const idsIn = async (chat = c1) => (await store.watchedIn(chat)).map(({ matter }) => matter.id)

  test('nothing of an erased matter is left, and everything of another is', async () => {
    await watch(store, 'x2')
    await remind(store, [line('a'), lineOf('x2', 'b')])
    await erase()
    expect(await idsIn()).toEqual(['x2'])
    expect((await store.matters(undefined, 10)).map(({ matter }) => matter.id)).toEqual(['x2'])
    expect(await store.recordOf(x1)).toEqual([])
    expect((await store.recordOf(matterId('x2'))).length).toBeGreaterThan(0)
    expect(await tellAll(store, later(9))).toEqual([['x2 b']])
  })

  test('a digest that tells of it and is on its way arrives, and leaves no line behind', async () => {
    const send = await filled(store, [line('a')])
    await erase()
    await settle(store, send, sent('m1'), later(9))
    expect(await store.recordOf(x1)).toEqual([])
    expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
  })

  test('one that has no content yet ends without any', async () => {
    await remind(store, [line('a')])
    await erase()
    const [send] = await sample.claim(store, later(9))
    expect(await fill(store, send, later(9))).toEqual([])
  })

  test('what another chat watches is kept: for this one it is over', async () => {
    await store.change([watchChanged('c2', { keepers: [keeper] })], later(1))
    await remind(store, [line('a')])
    await erase()
    expect(await idsIn()).toEqual([])
    expect(await idsIn(c2)).toEqual(['x1'])
    expect((await store.recordOf(x1)).map(({ kind }) => kind).slice(-2)).toEqual(['dropped', 'watch-ended'])
  })

  test('many that are watched no more end at once, each as if alone, and what others watch goes on', async () => {
    const ids = ['x1', 'x2', 'x3']
    for (const id of ['x2', 'x3', 'x4']) await watch(store, id)
    await store.change([watchChanged('c2', { keepers: [keeper] })], later(1))
    await remind(store, [line('a'), lineOf('x2', 'b'), lineOf('x4', 'd')])
    const effects = ids.map((id) => watchEnded('c1', id))
    await handle(store, said('e1'), { effects }, later(9))
    expect([await idsIn(), await idsIn(c2)]).toEqual([['x4'], ['x1']])
    const records = await Promise.all(ids.map((id) => store.recordOf(matterId(id))))
    expect(records.map((lines) => lines.map(({ kind }) => kind).slice(-2))).toEqual([
      ['dropped', 'watch-ended'],
      ['dropped', 'watch-ended'],
      ['registered', 'watch-ended'],
    ])
    expect(await tellAll(store, later(9))).toEqual([['x4 d']])
  })

  test('who else watches it is known, with who has to act there', async () => {
    await store.change([watchChanged('c2', { keepers: [keeper] })], later(1))
    expect(await store.watchersOf([x1])).toEqual([
      { matter: x1, watch: { chat: c1, keepers: [] } },
      { matter: x1, watch: { chat: c2, keepers: [keeper] } },
    ])
    expect(await store.watchersOf([])).toEqual([])
  })
}
