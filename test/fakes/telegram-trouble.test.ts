import { Api } from 'grammy'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf, outcomeOf } from './telegram/client.js'
import { fakeProxy } from './telegram/proxy.js'
import { fakeTelegram, type Fault, type FakeTelegram } from './telegram/telegram.js'

let telegram: FakeTelegram
beforeAll(async () => {
  telegram = await fakeTelegram()
})
afterAll(() => telegram.close())

function talking() {
  const bot = telegram.bot()
  const person = bot.person()
  bot.starts(person)
  const api = clientOf(telegram, bot, 1)
  const texts = () => bot.messagesIn(person.alone).flatMap(({ byBot, text }) => (byBot ? [text] : []))
  return { bot, api, texts, send: (text: string) => api.sendMessage(person.id, text) }
}

test.each<[Fault, string, readonly string[]]>([
  [{ kind: 'flood', retryAfterSeconds: 7 }, '429 Too Many Requests: retry after 7', []],
  [{ kind: 'error', code: 500 }, '500 Internal Server Error', []],
  [{ kind: 'html' }, 'no answer', []],
  [{ kind: 'unauthorized' }, '401 Unauthorized', []],
  [{ kind: 'reset' }, 'no answer', []],
  [{ kind: 'hang' }, 'no answer', []],
  [{ kind: 'lost-answer' }, 'no answer', ['甲']],
])('%o: what the caller learns and what people see', async (fault, learned, shown) => {
  const { bot, send, texts } = talking()
  bot.fault(fault, { method: 'sendMessage', times: 1 })
  expect(await outcomeOf(send('甲'))).toBe(learned)
  expect(texts()).toEqual(shown)
  await send('乙')
  expect(texts()).toEqual([...shown, '乙'])
  expect(bot.violations).toEqual([])
})

test('a flood says for how many seconds', async () => {
  const { bot, send } = talking()
  bot.fault({ kind: 'flood', retryAfterSeconds: 7 })
  await expect(send('甲')).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 7 } })
})

test('a fault stands for its method until it is lifted', async () => {
  const { bot, api, send } = talking()
  const lift = bot.fault({ kind: 'error', code: 502, description: 'Bad Gateway' }, { method: 'sendMessage' })
  expect([await outcomeOf(send('甲')), await outcomeOf(send('甲')), await outcomeOf(api.getMe())]).toEqual([
    '502 Bad Gateway',
    '502 Bad Gateway',
    'fine',
  ])
  lift()
  expect(await outcomeOf(send('甲'))).toBe('fine')
})

test('other bots on the server do not notice', async () => {
  const [one, other] = [talking(), talking()]
  one.bot.fault({ kind: 'unauthorized' })
  expect(await outcomeOf(one.api.getMe())).toBe('401 Unauthorized')
  expect(await outcomeOf(other.api.getMe())).toBe('fine')
})

test('a waiting poll can be cut, and nothing is lost by it', async () => {
  const { bot, api } = talking()
  const poll = outcomeOf(api.getUpdates({ offset: 200_000, timeout: 30 }))
  await bot.waitFor(() => bot.polling(), 'a poll')
  bot.cutConnections()
  expect(await poll).toBe('no answer')
  bot.starts(bot.person())
  expect(await api.getUpdates()).toHaveLength(1)
})

test('the server goes down in the middle of a poll and comes back where it was', async () => {
  const { bot, api, send, texts } = talking()
  const poll = outcomeOf(api.getUpdates({ offset: 200_000, timeout: 30 }))
  await bot.waitFor(() => bot.polling(), 'a poll')
  await telegram.down()
  expect(await poll).toBe('no answer')
  expect(await outcomeOf(send('甲'))).toBe('no answer')
  await telegram.up()
  await send('乙')
  expect(texts()).toEqual(['乙'])
})

test('a condition that never comes is named', async () => {
  const { bot } = talking()
  await expect(bot.waitFor(() => false, 'pigs that fly', 1)).rejects.toThrow('in vain for: pigs that fly')
})

test('the client reaches the server through a tunnel', async () => {
  const { bot } = talking()
  const proxy = await fakeProxy()
  const agent = new HttpsProxyAgent(proxy.url)
  const api = new Api(bot.token, { apiRoot: telegram.url, baseFetchConfig: { agent } })
  expect((await api.getMe()).id).toBe(bot.me.id)
  expect(proxy.tunnels).toEqual([new URL(telegram.url).host])
  await proxy.close()
})
