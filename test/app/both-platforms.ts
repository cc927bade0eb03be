import * as z from 'zod'
import { buildServed, type App } from '../../src/app/build.js'
import type { Content } from '../../src/app/content.js'
import { clockJumps } from '../../src/app/clock-jumps.js'
import { diskRoom } from '../../src/app/disk-room.js'
import { silentLog } from '../../src/app/log.js'
import { systemDice, type MovableClock } from '../../src/app/outside.js'
import { feishu } from '../../src/channels/feishu/start.js'
import { telegram } from '../../src/channels/telegram/start.js'
import { commands } from '../../src/chat/commands.js'
import type { Store, Transcript } from '../../src/ports.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import type { Instant } from '../../src/values/civil-date.js'
import type { ChannelName, ChatRef } from '../../src/values/ids.js'
import { startFeishu } from '../fakes/feishu/feishu.js'
import { fakeTelegram } from '../fakes/telegram/telegram.js'
import { until } from './reload-bot.js'
import { clockAt, licence, shippedContent, zone } from './watching.js'

/** One of the two platforms, with what an operator's story does to it. */
export interface Side {
  readonly name: Extract<ChannelName, 'telegram' | 'feishu'>
  /** Where operators are told. */
  readonly operators: ChatRef
  /** Whom one may talk to alone. */
  readonly client: ChatRef
  readonly group: () => ChatRef
  /** What the bot wrote there, as it stands now. */
  readonly read: (chat: ChatRef) => readonly string[]
  /** The chats of all sends that were tried, in order. */
  readonly tried: () => readonly string[]
  /** The client says something to the bot alone, or presses under its newest message. */
  readonly says: (text: string) => void
  readonly presses: (label: string) => Promise<void>
  /** The next message arrives and nobody hears of it. */
  readonly losesAnswer: () => void
  /** Who sends gets a gateway's page until it is lifted, whatever became of the message; so do calls without a message. */
  readonly breaks: (messages: 'refused' | 'taken') => () => void
  readonly violations: () => readonly string[]
}

/** The bot on both platforms at once, on a machine whose clock and disk are moved. */
export interface Machine {
  readonly app: App
  readonly store: Store & Transcript
  readonly clock: MovableClock
  readonly sides: Readonly<Record<Side['name'], Side>>
  /** A licence that a chat watches from now on. */
  readonly watch: (chat: ChatRef, expires: string) => Promise<void>
  /** Time passes, and all that is due is done. */
  readonly pass: (ms: number) => Promise<void>
  /** Time passes, and all that is to be sent by then is tried, whatever becomes of it. */
  readonly tries: (ms: number) => Promise<void>
  /** The chats of all sends that were claimed, in order. */
  readonly claimed: () => readonly string[]
  /** Time passes, and nobody waits for what comes of it: not all can be done. */
  readonly passes: (ms: number) => void
  /** The clock is set, and no time passes. */
  readonly step: (ms: number) => void
  /** So much is free on the disk from now on. */
  readonly frees: (megabytes: number) => Promise<void>
  readonly end: () => Promise<void>
}

const pace = {
  firstRestMs: 20,
  longestRestMs: 100,
  webhookLookMs: 50,
  webhookCatchUpMs: 20,
  // Some rows that are tried again and again must not use up what the platform lets through in a second.
  sendAgainMs: 400,
}
const timing = {
  pongMs: 5_000,
  handshakeMs: 5_000,
  watchMs: 20,
  shortestPauseMs: 20,
  longestPauseMs: 100,
}

/** `content`: without another one nobody is interviewed. */
export async function machineAt(
  date: string,
  time: string,
  content: () => Content = shippedContent,
): Promise<Machine> {
  const clock = clockAt(date, time)
  const [onTelegram, onFeishu] = await Promise.all([telegramSide(clock), feishuSide(clock)])
  const sides = { telegram: onTelegram.side, feishu: onFeishu.side }
  const watching = claimsOf(await openStoreAt('file::memory:'))
  const { store } = watching
  let [stepped, free] = [0, 500]
  const served = buildServed(
    {
      store,
      clock,
      dice: systemDice,
      log: silentLog,
      content,
      timeZone: zone,
      operators: [sides.telegram.operators, sides.feishu.operators],
      jumps: clockJumps(clock, () => clock.now() - stepped),
      disk: diskRoom(() => Promise.resolve(free * 1024 * 1024)),
    },
    [onTelegram.maker, onFeishu.maker],
  )
  served.start()
  await Promise.all([onTelegram.ready(), onFeishu.ready()])
  const { app } = served
  const look = async (): Promise<void> => {
    app.lookAgain()
    await app.idle()
  }
  let watched = 0
  return {
    app,
    store,
    clock,
    sides,
    watch: async (chat, expires) => {
      const matter = licence({ id: `m${++watched}`, expires }, clock.now())
      await store.change([{ kind: 'matter-registered', matter, chat }], clock.now())
      await look()
    },
    pass: async (ms) => {
      clock.move(ms)
      await look()
    },
    tries: async (ms) => {
      clock.move(ms)
      const quiet = watching.quietFrom(clock.now())
      app.lookAgain()
      await until(() => quiet() || undefined)
    },
    claimed: watching.claimed,
    passes: (ms) => {
      clock.move(ms)
      app.lookAgain()
    },
    step: (ms) => {
      stepped += ms
      clock.move(ms)
      app.lookAgain()
    },
    frees: async (megabytes) => {
      free = megabytes
      await look()
    },
    end: async () => {
      await served.stop()
      await store.close()
      await Promise.all([onTelegram.end(), onFeishu.end()])
    },
  }
}

