import type { Pace } from '../../src/channels/telegram/limits.js'
import { telegram, type TelegramMode } from '../../src/channels/telegram/start.js'
import { commands } from '../../src/chat/commands.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import {
  fakeTelegram,
  type FakeBot,
  type FakeChat,
  type FakeTelegram,
  type Fault,
  type Person,
  type SayOptions,
} from '../fakes/telegram/telegram.js'
import { clockFromBeginning, openDoor } from '../surfaces/whole.js'
import { runBot, until } from './storms-bot.js'
import type { Storm, Talk } from './storms-stage.js'

export interface TelegramStorm extends Storm<TelegramTalk> {
  readonly server: FakeTelegram
  readonly bot: FakeBot
  /** The bot's address for pushes; undefined when it polls. */
  readonly address: string | undefined
  talk(chat: FakeChat, person: Person, options?: SayOptions): TelegramTalk
}

export interface TelegramTalk extends Talk {
  readonly at: FakeChat
  readonly person: Person
}

export const webhookSecret = 'a-secret-of-the-webhook-0123456789'

/** Rests of the wild would outlast a test. What is waited for by the clock keeps its usual length: the clock is moved. */
const pace: Partial<Pace> = {
  firstRestMs: 20,
  longestRestMs: 100,
  conflictRestMs: 200,
  refusedRestMs: 100,
  webhookLookMs: 50,
  webhookCatchUpMs: 20,
}

export async function telegramStorm(
  mode: TelegramMode['kind'],
  knowledge: Knowledge,
  hurry: Partial<Pace> = {},
): Promise<TelegramStorm> {
  const clock = clockFromBeginning()
  const server = await fakeTelegram()
  const bot = server.bot({ privacy: false, now: () => new Date(clock.now()) })
  const door = mode === 'webhook' ? await openDoor() : undefined
  const way: TelegramMode =
    door === undefined ? { kind: 'polling' } : { kind: 'webhook', secret: webhookSecret, publicUrl: door.url }
  const talks: Talk[] = []
  const talk = talksOn(bot, talks)
  const operators = talk(bot.group({ title: '值班群' }), bot.person({ name: '值班' }))
  const running = await runBot({
    knowledge,
    clock,
    operators: [{ channel: 'telegram', chat: operators.chat }],
    maker: (parts) =>
      telegram({
        ...parts,
        token: bot.token,
        apiRoot: server.url,
        mode: way,
        commands,
        pace: { ...pace, ...hurry },
      }),
  })
  door?.leadTo(running.served.routes)
  running.served.start()
  await until(() => bot.callsOf('setMyCommands').length >= 8, 'the menus')
  await until(
    () => (door === undefined ? bot.polling() : bot.callsOf('getWebhookInfo').length > 0),
    'a way in',
  )
  const settled = async (): Promise<void> => {
    // Confirmed, or the bot knows why it cannot be.
    await until(() => bot.pending() === 0 || running.served.trouble().length > 0, 'what was said is heard')
    await running.settled()
  }
  return {
    ...running,
    ...weatherOf(server, bot),
    server,
    bot,
    address: door?.url,
    talk,
    talks,
    operators,
    alone: (name) => {
      const person = bot.person({ name })
      return talk(person.alone, person)
    },
    group: (name) => talk(bot.group({ title: name }), bot.person({ name: `${name}的成员` })),
    settled,
    pass: async (milliseconds) => {
      await settled()
      clock.move(milliseconds)
      await running.webAnswers()
    },
    copies: 'marked',
    secrets: [bot.token, webhookSecret],
    violations: () => bot.violations.map(({ method, reason }) => `${method}: ${reason}`),
    end: async () => {
      await running.stop()
      await server.close()
      await door?.close()
    },
  }
}

type Weather = Pick<Storm, 'flood' | 'floodNext' | 'outage' | 'loseAnswer' | 'down' | 'up'>

function weatherOf(server: FakeTelegram, bot: FakeBot): Weather {
  const outages = { error: { kind: 'error', code: 500 }, page: { kind: 'html' } } as const satisfies Record<
    string,
    Fault
  >
  return {
    flood: (retryAfterSeconds) => bot.fault({ kind: 'flood', retryAfterSeconds }, { method: 'sendMessage' }),
    floodNext: (_, retryAfterSeconds) =>
      void bot.fault({ kind: 'flood', retryAfterSeconds }, { method: 'sendMessage', times: 1 }),
    outage: (says) => bot.fault(outages[says]),
    loseAnswer: () => void bot.fault({ kind: 'lost-answer' }, { method: 'sendMessage', times: 1 }),
    down: () => server.down(),
    up: () => server.up(),
  }
}

function talksOn(bot: FakeBot, talks: Talk[]): TelegramStorm['talk'] {
  return (at, person, options = {}) => {
    const talk: TelegramTalk = {
      at,
      person,
      chat: String(at.id),
      asks: (text) => {
        const called = at.kind === 'private' ? {} : ({ mention: 'username' } as const)
        bot.says(at, person, text, { ...called, ...options })
      },
      answers: () => bot.messagesIn(at).flatMap(({ byBot, text }) => (byBot ? [text] : [])),
      calls: () =>
        bot
          .callsOf('sendMessage')
          .flatMap(({ payload, at: when }) =>
            String(payload['chat_id']) === String(at.id) ? [when.getTime()] : [],
          ),
    }
    talks.push(talk)
    return talk
  }
}
