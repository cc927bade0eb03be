import type { Arrival } from '../../src/chat/arrival.js'
import { bytesOf } from '../../src/app/drawing.js'
import { feishu } from '../../src/channels/feishu/start.js'
import type { Timing } from '../../src/channels/feishu/limits.js'
import type { Call, Send, SendOutcome } from '../../src/ports-sending.js'
import type { Intake, Platform } from '../../src/ports-channel.js'
import type { Log } from '../../src/ports.js'
import { attachmentCallOf, type Attachment } from '../../src/reply/attachment.js'
import type { Reply } from '../../src/reply/reply.js'
import { instant } from '../../src/values/civil-date.js'
import { pressToken } from '../../src/values/ids.js'
import type { FakeApp, FakeFeishu } from '../fakes/feishu/feishu.js'

/** The channel against the fake platform: what it stored, logged, and how to send through it. */
export interface Running {
  readonly platform: Platform
  readonly accepted: readonly Arrival[]
  /** Every log line, whole. */
  readonly lines: readonly string[]
  /** Renders and sends as the outbox would. */
  say(chat: string, reply: Reply, how?: Partial<Send>): Promise<readonly SendOutcome[]>
  /** Sends what goes out behind a reply. */
  give(chat: string, attachment: Attachment, how?: Partial<Send>): Promise<SendOutcome>
  stop(): Promise<void>
}

export interface RunOptions {
  readonly mode?: Parameters<typeof feishu>[0]['mode']
  readonly secret?: string
  readonly timing?: Partial<Timing>
  readonly intake?: Partial<Intake>
}

export const keys = { encryptKey: 'test-encrypt-key', verificationToken: 'test-verification-token' }

const fast: Timing = {
  pongMs: 5_000,
  handshakeMs: 2_000,
  watchMs: 5,
  shortestPauseMs: 10,
  longestPauseMs: 50,
}

export function running(
  server: FakeFeishu,
  app: FakeApp,
  { mode = { kind: 'websocket' }, secret = app.secret, timing, intake }: RunOptions = {},
): Running {
  const accepted: Arrival[] = []
  const lines: string[] = []
  const written = new Set<string>()
  const platform = feishu({
    appId: app.id,
    appSecret: secret,
    domain: server.domain,
    mode,
    clock: { now: () => instant(app.now()) },
    log: logTo(lines),
    bytesOf,
    timing: { ...fast, ...timing },
    intake: {
      accept: (arrivals) => {
        for (const one of arrivals) if (accepted.every(({ id }) => id !== one.id)) accepted.push(one)
        return Promise.resolve()
      },
      toast: () => Promise.resolve('谢谢'),
      wrote: (_chat, message) => Promise.resolve(written.has(message)),
      caughtUp: () => Promise.resolve(undefined),
      noteCaughtUp: () => Promise.resolve(),
      ...intake,
    },
  })
  const { channel } = platform

  const rowTo = (chat: string, call: Call, how: Partial<Send>): Send => ({
    id: ++rows,
    key: `out-${rows}`,
    to: { channel: 'feishu', chat },
    call,
    repeated: false,
    queuedAt: instant(app.now()),
    ...how,
  })
  const give = (chat: string, one: Attachment, how: Partial<Send> = {}): Promise<SendOutcome> =>
    channel.send(rowTo(chat, attachmentCallOf(one), how))
  const say = async (
    chat: string,
    reply: Reply,
    how: Partial<Send> = {},
  ): Promise<readonly SendOutcome[]> => {
    const outcomes: SendOutcome[] = []
    for (const call of channel.render(reply, () => pressToken(`token-${++tokens}`))) {
      const outcome = await channel.send(rowTo(chat, call, how))
      if (outcome.kind === 'sent') written.add(outcome.message)
      outcomes.push(outcome)
    }
    return outcomes
  }

  return { platform, accepted, lines, say, give, stop: () => platform.stop() }
}

let tokens = 0
let rows = 0

function logTo(lines: string[]): Log {
  const line = (...said: readonly unknown[]): void => {
    lines.push(said.map(described).join(' '))
  }
  return { info: line, warn: line, error: line }
}

/** As revealing as a careless log would be. */
function described(one: unknown): string {
  return one instanceof Error ? `${one.stack ?? one.message} ${String(one.cause)}` : JSON.stringify(one)
}

/** A running channel whose long connection is open and who knows itself. */
export async function connected(server: FakeFeishu, app: FakeApp, options?: RunOptions): Promise<Running> {
  const bot = running(server, app, options)
  bot.platform.start()
  await app.waitFor(() => bot.platform.trouble().length === 0, 'no trouble')
  return bot
}

export const saying = (text: string): Reply => ({ blocks: [{ kind: 'paragraph', text: [text] }] })

/** A reply with a button that says so. */
export const offering = (label: string): Reply => ({
  blocks: [{ kind: 'paragraph', text: ['请选择'] }],
  buttons: [[{ label, press: { kind: 'command', command: 'help' } }]],
})

export const kinds = (outcomes: readonly SendOutcome[]): readonly string[] => outcomes.map(({ kind }) => kind)
