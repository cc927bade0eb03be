import { afterEach, expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import { instant } from '../../src/values/civil-date.js'
import type { FakeBot } from '../fakes/telegram/telegram.js'
import { listening, type Running, type RunOptions } from './telegram-parts.js'
import { heard, telegramWorld, texts } from './telegram-world.js'

const telegram = telegramWorld()
const secret = 'a-secret-of-twenty-letters'

const doors: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()))
})

/** A channel behind an address that Telegram can reach, not started yet. */
async function hooked(bot: FakeBot, options: RunOptions = {}) {
  const behind: { app?: Running } = {}
  const door = await listening((request) => behind.app?.platform.routes?.fetch(request))
  doors.push(door)
  const app = telegram.on(bot, { mode: { kind: 'webhook', secret, publicUrl: door.url }, ...options })
  behind.app = app
  return { channel: app, url: `${door.url}/telegram/webhook` }
}

async function starting(bot: FakeBot, options?: RunOptions) {
  const { channel, url } = await hooked(bot, options)
  channel.platform.start()
  doors.push({ close: () => channel.stop() })
  return { channel, url }
}

const post = (url: string, body: string, given?: string) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(given && { 'x-telegram-bot-api-secret-token': given }),
    },
    body,
  })

test('what waited and what comes is pushed in order, stored, and only then taken', async () => {
  const { bot, says } = telegram.asked()
  for (let n = 0; n < 20; n++) says(`第${n}问`)
  const { channel } = await starting(bot)
  await heard(bot, channel, '第19问')
  expect(texts(channel.accepted)).toEqual(['/start', ...Array.from({ length: 20 }, (_, n) => `第${n}问`)])
  await bot.waitFor(() => bot.pending() === 0, 'all is taken')
  expect(bot.callsOf('setWebhook')[0]?.payload).toMatchObject({ max_connections: 1, secret_token: secret })
  expect(bot.violations).toEqual([])
})

test('while the store is down Telegram keeps what it pushes', async () => {
  const { bot, says } = telegram.asked()
  const stored: Arrival[] = []
  let tries = 0
  const { channel } = await starting(bot, {
    intake: {
      accept: (arrivals) => {
        tries += 1
        if (tries <= 3) return Promise.reject(new Error('the store is down'))
        stored.push(...arrivals)
        return Promise.resolve()
      },
    },
  })
  says('还在吗')
  await bot.waitFor(() => bot.pending() === 0, 'all is taken')
  expect(texts(stored)).toEqual(['/start', '还在吗'])
  await expect.poll(() => channel.platform.trouble()).toEqual([])
})

const forged: readonly { name: string; given?: string; body: string; status: number }[] = [
  { name: 'without the secret', body: '{"update_id":1}', status: 401 },
  { name: 'with another secret', given: `${secret}x`, body: '{"update_id":1}', status: 401 },
  { name: 'of more than a megabyte', given: secret, body: `"${'x'.repeat(1_100_000)}"`, status: 413 },
  { name: 'that is no JSON, so that it does not come again', given: secret, body: '{', status: 200 },
  { name: 'that is no update', given: secret, body: '{"update_id":"1"}', status: 200 },
  { name: 'of an unreadable shape', given: secret, body: '{"update_id":1,"message":{}}', status: 200 },
]

test.each(forged)('a push $name stores nothing', async ({ given, body, status }) => {
  const bot = telegram.bot()
  const { channel, url } = await starting(bot)
  await bot.waitFor(() => bot.callsOf('setWebhook').length > 0, 'the webhook is set')
  await expect.poll(async () => (await post(url, body, given)).status).toBe(status)
  expect(channel.accepted).toEqual([])
})

test('before Telegram has told who we are, a push is to come again', async () => {
  const bot = telegram.bot()
  const { url } = await hooked(bot)
  expect((await post(url, '{"update_id":1}', secret)).status).toBe(503)
})

test('a webhook that others moved, or whose secret they changed, is named and set again', async () => {
  const { bot, says } = telegram.asked()
  const { channel, url } = await starting(bot)
  await heard(bot, channel, '/start')
  for (const [other, word] of [
    [{ url: 'http://127.0.0.1:1/' }, '别的网址'],
    [{ url, secret_token: 'another-secret-of-others' }, '401'],
  ] as const) {
    const begun = channel.lines.length
    await post(`${telegram.url()}/bot${bot.token}/setWebhook`, JSON.stringify(other))
    says(word)
    await heard(bot, channel, word)
    await expect.poll(() => channel.platform.trouble()).toEqual([])
    expect(channel.lines.slice(begun).join('\n')).toContain(word)
  }
})

test('presses that waited over a gap are as old as the gap, later ones are of now', async () => {
  const { bot, boss, first } = telegram.asked()
  const now = instant(Date.UTC(2026, 10, 22, 8))
  const hourAgo = instant(now - 3_600_000)
  bot.pressesData(first, 'tok-old', boss)
  const noted: number[] = []
  const { channel } = await starting(bot, {
    now: () => now,
    intake: {
      caughtUp: () => Promise.resolve(hourAgo),
      noteCaughtUp: (_, at) => {
        noted.push(at)
        return Promise.resolve()
      },
    },
  })
  await expect.poll(() => noted).toEqual([now])
  bot.pressesData(first, 'tok-new', boss)
  const presses = () => channel.accepted.filter(({ kind }) => kind === 'pressed')
  await expect.poll(() => presses().map(({ at }) => at)).toEqual([hourAgo, now])
  await bot.waitFor(() => bot.toasts.length === 2, 'both are answered')
})
