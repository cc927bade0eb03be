import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect } from 'vitest'
import { listen } from '../../src/app/http.js'
import type { Console } from '../../src/cli/console.js'
import { doctor, type DoctorOptions } from '../../src/cli/doctor.js'
import { serve } from '../../src/cli/serve.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { startFeishu, type FakeApp, type FakeFeishu } from '../fakes/feishu/feishu.js'
import { fakeTelegram, type BotOptions, type FakeBot, type FakeTelegram } from '../fakes/telegram/telegram.js'

export type Environment = Readonly<Record<string, string>>

/** The small base with the holidays of this year and the next, whenever the tests run. */
async function knowledgeWithHolidays(folder: string): Promise<string> {
  const path = join(folder, 'knowledge')
  await cp(smallDirs.KNOWLEDGE_DIR, path, { recursive: true })
  await mkdir(join(path, 'holidays'))
  const thisYear = new Date().getFullYear()
  for (const year of [thisYear, thisYear + 1])
    await writeFile(join(path, 'holidays', `${year}.yaml`), holidaysOf(year))
  return path
}

const holidaysOf = (year: number): string => `year: ${year}
notice: 一份放假通知
citations: [{ source: licensing-measures, evidence: A, checked: 2026-11-21 }]
holidays: [{ name: 元旦, from: ${year}-01-01, to: ${year}-01-01 }]
`

/** A machine with a bot on each platform, and settings that fit. */
export interface Site {
  readonly telegram: FakeTelegram
  readonly bot: FakeBot
  readonly feishu: FakeFeishu
  readonly app: FakeApp
  /** Everything that must never be printed. */
  readonly secrets: readonly string[]
  readonly folder: string
  readonly onTelegram: Environment
  readonly onFeishu: Environment
  end(): Promise<void>
}

const webhookSecret = 'canary-webhook-secret-4711'
const encryptKey = 'canary-encrypt-key-4711'
const verificationToken = 'canary-verification-token-4711'

export const hookedTelegram: Environment = {
  TELEGRAM_MODE: 'webhook',
  TELEGRAM_WEBHOOK_SECRET: webhookSecret,
}
export const hookedFeishu: Environment = {
  FEISHU_MODE: 'webhook',
  FEISHU_ENCRYPT_KEY: encryptKey,
  FEISHU_VERIFICATION_TOKEN: verificationToken,
}

export async function openSite(options: BotOptions = { privacy: false }): Promise<Site> {
  const [telegram, feishu] = await Promise.all([fakeTelegram(), startFeishu()])
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
  const bot = telegram.bot(options)
  const app = feishu.app()
  const shared = {
    DATABASE_URL: `file:${join(folder, 'bot.db')}`,
    ...smallDirs,
    KNOWLEDGE_DIR: await knowledgeWithHolidays(folder),
    LOG_LEVEL: 'silent',
    // Nobody listens on it unless a test serves.
    PORT: String(await freePort()),
  }
  return {
    telegram,
    bot,
    feishu,
    app,
    folder,
    secrets: [bot.token, app.secret, webhookSecret, encryptKey, verificationToken, 'canary-password-4711'],
    onTelegram: { ...shared, TELEGRAM_BOT_TOKEN: bot.token, TELEGRAM_API_ROOT: telegram.url },
    onFeishu: {
      ...shared,
      FEISHU_APP_ID: app.id,
      FEISHU_APP_SECRET: app.secret,
      FEISHU_DOMAIN: feishu.domain,
    },
    end: async () => {
      await Promise.all([telegram.close(), feishu.close()])
      await rm(folder, { recursive: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  server.close()
  await once(server, 'close')
  return address.port
}

interface Screen extends Console {
  readonly shown: () => string
  readonly stop: () => void
}

function screen(environment: Environment): Screen {
  const stopping = new AbortController()
  let shown = ''
  const write = (text: string): void => {
    shown += text
  }
  return {
    environment,
    input: Readable.from([]),
    output: { write },
    errors: { write },
    stopping: stopping.signal,
    shown: () => shown,
    stop: () => {
      stopping.abort()
    },
  }
}

export interface Examined {
  readonly code: number
  readonly lines: readonly string[]
}

/** What `doctor` says; throws if any secret is in it. */
export async function examined(
  { secrets }: Pick<Site, 'secrets'>,
  environment: Environment,
  options: DoctorOptions = { card: false },
): Promise<Examined> {
  const console = screen(environment)
  const code = await doctor(console, options)
  const said = console.shown()
  for (const secret of secrets) if (said.includes(secret)) throw new Error(`a secret was printed: ${said}`)
  return { code, lines: said.trimEnd().split('\n') }
}

/** `serve` in this process, until it is ended. */
export async function serving(environment: Environment): Promise<{ end: () => Promise<number> }> {
  const console = screen(environment)
  const ended = serve(console)
  const address = `http://127.0.0.1:${environment['PORT'] ?? ''}/readyz`
  const ready = async (): Promise<void> => {
    for (;;) {
      const answer = await fetch(address).catch(ifNobodyListens)
      if (answer?.ok === true) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  await Promise.race([
    ready(),
    ended.then(() => {
      throw new Error(`serve ended: ${console.shown()}`)
    }),
  ])
  return {
    end: () => {
      console.stop()
      return ended
    },
  }
}

/** Any other failure is one of the test. */
function ifNobodyListens(error: unknown): undefined {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'ECONNREFUSED') throw error
}

/** A site for each test of the file, and what else it must end, the last begun first. */
export function siteOfEachTest(): { readonly site: () => Site; readonly ends: (() => Promise<unknown>)[] } {
  let site: Site | undefined
  const ends: (() => Promise<unknown>)[] = []
  beforeEach(async () => {
    site = await openSite()
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await site?.end()
  })
  return {
    site: () => {
      if (site === undefined) throw new Error('no test is running')
      return site
    },
    ends,
  }
}

/** One thing that is wrong, and what `doctor` must say of it. */
export interface Planted {
  readonly trouble: string
  /** Prepares it, and says what else is set. */
  readonly plant: (site: Site) => Environment | Promise<Environment>
  readonly line: string
  readonly remedy: string
  /** Nothing to mend, only to know. */
  readonly harmless?: true
}

export async function expectFound(
  { plant, line, remedy, harmless }: Planted,
  site: Site,
  base: Environment,
): Promise<void> {
  const { code, lines } = await examined(site, { ...base, ...(await plant(site)) })
  const at = lines.findIndex((one) => one.includes(line))
  expect(at, lines.join('\n')).toBeGreaterThanOrEqual(0)
  expect(lines[at]?.[0]).toBe(harmless === true ? '·' : '✗')
  expect(harmless === true ? lines[at] : lines[at + 1]).toContain(remedy)
  expect(code, lines.join('\n')).toBe(harmless === true ? 0 : 1)
}

export const nothing: Environment = {}

/** A PUBLIC_URL behind which nobody listens. */
export const nobodysUrl = async (): Promise<Environment> => ({
  PUBLIC_URL: `http://127.0.0.1:${await freePort()}`,
})

/** A server that answers everything alike, until the test ends. */
export async function answering(
  ends: (() => Promise<unknown>)[],
  status: 200 | 401 | 503,
  body: object = {},
): Promise<string> {
  const http = new Hono()
  http.all('*', (c) => c.json(body, status))
  const listened = await listen(http, '127.0.0.1', 0)
  if (!listened.ok) throw new Error(listened.code)
  ends.push(() => listened.listening.close())
  return String(listened.listening.port)
}
