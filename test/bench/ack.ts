import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServed, type PlatformMaker, type Served } from '../../src/app/build.js'
import { silentLog } from '../../src/app/log.js'
import { systemClock, systemDice } from '../../src/app/outside.js'
import { feishu } from '../../src/channels/feishu/start.js'
import { telegram } from '../../src/channels/telegram/start.js'
import { commands } from '../../src/chat/commands.js'
import { contentOf } from '../app/content.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Store, Transcript } from '../../src/ports.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import { shipped } from '../chat/shipped.js'
import { startFeishu } from '../fakes/feishu/feishu.js'
import { fakeTelegram } from '../fakes/telegram/telegram.js'
import { openDoor, type Door } from '../surfaces/whole.js'
import { quantile, table } from './table.js'

const events = 500
/** What step 2 promises for p99 while every handler is stalled. */
const promisedMs = 200

/**
 * From when a platform offers an event to when it knows that it was stored, one event after another, with every turn
 * stuck before its end and with turns that end. The database is a file, as in production.
 */
export async function ackBench(): Promise<void> {
  const knowledge = await shipped()
  const rows = []
  for (const [name, open] of Object.entries(ways)) {
    const free = await measured(open, knowledge, 'free')
    const stalled = await measured(open, knowledge, 'stalled')
    const ratio = quantile(stalled, 0.99) / quantile(free, 0.99)
    const kept = quantile(stalled, 0.99) < promisedMs ? 'yes' : 'NO'
    rows.push([name, ...figures(stalled), ...figures(free), ratio.toFixed(2), kept])
  }
  const load = loadavg()[0]?.toFixed(1) ?? ''
  console.log(`${events} events a way, in ms; load of the machine ${load}`)
  console.log(
    table(
      ['', 'stalled p50', 'p99', 'max', 'free p50', 'p99', 'max', 'p99 ratio', `p99 < ${promisedMs}`],
      rows,
    ),
  )
}

const figures = (ms: readonly number[]): readonly string[] =>
  [quantile(ms, 0.5), quantile(ms, 0.99), Math.max(...ms)].map((one) => one.toFixed(1))

type Handlers = 'free' | 'stalled'

/** The bot with one way in, whose turns can be stuck. */
interface Opened {
  /** Offers one event; resolves when the platform knows that it came. */
  offer(n: number): Promise<unknown>
  /** Where the platform itself lives. */
  end(): Promise<unknown>
}

type Open = (run: (maker: PlatformMaker, door?: Door) => Served) => Promise<Opened>

async function measured(open: Open, knowledge: Knowledge, handlers: Handlers): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-ack-'))
  const store = await openStore(await openSqlite(join(folder, 'ack.db')))
  const gate = gateBefore(store)
  let served: Served | undefined
  const opened = await open((maker, door) => {
    served = buildServed({ ...outside, content: () => contentOf(knowledge), store: gate.store }, [maker])
    door?.leadTo(served.routes)
    served.start()
    return served
  })
  if (handlers === 'stalled') gate.shut()
  const took: number[] = []
  for (let n = 0; n < events; n++) {
    const began = performance.now()
    await opened.offer(n)
    took.push(performance.now() - began)
  }
  gate.open()
  await served?.stop()
  await opened.end()
  await store.close()
  await rm(folder, { recursive: true })
  return took
}

const outside = {
  clock: systemClock,
  dice: systemDice,
  log: silentLog,
  timeZone: 'Asia/Shanghai',
  operators: [],
} as const

interface Gate {
  readonly store: Store & Transcript
  /** From now on no turn ends. */
  shut(): void
  open(): void
}

function gateBefore(store: Store & Transcript): Gate {
  let passing = Promise.resolve()
  let release = (): void => undefined
  return {
    store: {
      ...store,
      finish: async (...turn) => {
        await passing
        return store.finish(...turn)
      },
    },
    shut: () => {
      passing = new Promise((resolve) => {
        release = resolve
      })
    },
    open: () => {
      release()
    },
  }
}

const question = '注册资本要多少'
const secret = 'a-secret-of-the-webhook-0123456789'

