import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import { fakeTelegram, type BotOptions, type FakeBot, type FakeTelegram } from '../fakes/telegram/telegram.js'
import { running, type Running, type RunOptions } from './telegram-parts.js'

/** One fake Bot API for a file of tests; channels started on it are stopped after each test. */
export function telegramWorld() {
  let server: FakeTelegram
  const started: Running[] = []
  beforeAll(async () => {
    server = await fakeTelegram()
  })
  afterEach(async () => {
    await Promise.all(started.splice(0).map((channel) => channel.stop()))
  })
  afterAll(() => server.close())

  return {
    url: () => server.url,
    bot: (options?: BotOptions) => server.bot(options),
    /** A bot, and somebody who has pressed 开始. */
    asked: (options?: BotOptions) => {
      const bot = server.bot(options)
      const boss = bot.person({ name: '王芳' })
      const first = bot.starts(boss)
      return { bot, boss, first, says: (text: string) => bot.says(boss.alone, boss, text) }
    },
    on: (bot: FakeBot, options?: RunOptions) => running(server, bot, options),
    starting: (bot: FakeBot, options?: RunOptions): Running => {
      const channel = running(server, bot, options)
      started.push(channel)
      channel.platform.start()
      return channel
    },
  }
}

export const texts = (arrivals: readonly Arrival[]): readonly string[] =>
  arrivals.flatMap((one) => (one.kind === 'said' ? [one.text] : []))

/** Everything is confirmed, and it waits for more. */
export const caughtUp = (bot: FakeBot) =>
  bot.waitFor(() => bot.pending() === 0 && bot.polling(), 'it has caught up')

export const heard = (bot: FakeBot, { accepted }: Running, text: string) =>
  bot.waitFor(() => texts(accepted).includes(text), `${text} is heard`)
