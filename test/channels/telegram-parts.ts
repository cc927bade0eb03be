import { createHash } from 'node:crypto'
import { serve, type ServerType } from '@hono/node-server'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Pace } from '../../src/channels/telegram/limits.js'
import { bytesOf } from '../../src/app/drawing.js'
import { telegram, type TelegramParts } from '../../src/channels/telegram/start.js'
import type { Call, Send, SendOutcome } from '../../src/ports-sending.js'
import type { Intake, Platform } from '../../src/ports-channel.js'
import type { Log } from '../../src/ports.js'
import { attachmentCallOf, type Attachment } from '../../src/reply/attachment.js'
import type { Button, Reply } from '../../src/reply/reply.js'
import { instant, type Instant } from '../../src/values/civil-date.js'
import { pressToken, type PressToken } from '../../src/values/ids.js'
import type { FakeBot, FakeTelegram } from '../fakes/telegram/telegram.js'

/** The channel against the fake Bot API: what it stored and logged, and how to send through it. */
export interface Running {
  readonly platform: Platform
  /** What was stored, each event once. */
  readonly accepted: readonly Arrival[]
  /** Every log line, whole. */
  readonly lines: readonly string[]
  /** Renders and sends as the outbox would, part by part. */
  say(chat: number, reply: Reply, how?: Partial<Send>): Promise<readonly SendOutcome[]>
  /** Sends what goes out behind a reply. */
  give(chat: number, attachment: Attachment, how?: Partial<Send>): Promise<SendOutcome>
  stop(): Promise<void>
}

export interface RunOptions {
  readonly mode?: TelegramParts['mode']
  readonly token?: string
  readonly pace?: Partial<Pace>
  readonly intake?: Partial<Intake>
  readonly now?: () => Instant
  readonly apiRoot?: string
}

export const fast: Partial<Pace> = {
  pollSeconds: 1,
  pollGraceMs: 500,
  callMs: 500,
  uploadMs: 1_500,
  firstRestMs: 5,
  longestRestMs: 20,
  conflictRestMs: 10,
  refusedRestMs: 20,
  webhookLookMs: 20,
  webhookCatchUpMs: 10,
  sendAgainMs: 5_000,
}

export const commands = [
  { name: 'start', does: '从头认识我' },
  { name: 'help', does: '看看怎么用' },
  { name: 'ask', does: '问一个问题' },
]

export function running(server: FakeTelegram, bot: FakeBot, options: RunOptions = {}): Running {
  const { mode = { kind: 'polling' }, token = bot.token, pace, now = realNow, intake } = options
  const { apiRoot = server.url } = options
  const accepted: Arrival[] = []
  const lines: string[] = []
  const platform = telegram({
    apiRoot,
    token,
    mode,
    commands,
    clock: { now },
    log: logTo(lines),
    bytesOf,
    pace: { ...fast, ...pace },
    intake: { ...memoryIntake(accepted), ...intake },
  })
  return {
    platform,
    accepted,
    lines,
    say: (chat, reply, how) => say(platform, chat, reply, { queuedAt: now(), ...how }),
    give: (chat, one, how) =>
      platform.channel.send(rowTo(chat, attachmentCallOf(one), { queuedAt: now(), ...how })),
    stop: () => platform.stop(),
  }
}

const realNow = (): Instant => instant(Date.now())

function memoryIntake(accepted: Arrival[]): Intake {
  return {
    accept: (arrivals) => {
      for (const one of arrivals) if (accepted.every(({ id }) => id !== one.id)) accepted.push(one)
      return Promise.resolve()
    },
    toast: () => Promise.resolve('谢谢'),
    wrote: () => Promise.resolve(false),
    caughtUp: () => Promise.resolve(undefined),
    noteCaughtUp: () => Promise.resolve(),
  }
}

async function say(
  { channel }: Platform,
  chat: number,
  reply: Reply,
  how: Partial<Send> & Pick<Send, 'queuedAt'>,
): Promise<readonly SendOutcome[]> {
  const outcomes: SendOutcome[] = []
  for (const call of channel.render(reply, ({ label }: Button) => tokenFor(label)))
    outcomes.push(await channel.send(rowTo(chat, call, how)))
  return outcomes
}

function rowTo(chat: number, call: Call, how: Partial<Send> & Pick<Send, 'queuedAt'>): Send {
  const to = { channel: 'telegram', chat: String(chat) } as const
  return { id: 1, key: 'key', to, repeated: false, call, ...how }
}

/** As long as real ones. */
const tokenFor = (label: string): PressToken =>
  pressToken(createHash('sha256').update(label).digest('base64url').slice(0, 24))

function logTo(lines: string[]): Log {
  const write = (...what: readonly unknown[]): void => {
    lines.push(
      what.map((one) => (one instanceof Error ? (one.stack ?? one.message) : JSON.stringify(one))).join(' '),
    )
  }
  return { info: write, warn: write, error: write }
}

export const paragraph = (
  ...text: Extract<Reply['blocks'][number], { kind: 'paragraph' }>['text']
): Reply => ({
  blocks: [{ kind: 'paragraph', text }],
})

/** An address on which `answer` answers; what it does not answer is 502, as behind a reverse proxy. */
export async function listening(
  answer: (request: Request) => Response | Promise<Response> | undefined,
): Promise<{ url: string; close: () => Promise<void> }> {
  const { server, port } = await new Promise<{ server: ServerType; port: number }>((resolve) => {
    const fetch = (request: Request) => answer(request) ?? new Response(null, { status: 502 })
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (address) => {
      resolve({ server, port: address.port })
    })
  })
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve()
      })
    })
  return { url: `http://127.0.0.1:${port}`, close }
}
