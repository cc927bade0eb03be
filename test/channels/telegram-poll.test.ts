import { expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import { fakeTelegram, type Fault } from '../fakes/telegram/telegram.js'
import { listening, running } from './telegram-parts.js'
import { caughtUp, heard, telegramWorld, texts } from './telegram-world.js'

const telegram = telegramWorld()

test('what waited and what comes is stored once, in order, and confirmed', async () => {
  const { bot, says } = telegram.asked()
  for (let n = 0; n < 250; n++) says(`第${n}问`)
  const channel = telegram.starting(bot)
  await heard(bot, channel, '第249问')
  await caughtUp(bot)
  says('再问')
  await heard(bot, channel, '再问')
  expect(texts(channel.accepted)).toEqual([
    '/start',
    ...Array.from({ length: 250 }, (_, n) => `第${n}问`),
    '再问',
  ])
  await channel.stop()
  expect(bot.pending()).toBe(0)
  expect(bot.violations).toEqual([])
})

test('nothing is confirmed before it is stored, and the store may be down for a while', async () => {
  const { bot, says } = telegram.asked()
  says('你好')
  const stored: Arrival[] = []
  let down = true
  const channel = telegram.starting(bot, {
    intake: {
      accept: (arrivals) => {
        if (down) return Promise.reject(new Error('the store is down'))
        stored.push(...arrivals)
        return Promise.resolve()
      },
    },
  })
  await bot.waitFor(() => bot.callsOf('getUpdates').length >= 3, 'it asks again')
  expect(bot.pending()).toBe(2)
  expect(bot.callsOf('getUpdates').every(({ payload }) => payload.offset === 0)).toBe(true)
  expect(channel.platform.trouble()).toEqual(['telegram：数据库用不了，新消息先留在 Telegram'])
  down = false
  await bot.waitFor(() => stored.length === 2, 'it is stored')
  await bot.waitFor(() => bot.pending() === 0, 'it is confirmed')
  expect(texts(stored)).toEqual(['/start', '你好'])
  expect(channel.platform.trouble()).toEqual([])
})

interface Bad {
  readonly name: string
  readonly fault: Fault
  readonly scope?: { readonly method?: string }
  readonly trouble: RegExp
}

const bad: readonly Bad[] = [
  { name: 'the token is refused at the start', fault: { kind: 'unauthorized' }, trouble: /令牌不对（401）/ },
  {
    name: 'polls are refused with 500',
    fault: { kind: 'error', code: 500 },
    scope: { method: 'getUpdates' },
    trouble: /Bot API 出错（500）/,
  },
  {
    name: 'a gateway answers',
    fault: { kind: 'html' },
    scope: { method: 'getUpdates' },
    trouble: /连不上 Bot API（HTTP 502）/,
  },
  {
    name: 'connections break',
    fault: { kind: 'reset' },
    scope: { method: 'getUpdates' },
    trouble: /连不上 Bot API（ECONNRESET）/,
  },
  {
    name: 'polls hang, the watchdog gives them up',
    fault: { kind: 'hang' },
    scope: { method: 'getUpdates' },
    trouble: /连不上 Bot API（timeout）/,
  },
  {
    name: 'it is told to wait',
    fault: { kind: 'flood', retryAfterSeconds: 0 },
    scope: { method: 'getUpdates' },
    trouble: /429/,
  },
  {
    name: 'the old webhook cannot be taken down',
    fault: { kind: 'error', code: 500 },
    scope: { method: 'deleteWebhook' },
    trouble: /Bot API 出错（500）/,
  },
]

test.each(bad)('when $name it says so, goes on trying, and is back', async ({ fault, scope, trouble }) => {
  const { bot, says } = telegram.asked()
  const lift = bot.fault(fault, scope)
  const channel = telegram.starting(bot)
  await bot.waitFor(() => channel.platform.trouble().some((words) => trouble.test(words)), 'trouble')
  says('还在吗')
  lift()
  await heard(bot, channel, '还在吗')
  await bot.waitFor(() => channel.platform.trouble().length === 0, 'no trouble')
  // Ends are logged too, and each trouble once however often it was tried.
  const begun = channel.lines.filter((line) => line.includes('telegram trouble"'))
  expect(begun.length).toBeLessThanOrEqual(2)
})

test('while another program polls with our token we wait, for ever if need be', async () => {
  const { bot, says } = telegram.asked()
  const channel = telegram.starting(bot)
  await caughtUp(bot)
  const lift = bot.stealPoll()
  const before = bot.callsOf('getUpdates').length
  await bot.waitFor(() => bot.callsOf('getUpdates').length > before + 20, 'twenty refusals')
  expect(channel.platform.trouble()).toEqual(['telegram：另一个程序正用同一个令牌收消息（409），请停掉它'])
  says('还在吗')
  lift()
  await heard(bot, channel, '还在吗')
  expect(channel.lines.filter((line) => line.includes('409'))).toHaveLength(1)
})

test('a webhook that somebody sets while we poll is taken down again, and nothing is dropped', async () => {
  const { bot, says } = telegram.asked()
  const channel = telegram.starting(bot)
  await caughtUp(bot)
  const api = `${telegram.url()}/bot${bot.token}`
  await fetch(`${api}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'http://127.0.0.1:1/' }),
  })
  says('还在吗')
  await heard(bot, channel, '还在吗')
  expect(bot.callsOf('deleteWebhook').length).toBeGreaterThanOrEqual(2)
})

test('the whole server goes and comes back on its address', async () => {
  const own = await fakeTelegram()
  const bot = own.bot()
  const boss = bot.person()
  bot.starts(boss)
  const channel = running(own, bot)
  channel.platform.start()
  await caughtUp(bot)
  await own.down()
  await expect.poll(() => channel.platform.trouble()).toHaveLength(1)
  bot.says(boss.alone, boss, '还在吗')
  await own.up()
  await heard(bot, channel, '还在吗')
  await channel.stop()
  await own.close()
})

test('unreadable and unknown updates are counted and passed over', async () => {
  const { bot, boss, says } = telegram.asked()
  // Shapes that Telegram does not send, to see that nothing is stopped by one.
  bot.raw(JSON.parse('{"message":{"message_id":1}}') as object)
  bot.raw(JSON.parse('{"message":null}') as object)
  bot.channel()
  says('还在吗')
  const channel = telegram.starting(bot)
  await heard(bot, channel, '还在吗')
  expect(channel.lines.filter((line) => line.includes('ignored'))).toEqual([
    expect.stringContaining('"unreadable":'),
  ])
  expect(boss.id).toBeGreaterThan(0)
})

test('a thousand lines among people are nobody’s business, each call is', async () => {
  const { bot, boss } = telegram.asked({ privacy: false })
  const group = bot.group({ kind: 'supergroup', admins: [boss] })
  for (let n = 0; n < 1_000; n++) {
    bot.says(group, boss, `闲聊 ${n} @${bot.me.username}-dev @${bot.me.username}2`)
    if (n % 100 === 0) bot.says(group, boss, `@${bot.me.username} 第${n}问`)
  }
  const channel = telegram.starting(bot)
  await heard(bot, channel, '第900问')
  expect(texts(channel.accepted)).toEqual([
    '/start',
    ...Array.from({ length: 10 }, (_, n) => `第${n * 100}问`),
  ])
  expect(channel.lines.join('\n')).not.toContain('闲聊')
})

test('a stop ends the poll that waits', async () => {
  const { bot } = telegram.asked()
  const channel = telegram.starting(bot, { pace: { pollSeconds: 50 } })
  await caughtUp(bot)
  await channel.stop()
  expect(bot.pending()).toBe(0)
})

test('after an idle week numbers begin anew, lower too, and still each is confirmed', async () => {
  const { bot, boss } = telegram.asked()
  const first = 900_000_000
  const updates = [first, 7_000].map((update_id, n) => ({
    update_id,
    message: {
      message_id: n + 1,
      date: 1_700_000_000,
      chat: { id: boss.id, type: 'private', first_name: '王' },
      from: { id: boss.id, is_bot: false, first_name: '王' },
      text: `第${n}问`,
    },
  }))
  const offsets: unknown[] = []
  // As the Bot API server does: an offset that is far off its queue confirms nothing.
  const server = await listening(async (request) => {
    const method = new URL(request.url).pathname.split('/').at(-1)
    const ok = (result: unknown): Response => Response.json({ ok: true, result })
    if (method === 'getMe') return ok(bot.me)
    if (method !== 'getUpdates') return ok(true)
    const { offset } = (await request.json()) as { readonly offset: number }
    offsets.push(offset)
    const [head] = updates
    if (head !== undefined && offset > head.update_id && offset < head.update_id + 10) updates.shift()
    await new Promise((resolve) => setTimeout(resolve, 5))
    return ok(updates.slice(0, 1))
  })
  const channel = telegram.starting(bot, { apiRoot: server.url })
  await expect.poll(() => updates).toEqual([])
  expect(texts(channel.accepted)).toEqual(['第0问', '第1问'])
  expect(offsets.slice(0, 3)).toEqual([0, first + 1, 7_001])
  await channel.stop()
  await server.close()
})
