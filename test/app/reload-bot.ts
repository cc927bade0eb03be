import { setTimeout as pause } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { build } from '../../src/app/build.js'
import { movableClock, systemDice, type MovableClock } from '../../src/app/outside.js'
import { loadContent, type Folders } from '../../src/app/read-files.js'
import { Reloading } from '../../src/app/reload/reload.js'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Log } from '../../src/ports.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import type { Tables } from '../../src/storage/tables.js'
import { dayAt, instant } from '../../src/values/civil-date.js'
import { eventId } from '../../src/values/ids.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'

/** What somebody asked, what they read, and what was stored of it. */
export interface Asked {
  readonly question: string
  readonly text: string
  readonly version: string
}

/** The bot as `serve` wires it, over a folder that is edited meanwhile. */
export interface ReloadBot {
  readonly reloading: Reloading
  /** Another one over the same folder, not yet started. */
  anew(): Reloading
  readonly clock: MovableClock
  /** Every line that was logged. */
  readonly lines: readonly string[]
  ask(question: string): Promise<Asked>
  /** What the bot shows to somebody who writes this. */
  shows(words: string): Promise<string>
  /** What the operators' chat shows: an edited message as it is now. */
  alarms(): readonly string[]
  /** How many of the messages to operators were edits of earlier ones. */
  edits(): number
  /** Resolves when this version serves. */
  serves(version: string): Promise<void>
  end(): Promise<void>
}

const timeZone = 'Asia/Shanghai'
const operators = [{ channel: 'terminal', chat: 'operators' }] as const
const lookEveryMs = 25
/** Whole answers and alarms in one message. */
const characters = 4_000

export interface BotParts {
  readonly folders: Folders
  /** A moment that stands still until it is moved. */
  readonly at: string
  readonly database?: string
}

export async function reloadBot({ folders, at, database = ':memory:' }: BotParts): Promise<ReloadBot> {
  const began = instant(Date.parse(at))
  const clock = movableClock({ now: () => began })
  const lines: string[] = []
  const loaded = await loadContent(folders, dayAt(clock.now(), timeZone))
  if (!loaded.ok) throw new Error('the base of the test does not pass')
  const log = logTo(lines)
  const first = loaded.content
  const anew = (): Reloading => new Reloading({ folders, first, clock, timeZone, log, lookEveryMs })
  const reloading = anew()
  const opening = await openSqlite(database)
  const store = await openStore(opening)
  const paper = paperInMemory()
  const app = build(
    { store, content: reloading.content, clock, dice: systemDice, log, timeZone, operators },
    () => [paperChannel({ paper, characters })],
  )
  app.start()
  reloading.start((telling) => app.tellOperators(telling))
  const db = new Kysely<Tables>({ dialect: opening.dialect })
  let chats = 0
  const said = async (words: string): Promise<{ readonly chat: string; readonly text: string }> => {
    chats += 1
    const chat = `chat-${chats}`
    await app.intake.accept([saidIn(chat, words, clock)])
    return { chat, text: await until(() => paper.read().find((line) => line.chat === chat)?.text) }
  }

  return {
    reloading,
    anew,
    clock,
    lines,
    shows: async (words) => (await said(words)).text,
    ask: async (question) => {
      const { chat, text } = await said(question)
      const { knowledge } = await db
        .selectFrom('answers')
        .select('knowledge')
        .where('chat', '=', chat)
        .executeTakeFirstOrThrow()
      return { question, text, version: knowledge }
    },
    alarms: () => shownIn(paper.read().filter(({ chat }) => chat === 'operators')),
    edits: () => paper.read().filter(({ chat, edits }) => chat === 'operators' && edits !== undefined).length,
    serves: async (version) => {
      await until(() => reloading.content().knowledge.version === version || undefined)
    },
    end: async () => {
      await reloading.stop()
      await app.stop()
      await store.close()
    },
  }
}

/** Everybody has a chat of their own, so that nobody waits for anybody. */
function saidIn(chat: string, text: string, clock: MovableClock): Arrival {
  return {
    id: eventId(chat),
    at: clock.now(),
    chat: { channel: 'terminal', chat, kind: 'private' },
    from: { channel: 'terminal', person: `person-${chat}` },
    kind: 'said',
    text,
    addressed: true,
  }
}

function shownIn(
  lines: readonly { readonly key: string; readonly edits?: string | undefined; readonly text: string }[],
): readonly string[] {
  const shown = new Map<string, string>()
  for (const { key, edits, text } of lines) shown.set(edits ?? key, text)
  return [...shown.values()]
}

function logTo(lines: string[]): Log {
  const keep = (event: string, fields: object = {}): void => {
    lines.push(`${event} ${JSON.stringify(fields)}`)
  }
  return { info: keep, warn: keep, error: keep }
}

/** What `found` returns once it returns something. Nothing here takes a fixed time: only a test that hangs ends. */
export async function until<T>(found: () => T | undefined): Promise<T> {
  for (;;) {
    const value = found()
    if (value !== undefined) return value
    await pause(5)
  }
}
