import { once } from 'node:events'
import { createServer } from 'node:http'
import { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { clientOf, outcomeOf } from './telegram/client.js'
import { fakeTelegram, type BotOptions, type FakeTelegram } from './telegram/telegram.js'

let telegram: FakeTelegram
beforeAll(async () => {
  telegram = await fakeTelegram()
})
afterAll(() => telegram.close())

function started(options: BotOptions = {}) {
  const bot = telegram.bot(options)
  return { bot, api: clientOf(telegram, bot), person: bot.person({ name: '小李', username: 'xiaoli' }) }
}

const kindsOf = (updates: readonly Update[]): readonly string[] =>
  updates.map((update) => Object.keys(update)[1] ?? '')

const conflict = /^409 Conflict: terminated by other getUpdates request/

test('an offset confirms what is before it, and nothing else does', async () => {
  const { bot, api, person } = started()
  for (const text of ['甲', '乙', '丙']) bot.says(person.alone, person, text)
  const [first] = await api.getUpdates({ limit: 2 })
  expect(first?.message).toMatchObject({
    text: '甲',
    chat: { type: 'private' },
    from: { username: 'xiaoli' },
  })
  expect(await api.getUpdates()).toHaveLength(3)
  const rest = await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 })
  expect(rest.map((update) => update.message?.text)).toEqual(['乙', '丙'])
  expect(bot.pending()).toBe(2)
  expect(await api.getUpdates({ offset: -1 })).toHaveLength(1)
  expect(bot.pending()).toBe(1)
  expect(bot.violations).toEqual([])
})

test('a poll waits for what is said', async () => {
  const { bot, api, person } = started()
  const poll = api.getUpdates({ timeout: 30 })
  await bot.waitFor(() => bot.polling(), 'a poll')
  bot.says(person.alone, person, '在吗')
  expect((await poll)[0]?.message?.text).toBe('在吗')
  expect(bot.polling()).toBe(false)
})

test('a caller that goes away gives its place back', async () => {
  const { bot } = started()
  const leaving = new AbortController()
  const poll = fetch(`${telegram.url}/bot${bot.token}/getUpdates?timeout=30`, { signal: leaving.signal })
  await bot.waitFor(() => bot.polling(), 'a poll')
  expect(bot.calls[0]?.payload).toEqual({ timeout: 30 })
  leaving.abort()
  await expect(poll).rejects.toThrow('aborted')
  await bot.waitFor(() => !bot.polling(), 'no poll')
})

test('a second poll ends the first, and a thief keeps both away', async () => {
  const { bot, api, person } = started()
  const first = outcomeOf(api.getUpdates({ timeout: 30 }))
  await bot.waitFor(() => bot.polling(), 'a poll')
  const second = outcomeOf(api.getUpdates({ timeout: 30 }))
  expect(await first).toMatch(conflict)
  await bot.waitFor(() => bot.polling(), 'the second poll')
  const lift = bot.stealPoll()
  expect(await second).toMatch(conflict)
  bot.says(person.alone, person, '还在')
  expect(await outcomeOf(api.getUpdates())).toMatch(conflict)
  lift()
  expect(await api.getUpdates()).toHaveLength(1)
})

test('kinds of update are remembered from call to call', async () => {
  const { bot, api, person } = started()
  await api.getUpdates({ allowed_updates: ['message'] })
  const said = bot.says(person.alone, person, '甲')
  bot.edits(said, '乙')
  expect(kindsOf(await api.getUpdates())).toEqual(['message'])
  await api.getUpdates({ allowed_updates: [] })
  bot.edits(said, '丙')
  expect(kindsOf(await api.getUpdates())).toEqual(['message', 'edited_message'])
})

test('an update can come twice under one id, even confirmed', async () => {
  const { bot, api, person } = started()
  bot.says(person.alone, person, '甲')
  const [update] = await api.getUpdates()
  const offset = (update?.update_id ?? 0) + 1
  expect(await api.getUpdates({ offset })).toEqual([])
  bot.duplicate(offset - 1)
  expect(await api.getUpdates({ offset })).toEqual([update])
  expect(await api.getUpdates({ offset })).toEqual([])
})

const pushed = z.object({ update_id: z.number(), message: z.object({ text: z.string() }) })

/** Where a webhook leads: what came, and what it answers, one status a push. */
async function listener(statuses: readonly number[]) {
  const came: { readonly text: string; readonly secret: unknown }[] = []
  const answers = [...statuses]
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: readonly Buffer[]) => {
      const { message } = pushed.parse(JSON.parse(Buffer.concat(chunks).toString()))
      came.push({ text: message.text, secret: request.headers['x-telegram-bot-api-secret-token'] })
      const status = answers.shift() ?? 200
      if (status !== 0) response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    came,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('a webhook gets updates in order, again after a failure, and with the secret', async () => {
  const { bot, api, person } = started({ webhookTimeoutMs: 100, webhookRetryMs: 1 })
  const { url, came, close } = await listener([500, 200, 0, 200])
  await api.setWebhook(url, { secret_token: 'geheim', max_connections: 1 })
  for (const text of ['甲', '乙', '丙']) bot.says(person.alone, person, text)
  await bot.waitFor(() => bot.pending() === 0, 'all taken')
  expect(came.map(({ text }) => text).join('')).toBe('甲甲乙乙丙')
  expect(new Set(came.map(({ secret }) => secret))).toEqual(new Set(['geheim']))
  expect(await api.getWebhookInfo()).toMatchObject({
    url,
    max_connections: 1,
    pending_update_count: 0,
    last_error_message: 'Read timeout expired',
  })
  bot.duplicate(bot.updates[0]?.update_id ?? 0)
  await bot.waitFor(() => came.length === 6 && bot.pending() === 0, 'the copy')
  expect(bot.violations).toEqual([])
  close()
})

test('polling and a webhook exclude each other', async () => {
  const { bot, api, person } = started()
  const poll = outcomeOf(api.getUpdates({ timeout: 30 }))
  await bot.waitFor(() => bot.polling(), 'a poll')
  await api.setWebhook('https://bot.invalid/hook')
  expect(await poll).toBe('409 Conflict: terminated by setWebhook request')
  expect(await outcomeOf(api.getUpdates())).toMatch(
    /^409 Conflict: can't use getUpdates method while webhook is active/,
  )
  await api.deleteWebhook()
  bot.says(person.alone, person, '甲')
  expect(await api.getUpdates()).toHaveLength(1)
  expect((await api.getWebhookInfo()).url).toBe('')
})

test("grammY's own bot answers through it", async () => {
  const { bot, person } = started()
  const real = new Bot(bot.token, { client: { apiRoot: telegram.url } })
  real.command('start', (ctx) => ctx.reply(`欢迎 ${ctx.match}`))
  const running = real.start()
  bot.starts(person, 'code_1')
  await bot.waitFor(
    () => bot.messagesIn(person.alone).some(({ text }) => text === '欢迎 code_1'),
    'an answer',
  )
  await real.stop()
  await running
  expect(bot.violations).toEqual([])
})
