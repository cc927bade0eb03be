import { setTimeout as pause } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { buildServed, type PlatformMaker, type Served } from '../../src/app/build.js'
import { httpRoutes } from '../../src/app/http.js'
import { systemDice, type MovableClock } from '../../src/app/outside.js'
import { contentOf } from './content.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Log, LogFields } from '../../src/ports.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import type { OutboxRow, Tables } from '../../src/storage/tables.js'
import { eventId, type ChatRef } from '../../src/values/ids.js'

/** The bot as `serve` runs it, on a store in memory that can be looked into. */
export interface RunningBot {
  readonly served: Served
  readonly clock: MovableClock
  /** Every line that was logged or printed. */
  readonly lines: readonly string[]
  /** Rows of the outbox to this chat, or to all but the web page. */
  rows(chat?: string): Promise<readonly OutboxRow[]>
  /** How many things came in and were kept, the web page's left out. */
  arrivals(): Promise<number>
  /** Resolves when nothing is under way; what must wait for a later time may still wait. */
  settled(): Promise<void>
  /** Somebody asks on the web page and is answered, which no platform's trouble prevents. It also wakes the outbox. */
  webAnswers(): Promise<void>
  readyz(): Promise<Readiness>
  stop(): Promise<void>
}

export interface Readiness {
  readonly status: number
  readonly waiting: readonly string[]
}

export interface BotParts {
  readonly knowledge: Knowledge
  readonly clock: MovableClock
  readonly maker: PlatformMaker
  readonly operators: readonly ChatRef[]
}

export async function runBot({ knowledge, clock, maker, operators }: BotParts): Promise<RunningBot> {
  const opening = await openSqlite(':memory:')
  const store = await openStore(opening)
  const lines: string[] = []
  const log = logTo(lines)
  const loud = listenToConsole(lines)
  const served = buildServed(
    {
      store,
      content: () => contentOf(knowledge),
      clock,
      dice: systemDice,
      log,
      timeZone: 'Asia/Shanghai',
      operators,
    },
    [maker],
  )
  const http = httpRoutes({
    routes: served.routes,
    metrics: served.app.metrics,
    backlog: () => store.backlog(),
    log,
    unready: () => served.trouble(),
    notes: () => [],
  })
  // Reads on the connection of the store; whoever closes the store closes both.
  const look = looking(new Kysely<Tables>({ dialect: opening.dialect }))
  return {
    served,
    clock,
    lines,
    rows: (chat) => look.rows(chat),
    arrivals: () => look.arrivals(),
    settled: () => until(async () => (await look.underWay()) === 0, 'nothing is under way'),
    webAnswers: () => webAnswers(served, clock, look),
    readyz: async () => {
      const answer = await http.request('/readyz')
      const { waiting } = (await answer.json()) as { readonly waiting: readonly string[] }
      return { status: answer.status, waiting }
    },
    stop: async () => {
      await served.stop()
      await store.close()
      loud.end()
    },
  }
}

interface Looking {
  rows(chat?: string): Promise<readonly OutboxRow[]>
  arrivals(): Promise<number>
  underWay(): Promise<number>
  answeredOnTheWeb(): Promise<number>
}

function looking(db: Kysely<Tables>): Looking {
  const everyRow = db.selectFrom('outbox').selectAll().orderBy('id')
  const everyArrival = db.selectFrom('arrivals').selectAll()
  return {
    rows: async (chat) =>
      (await everyRow.execute()).filter((row) =>
        chat === undefined ? row.channel !== 'web' : row.chat === chat,
      ),
    arrivals: async () => (await everyArrival.where('channel', '!=', 'web').execute()).length,
    underWay: async () => {
      const rows = await everyRow.where('lease_owner', 'is not', null).execute()
      const turns = await everyArrival.where('handled_at', 'is', null).execute()
      return rows.length + turns.length
    },
    answeredOnTheWeb: async () =>
      (await everyRow.where('channel', '=', 'web').where('state', '=', 'sent').execute()).length,
  }
}

async function webAnswers({ app }: Served, clock: MovableClock, look: Looking): Promise<void> {
  const before = await look.answeredOnTheWeb()
  await app.intake.accept([
    {
      kind: 'said',
      id: eventId(`web:storm:${before}`),
      at: clock.now(),
      chat: { channel: 'web', chat: `visitor-${before}`, kind: 'private' },
      from: { channel: 'web', person: `visitor-${before}` },
      text: '注册资本要多少',
      addressed: true,
    },
  ])
  await until(async () => (await look.answeredOnTheWeb()) > before, 'an answer on the web page')
}

const patienceMs = 10_000
const lookEveryMs = 5

/** Resolves once `condition` holds; rejects, naming `what`, when it does not within ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`)
    await pause(lookEveryMs)
  }
}

/** As the program's own log: of an error only where it came from, since a driver's message may quote anything. */
function logTo(lines: string[]): Log {
  const keep =
    (level: string) =>
    (event: string, fields: LogFields = {}, error?: unknown): void => {
      const from = error instanceof Error ? [error.name, ...framesOf(error)] : []
      lines.push(JSON.stringify({ level, event, ...fields, from }))
    }
  return { info: keep('info'), warn: keep('warn'), error: keep('error') }
}

const framesOf = ({ stack = '' }: Error): readonly string[] =>
  stack.split('\n').filter((line) => line.startsWith('    at '))

/** A library that prints does so past every log. */
function listenToConsole(lines: string[]): { readonly end: () => void } {
  const ways = ['log', 'info', 'warn', 'error', 'debug'] as const
  const own = { ...console }
  for (const way of ways)
    console[way] = (...said: readonly unknown[]) => {
      lines.push(
        said.map((one) => (one instanceof Error ? String(one.stack) : JSON.stringify(one))).join(' '),
      )
    }
  return {
    end: () => {
      Object.assign(console, own)
    },
  }
}