const ways: Readonly<Record<string, Open>> = {
  'telegram webhook, POST to 200': async (run) => {
    const [server, door] = await Promise.all([fakeTelegram(), openDoor()])
    const bot = server.bot()
    const mode = { kind: 'webhook', secret, publicUrl: door.url } as const
    run((parts) => telegram({ ...parts, token: bot.token, apiRoot: server.url, mode, commands }), door)
    await bot.waitFor(() => bot.callsOf('getWebhookInfo').length > 0, 'the webhook')
    return {
      offer: async (n) => {
        const pushed = await fetch(`${door.url}/telegram/webhook`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
          body: JSON.stringify(telegramUpdate(n)),
        })
        await pushed.text()
        if (pushed.status !== 200) throw new Error(`pushed: ${pushed.status}`)
      },
      end: () => Promise.all([server.close(), door.close()]),
    }
  },

  'telegram polling, offered to confirmed': async (run) => {
    const server = await fakeTelegram()
    const bot = server.bot()
    const mode = { kind: 'polling' } as const
    run((parts) => telegram({ ...parts, token: bot.token, apiRoot: server.url, mode, commands }))
    await bot.waitFor(() => bot.polling(), 'a poll')
    return {
      offer: (n) => {
        const person = bot.person({ name: `用户${n}` })
        bot.says(person.alone, person, question)
        return bot.waitFor(() => bot.pending() === 0, 'the offset')
      },
      end: () => server.close(),
    }
  },

  'telegram polling, press to toast': async (run) => {
    const server = await fakeTelegram()
    const bot = server.bot()
    const mode = { kind: 'polling' } as const
    run((parts) => telegram({ ...parts, token: bot.token, apiRoot: server.url, mode, commands }))
    const person = bot.person({ name: '甲' })
    bot.says(person.alone, person, question)
    const card = await bot.waitFor(() => bot.messagesIn(person.alone).find(({ byBot }) => byBot), 'a card')
    const button = card.buttons.flat().find(({ label }) => label.includes('有用'))
    return {
      // By somebody else each time: one person who presses so often is soon not answered.
      offer: (n) => {
        const query = bot.pressesData(card, button?.data ?? '', bot.person({ name: `用户${n}` }))
        return bot.waitFor(
          () => bot.toasts.some((toast) => toast.query === query && toast.text !== ''),
          'a toast',
        )
      },
      end: () => server.close(),
    }
  },

  'feishu webhook, POST to 200': async (run) => {
    const [{ server, app }, door] = await Promise.all([feishuApp(), openDoor()])
    const keys = { encryptKey: 'an-encrypt-key', verificationToken: app.verificationToken }
    const served = run(feishuMaker(server.domain, app, { kind: 'webhook', ...keys }), door)
    app.subscribe([])
    app.pushTo(`${door.url}/feishu/events`, keys)
    await app.waitFor(() => served.trouble().length === 0, 'the bot')
    return {
      offer: async (n) => {
        const person = app.person(`用户${n}`)
        const { event } = app.says(app.p2p(person), person, question)
        const { status } = await app.post(app.requestFor(event))
        if (status !== 200) throw new Error(`posted: ${status}`)
      },
      end: () => Promise.all([server.close(), door.close()]),
    }
  },

  'feishu long connection, frame to ack': async (run) => {
    const { server, app } = await feishuApp()
    const served = run(feishuMaker(server.domain, app, { kind: 'websocket' }))
    await app.waitFor(() => served.trouble().length === 0, 'a link')
    return {
      offer: (n) => {
        const person = app.person(`用户${n}`)
        const { event } = app.says(app.p2p(person), person, question)
        return app.waitFor(() => event.acknowledged, 'an ack')
      },
      end: () => server.close(),
    }
  },

  'feishu card, click to toast': async (run) => {
    const { server, app } = await feishuApp()
    const served = run(feishuMaker(server.domain, app, { kind: 'websocket' }))
    await app.waitFor(() => served.trouble().length === 0, 'a link')
    const person = app.person('甲')
    const chat = app.p2p(person)
    app.says(chat, person, question)
    const card = await app.waitFor(() => app.botMessagesIn(chat)[0], 'a card')
    const button = card.buttons.find(({ label }) => label.includes('有用'))
    return {
      offer: async (n) => {
        const answer = await app.clicksOld(card.id, button?.value ?? {}, app.person(`用户${n}`))
        if (answer.kind === 'failed' || answer.toast === undefined) throw new Error('no toast')
      },
      end: () => server.close(),
    }
  },
}

async function feishuApp() {
  const server = await startFeishu()
  return { server, app: server.app() }
}

type FeishuMode = Parameters<typeof feishu>[0]['mode']

function feishuMaker(
  domain: string,
  { id: appId, secret: appSecret }: { readonly id: string; readonly secret: string },
  mode: FeishuMode,
): PlatformMaker {
  return (parts) => feishu({ ...parts, appId, appSecret, domain, mode })
}

function telegramUpdate(n: number): object {
  const id = 500_000 + n
  const chat = { id, type: 'private', first_name: `用户${n}` }
  const from = { id, is_bot: false, first_name: `用户${n}` }
  const date = Math.floor(Date.now() / 1000)
  return { update_id: 700_000 + n, message: { message_id: 1, date, chat, from, text: question } }
}
