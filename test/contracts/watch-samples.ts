import type { Kysely } from 'kysely'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import { usualSettings, type Keeper, type NewLine } from '../../src/deadlines/watch.js'
import type { Send, SendOutcome } from '../../src/ports-sending.js'
import type { Store } from '../../src/ports.js'
import type { Filling, MatterEffect } from '../../src/ports-watch.js'
import type { Tables } from '../../src/storage/tables.js'
import { civilDate, daysAfter, type CivilDate } from '../../src/values/civil-date.js'
import {
  cardKey,
  cycleId,
  eventKind,
  matterId,
  pressToken,
  ruleId,
  rungId,
  type ChatRef,
  type MatterId,
} from '../../src/values/ids.js'
import { chatRef, claim, daysLater, later, leaseOf, press, sent, settle, start } from './store-samples.js'

export const day = (text: string): CivilDate => {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}

export const firstDay = day('2026-11-21')

export const licence = (id = 'x1'): Matter => ({
  id: matterId(id),
  kind: 'licence',
  holder: `${id} 公司`,
  has: [],
  log: [expiry('2027-03-02')],
})

export const expiry = (on: string): Noted => ({
  at: start,
  by: { channel: 'web', person: 'p1' },
  kind: 'event',
  event: eventKind('expires'),
  on: day(on),
})

export const marked = (mark: 'seen' | 'preparing'): Noted => ({
  at: start,
  kind: 'marked',
  rule: ruleId('renewal'),
  cycle: cycleId('2027-03-02'),
  mark: { kind: mark },
})

export const registered = (id = 'x1', chat = 'c1'): MatterEffect => ({
  kind: 'matter-registered',
  matter: licence(id),
  chat: chatRef(chat),
})

export const noted = (...entries: readonly Noted[]): MatterEffect => ({
  kind: 'matter-noted',
  matter: matterId('x1'),
  entries,
})

export const keeper: Keeper = {
  person: { channel: 'web', person: 'p1' },
  name: '小赵',
  reached: true,
  after: 0,
}

export const watchChanged = (chat = 'c1', watch: Partial<WatchChanged['watch']> = {}): WatchChanged => ({
  kind: 'watch-changed',
  matter: matterId('x1'),
  chat: chatRef(chat),
  watch: { keepers: [], ladders: {}, ...watch },
})

type WatchChanged = Extract<MatterEffect, { kind: 'watch-changed' }>

export const watchEnded = (chat = 'c1', id = 'x1'): MatterEffect => ({
  kind: 'watch-ended',
  matter: matterId(id),
  chat: chatRef(chat),
})

export const lateSender: MatterEffect = {
  kind: 'chat-set',
  chat: chatRef('c1'),
  settings: { ...usualSettings, sendAt: '10:30' },
}

/** A matter that the chat watches. */
export async function watch(store: Store, id = 'x1', chat = 'c1', now = start): Promise<void> {
  await store.change([registered(id, chat)], now)
}

/** A reminder of the first day, of a deadline 100 days ahead. */
export const line = (rung = 'm01', changes: Partial<NewLine> = {}): NewLine => ({
  matter: matterId('x1'),
  rule: ruleId('renewal'),
  cycle: cycleId('2027-03-02'),
  rung: rungId(rung),
  chat: chatRef('c1'),
  on: firstDay,
  state: 'planned',
  due: daysLater(100),
  notBefore: start,
  ...changes,
})

export const lineOf = (id: string, rung = 'm01', changes: Partial<NewLine> = {}): NewLine =>
  line(rung, { matter: matterId(id), ...changes })

/** Lines a day apart. */
export const lines = (count: number): readonly NewLine[] =>
  Array.from({ length: count }, (_, n) => line(`m${n}`, { on: daysAfter(firstDay, n) }))

/** As a tick does: reads the matter and writes on top of what it read. */
export async function remind(
  store: Store,
  said: readonly NewLine[],
  now = start,
  wakeAt = daysLater(400),
): Promise<void> {
  for (const matter of new Set(said.map((one) => one.matter))) {
    const revision = await revisionOf(store, matter)
    const its = said.filter((one) => one.matter === matter)
    if (!(await store.remind({ matter, revision, lines: its, wakeAt }, now)))
      throw new Error(`${matter} was not reminded of`)
  }
}

export async function revisionOf(store: Store, matter: MatterId): Promise<number> {
  for (let after: MatterId | undefined; ;) {
    const page = await store.matters(after, 500)
    const found = page.find((one) => one.matter.id === matter)
    if (found !== undefined) return found.revision
    after = page.at(-1)?.matter.id
    if (after === undefined) throw new Error(`${matter} is not known`)
  }
}

export const fillingOf = (send: Send, told: Filling['told'], more: Partial<Filling> = {}): Filling => ({
  row: send.id,
  read: [],
  calls: ['digest'],
  card: cardKey(`due:${send.id}`),
  presses: [{ ...press(`t${send.id}`, send.to.chat), token: pressToken(`t${send.id}`) }],
  told,
  missed: [],
  doubted: [],
  dropped: [],
  again: [],
  ...more,
})

/** As the app does with a digest that it claimed: tells all that is planned. Returns what it told. */
export async function fill(
  store: Store,
  send: Send | undefined,
  now = start,
  more: Partial<Filling> = {},
): Promise<Filling['told']> {
  if (send?.unfilled !== true) throw new Error('no digest without content was claimed')
  const { lines: planned } = await store.plannedIn(send.to, now)
  const filling = fillingOf(send, planned, { ...(planned.length === 0 && { calls: [] }), ...more })
  if ((await store.fillDigest(filling, 'sender', now)) !== 'filled')
    throw new Error('the digest was not filled')
  return filling.told
}

/** The digest that is due, claimed. */
export async function claimed(store: Store, now = start): Promise<Send> {
  const [send] = await claim(store, now)
  if (send === undefined) throw new Error('nothing was claimed')
  return send
}

/** A digest that was claimed and has content. */
export async function filled(store: Store, planned: readonly NewLine[]): Promise<Send> {
  await remind(store, planned)
  const send = await claimed(store)
  await fill(store, send)
  return send
}

/** Claims, fills and settles the one digest that is due. */
export async function tell(
  store: Store,
  outcome: SendOutcome = sent(),
  now = start,
): Promise<{ readonly send: Send; readonly told: readonly string[] }> {
  const send = await claimed(store, now)
  const told = await fill(store, send, now)
  await settle(store, send, outcome, now)
  return { send, told: told.map(({ matter, rung }) => `${matter} ${rung}`) }
}

/** The digests that go out until nothing is due, each with what it told; other rows are sent as they are. */
export async function tellAll(store: Store, now = start): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = []
  for (;;) {
    const [send] = await store.takeSends(leaseOf('sender', now), now, 1)
    if (send === undefined) return all
    if (send.unfilled === true) {
      const told = await fill(store, send, now)
      if (told.length > 0) all.push(told.map(({ matter, rung }) => `${matter} ${rung}`))
    }
    await settle(store, send, sent(`m${send.id}`), now)
  }
}

export async function statesOf(store: Store, chat: ChatRef = chatRef('c1')): Promise<readonly string[]> {
  const watched = await store.watchedIn(chat)
  return watched.flatMap(({ said }) => said.map(({ rung, state }) => `${rung} ${state}`))
}

export async function openRows(look: Kysely<Tables>) {
  return look
    .selectFrom('outbox')
    .select(['id', 'chat', 'unfilled', 'due', 'not_before', 'state'])
    .where('settled_at', 'is', null)
    .orderBy('id')
    .execute()
}

export const anHour = later(3_600)
