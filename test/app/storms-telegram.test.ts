import { describe, expect, test } from 'vitest'
import type { Pace } from '../../src/channels/telegram/limits.js'
import { shipped } from '../chat/shipped.js'
import { until } from './storms-bot.js'
import { openedStorms } from './storms-opened.js'
import { answered, asksAll, isReady, mark, questions } from './storms-stage.js'
import { telegramStorm, type TelegramStorm } from './storms-telegram.js'

const knowledge = await shipped()
const opened = openedStorms()

const telegram = (mode: 'polling' | 'webhook', hurry?: Partial<Pace>): Promise<TelegramStorm> =>
  opened(telegramStorm(mode, knowledge, hurry))

describe('the poll', () => {
  test('that Telegram holds for ever is given up, and the next one brings what waited', async () => {
    const here = await telegram('polling', { pollSeconds: 1, pollGraceMs: 100, firstRestMs: 300 })
    const [one, other] = [here.alone('甲'), here.group('群')]
    here.bot.fault({ kind: 'hang' }, { method: 'getUpdates', times: 1 })
    one.asks(questions[0])
    await until(() => one.answers().length === 1, 'the answer of before')
    asksAll([other])
    await until(() => here.served.trouble().length > 0, 'the trouble is named')
    expect(await here.readyz()).toEqual({
      status: 503,
      waiting: ['telegram：连不上 Bot API（timeout），请检查网络和 HTTPS_PROXY'],
    })
    await answered(here, other)
    await until(() => isReady(here), 'it is ready')
  })

  test('whose connections are cut again and again loses nothing', async () => {
    const here = await telegram('polling')
    const talks = [here.alone('甲'), here.group('群')]
    for (const question of questions) {
      here.bot.cutConnections()
      for (const talk of talks) talk.asks(question)
      await until(() => here.bot.polling(), 'it polls again')
    }
    for (const talk of talks) await answered(here, talk)
  })

  test('that another program takes for minutes is asked for in peace, and what waited comes after', async () => {
    const restMs = 200
    const here = await telegram('polling', { conflictRestMs: restMs })
    const talks = [here.alone('甲'), here.group('群')]
    const release = here.bot.stealPoll()
    asksAll(talks)
    const asked = (): readonly number[] => here.bot.callsOf('getUpdates').map(({ at }) => at.getTime())
    const before = asked().length
    await until(() => asked().length >= before + 6, 'six attempts')
    expect(await here.readyz()).toEqual({
      status: 503,
      waiting: ['telegram：另一个程序正用同一个令牌收消息（409），请停掉它'],
    })
    const attempts = asked().slice(before, before + 6)
    const rests = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0))
    // A clock that counts in whole milliseconds may show one less.
    expect(Math.min(...rests)).toBeGreaterThanOrEqual(restMs - 1)
    expect(talks.flatMap((talk) => talk.answers())).toEqual([])
    expect(await here.arrivals()).toBe(0)
    release()
    for (const talk of talks) await answered(here, talk)
    await until(() => isReady(here), 'it is ready')
    expect(here.bot.pending()).toBe(0)
  })
})

test.each([
  ['never answers', 'hang', 1],
  ['cuts off, time after time,', 'reset', 5],
] as const)(
  'a send that Telegram %s arrives all the same, once, and says that it is a repeat',
  async (_, kind, times) => {
    const here = await telegram('polling', { callMs: 2_000 })
    const talk = here.alone('甲')
    here.bot.fault({ kind }, { method: 'sendMessage', times })
    talk.asks(questions[0])
    await until(async () => {
      await here.pass(5_000)
      return talk.answers().length > 0
    }, 'an answer')
    await answered(here, talk, 1)
    expect(talk.answers()[0]).toMatch(new RegExp(`^${mark}`))
  },
)

describe.each(['polling', 'webhook'] as const)('a revoked token, %s', (mode) => {
  test('is named, and nothing is lost until it is valid again', async () => {
    const here = await telegram(mode)
    const talks = [here.alone('甲'), here.group('群')]
    const lift = here.bot.fault({ kind: 'unauthorized' })
    asksAll(talks)
    const words = 'telegram：令牌不对（401），请检查 TELEGRAM_BOT_TOKEN'
    await until(async () => (await here.readyz()).waiting.includes(words), 'the trouble is named')
    expect((await here.readyz()).status).toBe(503)
    await here.settled()
    expect(talks.flatMap((talk) => talk.answers())).toEqual([])
    lift()
    await until(() => isReady(here), 'it is ready')
    await until(async () => {
      await here.pass(1_000)
      return talks.every((talk) => talk.answers().length === questions.length)
    }, 'all answers')
    for (const talk of talks) await answered(here, talk)
  })
})

describe('the webhook', () => {
  const update = {
    update_id: 1,
    message: {
      message_id: 7,
      date: 1_795_226_400,
      chat: { id: 99, type: 'private', first_name: '骗子' },
      from: { id: 99, is_bot: false, first_name: '骗子' },
      text: '注册资本要多少',
    },
  }
  const pushed = async ({ address = '' }: TelegramStorm, secret: string | undefined): Promise<number> => {
    const answer = await fetch(`${address}/telegram/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
    })
    return answer.status
  }

  test('takes nothing from whoever does not know the secret', async () => {
    const here = await telegram('webhook')
    for (const secret of [undefined, '', 'wrong', 'a-secret-of-the-webhook-012345678', 'x'.repeat(5_000)])
      expect(await pushed(here, secret)).toBe(401)
    await here.settled()
    expect(await here.arrivals()).toBe(0)
    expect(await here.rows()).toEqual([])
    expect(await isReady(here)).toBe(true)
  })

  test.each([
    ['with another secret', (here: TelegramStorm) => `${here.address ?? ''}/telegram/webhook`],
    ['to another address', () => 'http://127.0.0.1:9/elsewhere'],
  ])('that somebody set %s is named and set right, and nothing is lost', async (_, address) => {
    const here = await telegram('webhook')
    const talk = here.alone('甲')
    await fetch(`${here.server.url}/bot${here.bot.token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: address(here), secret_token: 'another-secret' }),
    })
    asksAll([talk])
    await answered(here, talk)
    await until(() => isReady(here), 'it is ready')
    const named = here.lines.filter((line) => /推送的密钥不对|被改到了别的网址/.test(line))
    expect(named).toHaveLength(1)
  })
})
