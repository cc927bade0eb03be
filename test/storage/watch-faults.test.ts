import { Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Send, SendOutcome } from '../../src/ports-sending.js'
import type { Store } from '../../src/ports.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import { stepped } from '../app/stepped.js'
import {
  chatRef,
  claim,
  daysLater,
  later,
  leaseOf,
  maybeSent,
  said,
  sent,
  settle,
  start,
} from '../contracts/store-samples.js'
import {
  fill,
  lateSender,
  line,
  lineOf,
  marked,
  noted,
  registered,
  remind,
  watchChanged,
  watchEnded,
} from '../contracts/watch-samples.js'

const c9 = chatRef('c9')
const near = { due: daysLater(1) }

/** A store, and the row that was claimed last. */
interface Life {
  readonly store: Store
  held: Send | undefined
}

type Work = (life: Life) => Promise<unknown>

const accept =
  (id: string): Work =>
  ({ store }) =>
    store.accept([said(id, 'c9')], later(4_003))

const take: Work = ({ store }) => store.takeArrivals(leaseOf('turn', later(4_003)), later(4_003), 10)

const finish =
  (id: string, ...effects: readonly Effect[]): Work =>
  async ({ store }) => {
    const turn = { arrival: said(id).id, messages: [], sessions: [], effects }
    expect(await store.finish(turn, 'turn', later(4_003))).toBe('stored')
  }

const turn = (id: string, ...effects: readonly Effect[]): readonly Work[] => [
  accept(id),
  take,
  finish(id, ...effects),
]

const tick =
  (seconds: number, ...planned: Parameters<typeof remind>[1]): Work =>
  ({ store }) =>
    remind(store, planned, later(seconds))

const claims =
  (seconds: number): Work =>
  async (life) => {
    life.held = (await claim(life.store, later(seconds)))[0]
  }

const settles =
  (seconds: number, outcome: SendOutcome): Work =>
  ({ store, held }) =>
    settle(store, held, outcome, later(seconds))

const digest = (seconds: number, outcome: SendOutcome): readonly Work[] => [
  claims(seconds),
  ({ store, held }) => fill(store, held, later(seconds)),
  settles(seconds, outcome),
]

/** All that the app does with matters, each one transaction of the store. */
const life: readonly Work[] = [
  ({ store }) => store.change([registered('x1'), registered('x2'), watchChanged('c2')], start),
  ...turn('e1', noted(marked('seen')), lateSender),
  tick(0, line('a'), line('b', { state: 'missed' })),
  tick(0, lineOf('x2', 'c', near)),
  ...digest(0, { kind: 'not-before', at: later(9) }),
  ...digest(9, { kind: 'refused', why: 'bad' }),
  ...digest(4_000, maybeSent),
  tick(4_001, line('d')),
  claims(4_030),
  settles(4_030, sent('m8')),
  ...turn('e2', { kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' }),
  tick(4_003, line('e', { chat: c9 })),
  tick(4_003, lineOf('x2', 'f', { chat: c9 })),
  ...turn('e3', watchEnded('c9', 'x2')),
  ({ store }) => store.closeChat(c9, 'removed', [], later(4_003)),
  ...turn('e4'),
  tick(4_004, line('g', { chat: c9 })),
  ...digest(4_200, sent('m9')),
  ({ store }) => store.wakeAll(later(4_201)),
]

interface World extends Life {
  readonly dump: () => Promise<string>
  /** The statement that writes, or the commit, that comes so many later fails. Undefined: none does. */
  readonly breakAt: (steps: number | undefined) => void
}

async function world(): Promise<World> {
  let left: number | undefined
  const opening = await openSqlite(':memory:')
  const look = new Kysely<unknown>({ dialect: opening.dialect })
  const step = (name: string): Promise<void> => {
    if (left === undefined || name.startsWith('after commit')) return Promise.resolve()
    left -= 1
    return left < 0 ? Promise.reject(new Error('broken')) : Promise.resolve()
  }
  return {
    store: await openStore(stepped(opening, step)),
    held: undefined,
    dump: () => dumpOf(look),
    breakAt: (steps) => {
      left = steps
    },
  }
}

const tables = ['matters', 'watches', 'ledger', 'record', 'outbox', 'chats', 'cards', 'presses', 'arrivals']

async function dumpOf(look: Kysely<unknown>): Promise<string> {
  const all: unknown[] = []
  for (const table of tables) {
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(look)
    all.push(rows.map((row) => JSON.stringify(row)).sort())
  }
  return JSON.stringify(all)
}

/** How often the work breaks, each time one step later, until nothing is left to break. Broken, it leaves no trace. */
async function breaksOf(one: World, work: Work): Promise<number> {
  const before = await one.dump()
  for (let steps = 0; ; steps++) {
    one.breakAt(steps)
    const outcome = await work(one).then(
      () => 'done',
      (error: unknown) => error,
    )
    one.breakAt(undefined)
    if (outcome === 'done') return steps
    expect(outcome).toMatchObject({ message: 'broken' })
    expect(await one.dump()).toBe(before)
  }
}

test('whatever statement breaks, nothing of its transaction is kept, and done again all is as if it had not', async () => {
  const calm = await world()
  for (const work of life) await work(calm)
  const troubled = await world()
  let broken = 0
  for (const work of life) broken += await breaksOf(troubled, work)
  expect(await troubled.dump()).toBe(await calm.dump())
  expect(await calm.dump()).toContain('m9')
  expect(broken).toBeGreaterThan(150)
  await calm.store.close()
  await troubled.store.close()
})
