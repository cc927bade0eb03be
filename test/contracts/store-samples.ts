import type { Kysely } from 'kysely'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Feedback } from '../../src/ports-feedback.js'
import type { FinishedTurn, Store, Transcript } from '../../src/ports.js'
import type { Lease, OutgoingMessage, Send, SendOutcome } from '../../src/ports-sending.js'
import type { Tables } from '../../src/storage/tables.js'
import { instant } from '../../src/values/civil-date.js'
import { cardKey, eventId, messageId, pressToken } from '../../src/values/ids.js'

/** A database that holds nothing yet, seen from one process or more. */
export interface TestDatabase {
  readonly store: Store & Transcript & Feedback
  /** A further connection, as another process would have it; in memory there is only one. */
  another(): Promise<Store & Transcript>
  /** To look at what no port shows. */
  readonly look: Kysely<Tables>
  end(): Promise<void>
}

export type OpenDatabase = () => Promise<TestDatabase>

export const start = instant(Date.UTC(2026, 10, 21, 2))

export const later = (seconds: number) => instant(start + seconds * 1000)

export const daysLater = (days: number) => later(days * 86_400)

export const leaseOf = (owner: string, from = start): Lease => ({ owner, until: instant(from + 60_000) })

export const chatRef = (chat: string) => ({ channel: 'web', chat }) as const

export function said(id: string, chat = 'c1'): Arrival {
  return {
    kind: 'said',
    id: eventId(id),
    at: start,
    chat: { ...chatRef(chat), kind: 'private' },
    from: { channel: 'web', person: 'p1' },
    text: `说 ${id}`,
    addressed: true,
  }
}

export const turn = (arrival: string, rest: Partial<FinishedTurn> = {}): FinishedTurn => ({
  arrival: eventId(arrival),
  messages: [],
  sessions: [],
  effects: [],
  ...rest,
})

export const talk = (chat: string, ...calls: readonly string[]): OutgoingMessage => ({
  // A whole chat, as an arrival has it: the store must take no more than the reference.
  to: said('any', chat).chat,
  lane: 'talk',
  calls,
  presses: [],
})

export const reminder = (chat: string, due: number, call: string): OutgoingMessage => ({
  ...talk(chat, call),
  lane: 'reminder',
  due: later(due),
})

export const card = (chat: string, ...calls: readonly string[]): OutgoingMessage => ({
  ...talk(chat, ...calls),
  card: cardKey('k1'),
})

export const press = (token: string, chat = 'c1') =>
  ({
    token: pressToken(token),
    press: { kind: 'command', command: 'help' },
    owner: { channel: 'web', person: 'p1' },
    chat: chatRef(chat),
    expiresAt: later(86_400),
  }) as const

/** An arrival comes in, is taken and finished. */
export async function handle(
  store: Store,
  arrival: Arrival,
  rest: Partial<FinishedTurn> = {},
  now = start,
): Promise<void> {
  await store.accept([arrival], now)
  await store.takeArrivals(leaseOf('turn', now), now, 1_000)
  if ((await store.finish(turn(arrival.id, rest), 'turn', now)) !== 'stored')
    throw new Error(`${arrival.id} was not finished`)
}

let turns = 0

/** Queues messages the way the app does: an arrival (in a chat of its own) comes in, is taken and finished. */
export async function queue(store: Store, messages: readonly OutgoingMessage[], now = start): Promise<void> {
  const id = `turn-${++turns}`
  await handle(store, said(id, id), { messages }, now)
}

export async function claim(store: Store, now = start, limit = 100): Promise<readonly Send[]> {
  return store.takeSends(leaseOf('sender', now), now, limit)
}

export async function settle(
  store: Store,
  send: Send | undefined,
  outcome: SendOutcome,
  now = start,
): Promise<void> {
  if (send === undefined) throw new Error('nothing was claimed')
  await store.settle([{ id: send.id, outcome }], 'sender', now)
}

export const sent = (message = 'm1'): SendOutcome => ({ kind: 'sent', message: messageId(message) })

export const maybeSent: SendOutcome = { kind: 'maybe-sent', why: 'timeout' }

/** When what may have been sent at the start goes once more. */
export const again = later(30)

/** Claims and sends until nothing is due; what went out, in order. */
export async function sendAll(store: Store, now = start): Promise<readonly Send[]> {
  const all: Send[] = []
  for (let batch = await claim(store, now); batch.length > 0; batch = await claim(store, now)) {
    for (const send of batch) await settle(store, send, sent(`m${send.id}`), now)
    all.push(...batch)
  }
  return all
}

export const calls = (sends: readonly Send[]) => sends.map(({ call }) => call)
