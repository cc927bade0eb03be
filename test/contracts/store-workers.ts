import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import * as sample from './store-samples.js'
import { leaseOf, said, sent, start, talk, turn } from './store-samples.js'

const chats = 50
const perChat = 20
const numbers = Array.from({ length: perChat }, (_, n) => n)

export function workerCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.end())

  /** Four workers, each with a connection of its own, until `step` finds nothing left for any of them. */
  async function inParallel(step: (store: Store, owner: string) => Promise<boolean>): Promise<void> {
    let failed = false
    const worker = async (owner: string) => {
      const store = await database.another()
      while (!failed && (await step(store, owner))) await setImmediate()
    }
    const watched = (owner: string) =>
      worker(owner).catch((error: unknown) => {
        failed = true
        throw error
      })
    await Promise.all(['w1', 'w2', 'w3', 'w4'].map(watched))
  }

  const inOrder = new Map(Array.from({ length: chats }, (_, chat) => [`c${chat}`, numbers]))

  test('four workers handle every arrival once, in order within each chat', async () => {
    const { store } = database
    const all = numbers.flatMap((n) => [...inOrder.keys()].map((chat) => said(`${chat}/${n}`, chat)))
    expect(await store.accept(all, start)).toBe(1_000)
    const handled = new Map<string, number[]>()
    const out = new Set<string>()
    await inParallel(async (worker, owner) => {
      for (const { id, chat } of await worker.takeArrivals(leaseOf(owner), start, 5)) {
        expect(out.has(chat.chat), `${chat.chat} is out twice`).toBe(false)
        out.add(chat.chat)
        await Promise.resolve()
        handled.set(chat.chat, [...(handled.get(chat.chat) ?? []), Number(id.split('/')[1])])
        out.delete(chat.chat)
        expect(await worker.finish(turn(id, { messages: [talk(chat.chat, id)] }), owner, start)).toBe(
          'stored',
        )
      }
      return (await worker.backlog()).arrivals > 0
    })
    expect(handled).toEqual(inOrder)
    expect((await store.backlog()).sends).toBe(1_000)
  })

  test('four workers send every row once, in order within each chat, while rows are still being queued', async () => {
    const { store } = database
    const half = perChat / 2
    const round = (n: number) =>
      sample.queue(
        store,
        [...inOrder.keys()].map((chat) => talk(chat, `${n}`)),
      )
    for (const n of numbers.slice(0, half)) await round(n)
    let queueing = true
    const rest = (async () => {
      for (const n of numbers.slice(half)) await round(n)
      queueing = false
    })()
    const went = new Map<string, number[]>()
    await inParallel(async (worker, owner) => {
      const sends = await worker.takeSends(leaseOf(owner), start, 7)
      for (const { to, call } of sends) went.set(to.chat, [...(went.get(to.chat) ?? []), Number(call)])
      await worker.settle(
        sends.map(({ id }) => ({ id, outcome: sent(`m${id}`) })),
        owner,
        start,
      )
      return queueing || (await worker.backlog()).sends > 0
    })
    await rest
    expect(went).toEqual(inOrder)
  })

  test('batches accepted at the same time never let two arrivals of one chat out at once', async () => {
    const stores = await Promise.all([database.another(), database.another()])
    const accepting = numbers.map((n) => stores[n % 2]?.accept([said(`a${n}`), said(`b${n}`)], start))
    const seen: string[] = []
    await Promise.all([
      ...accepting,
      inParallel(async (worker, owner) => {
        const taken = await worker.takeArrivals(leaseOf(owner), start, 5)
        expect(taken.length).toBeLessThanOrEqual(1)
        const held = await database.look
          .selectFrom('arrivals')
          .select('seq')
          .where('lease_owner', 'is not', null)
          .execute()
        expect(held.length).toBeLessThanOrEqual(1)
        for (const { id } of taken) await worker.finish(turn(id), owner, start)
        seen.push(...taken.map(({ id }) => id))
        return seen.length < 2 * perChat
      }),
    ])
    expect(new Set(seen).size).toBe(2 * perChat)
  })

  test('10,000 arrivals in 200 chats flow', async () => {
    const { store } = database
    const all = Array.from({ length: 10_000 }, (_, n) => said(`e${n}`, `c${Math.floor(n / 50)}`))
    expect(await store.accept(all, start)).toBe(10_000)
    const began = performance.now()
    for (let round = 0; round < 20; round++) {
      const taken = await store.takeArrivals(leaseOf('a'), start, 50)
      expect(taken).toHaveLength(50)
      for (const { id } of taken) await store.finish(turn(id), 'a', start)
    }
    // Claims that read all that is stored take minutes; the bound only tells that apart on a slow machine.
    expect(performance.now() - began).toBeLessThan(15_000)
  })
}
