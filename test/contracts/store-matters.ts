import { afterEach, beforeEach, expect, test } from 'vitest'
import { usualSettings } from '../../src/deadlines/watch.js'
import type { Store } from '../../src/ports.js'
import { matterId, ruleId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { chatRef, handle, later, said, start } from './store-samples.js'
import {
  expiry,
  keeper,
  lateSender,
  licence,
  line,
  lineOf,
  marked,
  noted,
  registered,
  remind,
  revisionOf,
  watch,
  watchChanged,
  watchEnded,
} from './watch-samples.js'

const x1 = matterId('x1')

export function matterCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const awakeAt = async (seconds: number) =>
    (await store.awake(later(seconds), 10)).map(({ matter }) => matter.id)

  test('a registered matter is watched by its chat, as usual, and awake at once', async () => {
    await handle(store, said('e1'), { effects: [registered()] })
    const expected = {
      matter: licence(),
      revision: 2,
      watches: [{ chat: chatRef('c1'), settings: usualSettings, ladders: {}, keepers: [], since: start }],
      said: [],
    }
    expect(await store.watchedIn(chatRef('c1'))).toEqual([expected])
    expect(await store.awake(start, 10)).toEqual([expected])
    expect(await store.matters(undefined, 10)).toEqual([expected])
    expect(await awakeAt(-1)).toEqual([])
  })

  test('a turn that fails registers nothing', async () => {
    await expect(
      handle(store, said('e1'), { effects: [registered('x1'), registered('x1')] }),
    ).rejects.toThrow()
    expect(await store.matters(undefined, 10)).toEqual([])
    expect(await store.recordOf(x1)).toEqual([])
  })

  test('an import is kept whole or not at all', async () => {
    await expect(store.change([registered('x1'), registered('x1')], start)).rejects.toThrow()
    expect(await store.matters(undefined, 10)).toEqual([])
  })

  test('what is noted goes to the end of the log, in order', async () => {
    await watch(store)
    await store.change([noted(marked('seen'), expiry('2032-03-02'))], later(1))
    await store.change([noted(marked('preparing'))], later(2))
    const [watched] = await store.watchedIn(chatRef('c1'))
    expect(watched?.matter.log).toEqual([
      ...licence().log,
      marked('seen'),
      expiry('2032-03-02'),
      marked('preparing'),
    ])
  })

  test('what a new description does not name is known no more; kind and log stay', async () => {
    await watch(store)
    const kind = 'matter-described'
    await store.change([{ kind, matter: x1, as: { holder: '甲', number: 'B2-1', has: ['sms'] } }], start)
    await store.change([{ kind, matter: x1, as: { holder: '乙', has: [] } }], start)
    expect((await store.watchedIn(chatRef('c1')))[0]?.matter).toEqual({ ...licence(), holder: '乙' })
  })

  test('nothing can be noted of a matter that nobody knows', async () => {
    await expect(store.change([noted(marked('seen'))], start)).rejects.toThrow('No such matter: x1')
  })

  test.each([
    ['noted', noted(marked('seen'))],
    ['described', { kind: 'matter-described', matter: x1, as: { holder: '甲', has: [] } }],
    ['a watch changed', watchChanged()],
    ['watched by another chat', watchChanged('c2')],
    ['watched no more', watchEnded()],
    ['its chat set', lateSender],
  ] as const)('%s, it is awake, and nobody writes on top of what was read before', async (_, effect) => {
    await watch(store)
    const revision = await revisionOf(store, x1)
    const asleep = { matter: x1, revision, lines: [], wakeAt: undefined }
    expect(await store.remind(asleep, start)).toBe(true)
    expect(await awakeAt(99)).toEqual([])
    await store.change([effect], later(5))
    expect(await awakeAt(4)).toEqual([])
    expect(await awakeAt(5)).toEqual(['x1'])
    expect(await store.remind({ ...asleep, lines: [line()] }, later(5))).toBe(false)
    expect(await store.plannedIn(chatRef('c1'), later(5))).toEqual({ lines: [], watched: [] })
    expect(await awakeAt(5)).toEqual(['x1'])
  })

  test('a matter that nobody knows is not reminded of', async () => {
    expect(await store.remind({ matter: x1, revision: 1, lines: [line()], wakeAt: undefined }, start)).toBe(
      false,
    )
    expect(await store.plannedIn(chatRef('c1'), start)).toEqual({ lines: [], watched: [] })
  })

  test('all are looked at anew: those that slept, those that never wake, and those that were just read', async () => {
    for (const id of ['x1', 'x2', 'x3']) await watch(store, id)
    const revision = await revisionOf(store, matterId('x3'))
    await remind(store, [lineOf('x1')], start)
    const never = { matter: matterId('x2'), revision, lines: [], wakeAt: undefined }
    expect(await store.remind(never, start)).toBe(true)
    expect(await store.wakeAll(later(9))).toBe(3)
    expect(await awakeAt(8)).toEqual([])
    expect(await awakeAt(9)).toEqual(['x1', 'x2', 'x3'])
    expect(await store.remind({ ...never, matter: matterId('x3') }, later(9))).toBe(false)
  })

  test('the longest waiting come first, as many as asked for', async () => {
    for (const [n, id] of ['x3', 'x1', 'x2'].entries()) await watch(store, id, 'c1', later(n))
    const first = await store.awake(later(9), 2)
    expect(first.map(({ matter }) => matter.id)).toEqual(['x3', 'x1'])
  })

  test('all are listed by their ids, a page after another', async () => {
    for (const id of ['x3', 'x1', 'x2']) await watch(store, id)
    const first = await store.matters(undefined, 2)
    const second = await store.matters(first.at(-1)?.matter.id, 2)
    expect([...first, ...second].map(({ matter }) => matter.id)).toEqual(['x1', 'x2', 'x3'])
    expect(await store.matters(matterId('x3'), 2)).toEqual([])
  })

  test('more than one statement can name are read whole', async () => {
    const ids = Array.from({ length: 1_100 }, (_, n) => `x${String(n).padStart(4, '0')}`)
    await store.change(
      ids.map((id) => registered(id)),
      start,
    )
    const watched = await store.watchedIn(chatRef('c1'))
    expect(watched.map(({ matter }) => matter.id)).toEqual(ids)
    expect(watched.every(({ watches }) => watches.length === 1)).toBe(true)
  })

  test('a chat sees nothing of another one that watches the same matter', async () => {
    await watch(store)
    await store.change([watchChanged('c2', { keepers: [keeper] })], later(1))
    await watch(store, 'x2', 'c2')
    await remind(store, [line('a'), line('b', { chat: chatRef('c2') })], later(2))
    const here = await store.watchedIn(chatRef('c1'))
    expect(here.map(({ matter }) => matter.id)).toEqual(['x1'])
    expect(here[0]?.watches.map(({ chat }) => chat.chat)).toEqual(['c1'])
    expect(here[0]?.said.map(({ rung }) => rung)).toEqual(['a'])
    const planned = await store.plannedIn(chatRef('c2'), later(2))
    expect(planned.lines.map(({ rung }) => rung)).toEqual(['b'])
    expect(planned.watched.flatMap(({ watches }) => watches.map(({ chat }) => chat.chat))).toEqual(['c2'])
    expect(planned.watched.flatMap(({ said }) => said.map(({ rung }) => rung))).toEqual(['b'])
    const [all] = await store.matters(undefined, 1)
    expect(all?.watches.map(({ chat }) => chat.chat)).toEqual(['c1', 'c2'])
    expect(all?.said).toHaveLength(2)
  })

  test('chats of different channels are apart, whatever their ids', async () => {
    await watch(store)
    await watch(store, 'x2', 'c1')
    await store.change([watchEnded('c1', 'x2')], start)
    expect(await store.watchedIn({ channel: 'feishu', chat: 'c1' })).toEqual([])
    await store.change([{ ...watchChanged(), chat: { channel: 'feishu', chat: 'c1' } }], start)
    expect(await store.watchedIn({ channel: 'feishu', chat: 'c1' })).toHaveLength(1)
    expect(await store.watchedIn(chatRef('c1'))).toHaveLength(1)
  })

  test('another ladder makes up for nothing before it; other keepers change nothing of that', async () => {
    await watch(store)
    const since = async () => (await store.watchedIn(chatRef('c1')))[0]?.watches[0]?.since
    await store.change([watchChanged('c1', { keepers: [keeper] })], later(1))
    expect(await since()).toBe(start)
    const ladders = { [ruleId('renewal')]: { kind: 'days', days: [-100] } } as const
    await store.change([watchChanged('c1', { ladders })], later(2))
    expect(await since()).toBe(later(2))
    await store.change([watchChanged('c1', { ladders, keepers: [keeper] })], later(3))
    expect(await since()).toBe(later(2))
    await store.change([lateSender], later(4))
    expect(await since()).toBe(later(2))
    const settings = { ...usualSettings, ladders }
    await store.change([{ kind: 'chat-set', chat: chatRef('c1'), settings }], later(5))
    expect(await since()).toBe(later(5))
    const [watched] = await store.watchedIn(chatRef('c1'))
    expect(watched?.watches[0]).toMatchObject({ keepers: [keeper], ladders, settings })
  })

  test('a chat that was set before it was seen, or began to watch, keeps its settings', async () => {
    await store.change([lateSender], start)
    await handle(store, said('e1'), { effects: [registered()] })
    const [watched] = await store.watchedIn(chatRef('c1'))
    expect(watched?.watches[0]?.settings.sendAt).toBe('10:30')
    expect(await store.chat(chatRef('c1'))).toMatchObject({ state: 'live' })
  })

  test('where a matter is watched no more nothing of it is told, and others still watch', async () => {
    await watch(store)
    await store.change([watchChanged('c2')], start)
    await remind(store, [line('a'), line('a', { chat: chatRef('c2') })])
    await store.change([watchEnded()], later(1))
    expect(await store.watchedIn(chatRef('c1'))).toEqual([])
    expect((await store.plannedIn(chatRef('c1'), later(1))).lines).toEqual([])
    expect((await store.plannedIn(chatRef('c2'), later(1))).lines).toHaveLength(1)
    const [all] = await store.matters(undefined, 1)
    expect(all?.said.map(({ chat, state }) => [chat.chat, state])).toEqual([
      ['c1', 'dropped'],
      ['c2', 'planned'],
    ])
  })
}
