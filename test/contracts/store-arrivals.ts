import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { later, leaseOf, said, start, turn, type OpenDatabase, type TestDatabase } from './store-samples.js'

export function arrivalCases(open: OpenDatabase): void {
  let database: TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const take = async (owner: string, now = start, limit = 100) =>
    (await store.takeArrivals(leaseOf(owner, now), now, limit)).map(({ id }) => id)

  test('100 copies of one arrival are one', async () => {
    const copies = Array.from({ length: 100 }, () => said('e1'))
    expect(await store.accept(copies, start)).toBe(1)
    expect(await store.accept(copies, start)).toBe(0)
    expect((await store.backlog()).arrivals).toBe(1)
  })

  test('a copy of a handled arrival changes nothing', async () => {
    await store.accept([said('e1')], start)
    await take('a')
    await store.finish(turn('e1'), 'a', start)
    expect(await store.accept([said('e1')], start)).toBe(0)
    expect(await take('a')).toEqual([])
  })

  test('an arrival comes back as it went in', async () => {
    await store.accept([said('e1')], start)
    expect(await store.takeArrivals(leaseOf('a'), start, 1)).toEqual([said('e1')])
  })

  test('accepting nothing is fine', async () => {
    expect(await store.accept([], start)).toBe(0)
  })

  test('arrivals of one chat are taken one at a time and in order', async () => {
    await store.accept([said('e1'), said('e2')], start)
    await store.accept([said('e3')], start)
    for (const id of ['e1', 'e2', 'e3']) {
      expect(await take('a')).toEqual([id])
      expect(await take('b')).toEqual([])
      await store.finish(turn(id), 'a', start)
    }
  })

  test('chats do not wait for each other, and the limit holds', async () => {
    await store.accept([said('e1', 'c1'), said('e2', 'c1'), said('e3', 'c2'), said('e4', 'c3')], start)
    expect(await take('a', start, 2)).toEqual(['e1', 'e3'])
    expect(await take('b', start, 2)).toEqual(['e4'])
  })

  test('a lease that ran out lets another owner take the arrival, and the late one is refused', async () => {
    await store.accept([said('e1')], start)
    await take('a')
    expect(await take('b', later(59))).toEqual([])
    expect(await take('b', later(60))).toEqual(['e1'])
    expect(await store.finish(turn('e1'), 'a', later(61))).toBe('lost')
    expect(await store.finish(turn('e1'), 'b', later(61))).toBe('stored')
  })

  test('a finish after the lease ran out is refused even if nobody took over', async () => {
    await store.accept([said('e1')], start)
    await take('a')
    expect(await store.finish(turn('e1'), 'a', later(60))).toBe('lost')
    expect((await store.backlog()).arrivals).toBe(1)
  })

  test('an event id that two channels gave is refused loudly while both are held', async () => {
    const twin = said('e1')
    await store.accept([twin, { ...twin, chat: { ...twin.chat, channel: 'terminal' } }], start)
    expect(await take('a')).toEqual(['e1', 'e1'])
    await expect(store.finish(turn('e1'), 'a', start)).rejects.toThrow('Two channels')
    expect((await store.backlog()).arrivals).toBe(2)
  })

  test('recovery frees what a dead owner held', async () => {
    await store.accept([said('e1', 'c1'), said('e2', 'c2')], start)
    await take('a', start, 1)
    await take('b', later(30), 1)
    expect(await store.recover(later(60))).toBe(1)
    expect(await take('c', later(60))).toEqual(['e1'])
  })
}
