import { Hono } from 'hono'
import { Kysely } from 'kysely'
import { buildServed, type PlatformMaker, type Served } from '../../src/app/build.js'
import { daily } from '../../src/app/daily/daily.js'
import { listen } from '../../src/app/http.js'
import { movableClock, systemDice, type MovableClock } from '../../src/app/outside.js'
import type { Flows } from '../../src/interview/flow/flows.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Log, LogFields, Store } from '../../src/ports.js'
import { attachmentIn } from '../../src/reply/attachment.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import type { Tables } from '../../src/storage/tables.js'
import { instant } from '../../src/values/civil-date.js'
import type { ChatRef } from '../../src/values/ids.js'
import { contentOf } from '../app/content.js'
import { shippedRules } from '../deadlines/shipped-rules.js'

/** The bot as `serve` runs it, on a store in memory, with a log that is kept. */
export interface Whole {
  /** What runs now: another one after a restart. */
  readonly served: () => Served
  /** Ends what runs and makes another of what is stored; whoever knows the way in leads it there and starts it. */
  readonly anew: () => Promise<Served>
  readonly store: Store
  readonly traces: Traces
  readonly log: KeptLog
  readonly withdraw: (entry: string) => void
  /** One round of what `serve` says by the calendar. */
  readonly today: () => Promise<unknown>
  end(): Promise<void>
}

interface WholeParts {
  readonly knowledge: Knowledge
  readonly flows?: Flows
  readonly clock: MovableClock
  readonly makers: readonly PlatformMaker[]
  readonly operators: readonly ChatRef[]
  readonly publicUrl?: string
}

/** Where every story begins: what the bot says must not depend on the day on which the tests run. */
export const beginning = Date.parse('2026-11-21T02:00:00Z')

export function clockFromBeginning(): MovableClock {
  const started = performance.now()
  return movableClock({ now: () => instant(Math.floor(beginning + performance.now() - started)) })
}

export async function startWhole({
  clock,
  makers,
  operators,
  publicUrl,
  ...parts
}: WholeParts): Promise<Whole> {
  let { knowledge } = parts
  const opening = await openSqlite(':memory:')
  const store = await openStore(opening)
  const log = keptLog()
  const shared = {
    store,
    clock,
    log,
    operators,
    content: () => contentOf(knowledge, shippedRules, parts.flows),
    timeZone: 'Asia/Shanghai',
  }
  const address = publicUrl !== undefined && { publicUrl }
  const made = (): Served => buildServed({ ...shared, ...address, dice: systemDice }, makers)
  let served = made()
  const { tellOperators, tellChat, readyFor } = served.app
  return {
    served: () => served,
    anew: async () => {
      await served.stop()
      served = made()
      return served
    },
    store,
    log,
    // Reads on the connection of the store; whoever closes the store closes both.
    traces: tracesOf(new Kysely<Tables>({ dialect: opening.dialect })),
    withdraw: (entry) => {
      const entries = new Map([...knowledge.entries].filter(([id]) => id !== entry))
      knowledge = { ...knowledge, entries }
    },
    today: daily({ ...shared, tellOperators, tellChat, readyFor, isHeld: () => false }),
    end: async () => {
      await served.stop()
      await store.close()
    },
  }
}

/** An address that exists before the bot does: platforms want it at the start. */
export interface Door {
  readonly url: string
  leadTo(routes: Hono): void
  close(): Promise<void>
}

export async function openDoor(): Promise<Door> {
  let behind = new Hono()
  const door = new Hono()
  door.all('*', (c) => behind.fetch(c.req.raw, c.env))
  const listened = await listen(door, '127.0.0.1', 0)
  if (!listened.ok) throw new Error(`cannot listen: ${listened.code}`)
  const { listening } = listened
  return {
    url: `http://127.0.0.1:${listening.port}`,
    leadTo: (routes) => {
      behind = routes
    },
    close: () => listening.close(),
  }
}

export interface StoredAnswer {
  readonly answer: string
  readonly chat: string
  readonly person: string
  readonly outcome: string
  readonly entries: readonly string[]
}

/** What is left in the store, as far as nobody can see it in a chat. */
export interface Traces {
  answers(): Promise<readonly StoredAnswer[]>
  ratings(): Promise<readonly { readonly answer: string; readonly useful: boolean }[]>
  /** How many things came in and were kept. */
  arrivals(): Promise<number>
  /** How many messages were ever queued. */
  sends(): Promise<number>
  /** What stands in the files that were sent anywhere, oldest first. */
  files(): Promise<readonly string[]>
}

function tracesOf(db: Kysely<Tables>): Traces {
  const count = async (table: 'arrivals' | 'outbox'): Promise<number> => {
    const { rows } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return rows
  }
  return {
    answers: async () => {
      const rows = await db
        .selectFrom('answers')
        .select(['answer', 'chat', 'person', 'outcome', 'entries'])
        .orderBy('answered_at')
        .execute()
      return rows.map((row) => ({ ...row, entries: JSON.parse(row.entries) as readonly string[] }))
    },
    ratings: async () => {
      const rows = await db.selectFrom('ratings').select(['answer', 'useful']).execute()
      return rows.map(({ answer, useful }) => ({ answer, useful: useful === 1 }))
    },
    arrivals: () => count('arrivals'),
    sends: () => count('outbox'),
    files: async () => {
      const rows = await db
        .selectFrom('outbox')
        .select('call')
        .where('state', '=', 'sent')
        .orderBy('id')
        .execute()
      return rows.flatMap(({ call }) => {
        const attachment = attachmentIn(JSON.parse(call))
        return attachment?.kind === 'file' ? [attachment.text] : []
      })
    },
  }
}

export interface KeptLog extends Log {
  readonly lines: readonly string[]
}

/** As the program's own log: of an error only where it came from, since a driver's message may quote anything. */
function keptLog(): KeptLog {
  const lines: string[] = []
  const keep =
    (level: string) =>
    (event: string, fields: LogFields = {}, error?: unknown): void => {
      const name = error instanceof Error ? error.name : undefined
      lines.push(JSON.stringify({ level, event, ...fields, name }))
    }
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}