interface Claims {
  readonly store: Store & Transcript
  readonly claimed: () => readonly string[]
  /** Says whether, asked at that moment or later, nothing was to be sent and nothing was on its way. */
  readonly quietFrom: (at: Instant) => () => boolean
}

function claimsOf(store: Store & Transcript): Claims {
  const claimed: string[] = []
  let underWay = 0
  let quietAt: Instant | undefined
  return {
    store: {
      ...store,
      takeSends: async (lease, now, ...rest) => {
        const sends = await store.takeSends(lease, now, ...rest)
        claimed.push(...sends.map(({ to }) => to.chat))
        underWay += sends.length
        if (underWay === 0) quietAt = now
        return sends
      },
      settle: async (results, ...rest) => {
        await store.settle(results, ...rest)
        underWay -= results.length
      },
    },
    claimed: () => claimed,
    quietFrom: (at) => () => quietAt !== undefined && quietAt >= at,
  }
}

type Makers = Parameters<typeof buildServed>[1]

interface Account {
  readonly side: Side
  readonly maker: Makers[number]
  readonly ready: () => Promise<unknown>
  readonly end: () => Promise<void>
}

async function telegramSide(clock: MovableClock): Promise<Account> {
  const server = await fakeTelegram()
  const bot = server.bot({ now: () => new Date(clock.now()) })
  const refOf = ({ id }: { readonly id: number }): ChatRef => ({ channel: 'telegram', chat: String(id) })
  const [client, operators] = [bot.person(), bot.group()]
  const chats = new Map([client.alone, operators].map((chat) => [String(chat.id), chat]))
  const messages = ({ chat }: ChatRef) => {
    const at = chats.get(chat)
    return at === undefined ? [] : bot.messagesIn(at).filter(({ byBot }) => byBot)
  }
  bot.starts(client)
  return {
    side: {
      name: 'telegram',
      client: refOf(client.alone),
      operators: refOf(operators),
      group: () => {
        const made = bot.group()
        chats.set(String(made.id), made)
        return refOf(made)
      },
      read: (chat) => messages(chat).map(({ text }) => text),
      tried: () => bot.callsOf('sendMessage').map(({ payload }) => String(payload.chat_id)),
      says: (text) => void bot.says(client.alone, client, text),
      presses: (label) => {
        const message = messages(refOf(client.alone)).findLast((one) =>
          one.buttons.flat().some((button) => button.label === label),
        )
        if (message === undefined) throw new Error(`no button ${label}`)
        bot.presses(message, label, client)
        return Promise.resolve()
      },
      losesAnswer: () => void bot.fault({ kind: 'lost-answer' }, { method: 'sendMessage', times: 1 }),
      breaks: (messages) => {
        const lifts = [
          bot.fault({ kind: 'html' }),
          bot.fault({ kind: 'html', taken: messages === 'taken' }, { method: 'sendMessage' }),
        ]
        return () => {
          for (const lift of lifts) lift()
        }
      },
      violations: () => bot.violations.map(({ method, reason }) => `${method}: ${reason}`),
    },
    maker: (parts) =>
      telegram({
        token: bot.token,
        apiRoot: server.url,
        commands,
        pace,
        mode: { kind: 'polling' },
        ...parts,
      }),
    ready: () => bot.waitFor(() => bot.polling(), 'a poll'),
    end: () => server.close(),
  }
}

const receiver = z.object({ receive_id: z.string() })

async function feishuSide(clock: MovableClock): Promise<Account> {
  const server = await startFeishu()
  const app = server.app({ now: () => clock.now() })
  const client = app.person('客户')
  const refOf = ({ id }: { readonly id: string }): ChatRef => ({ channel: 'feishu', chat: id })
  const [alone, operators] = [app.p2p(client), app.group({ members: [client] })]
  const chats = new Map([alone, operators].map((chat) => [chat.id, chat]))
  const messages = ({ chat }: ChatRef) => {
    const at = chats.get(chat)
    return at === undefined ? [] : app.botMessagesIn(at)
  }
  return {
    side: {
      name: 'feishu',
      client: refOf(alone),
      operators: refOf(operators),
      group: () => {
        const made = app.group({ members: [client] })
        chats.set(made.id, made)
        return refOf(made)
      },
      read: (chat) => messages(chat).map(({ text }) => text),
      tried: () =>
        app.calls.flatMap(({ operation, body }) =>
          operation === 'send' ? [receiver.parse(body).receive_id] : [],
        ),
      says: (text) => void app.says(alone, client, text),
      presses: async (label) => {
        await app.clicks(messages(refOf(alone)).at(-1)?.id ?? '', label, client)
      },
      losesAnswer: () => void app.breaks('send', { kind: 'answer-lost' }, 1),
      breaks: (messages) => {
        const lifts = [
          app.breaks('send', { kind: 'status', status: 502, taken: messages === 'taken' }),
          app.breaks('bot-info', { kind: 'status', status: 502 }),
        ]
        return () => {
          for (const lift of lifts) lift()
        }
      },
      violations: () => app.violations.map(({ call, what }) => `${call}: ${what}`),
    },
    maker: (parts) =>
      feishu({
        appId: app.id,
        appSecret: app.secret,
        domain: server.domain,
        timing,
        mode: { kind: 'websocket' },
        ...parts,
      }),
    ready: () => app.waitFor(() => app.links.length > 0, 'a link'),
    end: () => server.close(),
  }
}
