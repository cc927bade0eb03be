import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../src/values/civil-date.js'
import { fakeTelegram, type FakeTelegram } from '../fakes/telegram/telegram.js'
import { paragraph, running } from './telegram-parts.js'

const now = instant(Date.UTC(2026, 10, 22))
const after = (ms: number) => instant(now + ms)
const reply = paragraph('最低 ', { bold: '100 万元' })

let server: FakeTelegram
beforeAll(async () => {
  server = await fakeTelegram()
})
afterAll(() => server.close())

function world() {
  const bot = server.bot()
  const boss = bot.person({ name: '王芳' })
  bot.starts(boss)
  return { bot, boss, channel: running(server, bot, { now: () => now }) }
}

test('a line that swallows answers gets no second copy until it answers', async () => {
  const { bot, boss, channel } = world()
  const lift = bot.fault({ kind: 'lost-answer' })
  const waits = { kind: 'not-before', at: after(5_000) }
  expect(await channel.say(boss.alone.id, reply)).toMatchObject([{ ...waits, doubtful: 'unanswered' }])
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const [outcome] = await channel.say(boss.alone.id, reply, { repeated: true })
    expect(outcome).toMatchObject(waits)
    expect(outcome).not.toHaveProperty('doubtful')
  }
  lift()
  expect(await channel.say(boss.alone.id, reply, { repeated: true })).toMatchObject([{ kind: 'sent' }])
  const seen = bot.messagesIn(boss.alone).filter(({ byBot }) => byBot)
  expect(seen.map(({ text }) => text)).toEqual(['最低 100 万元', '（重发）最低 100 万元'])
})

test('that nothing goes out is named until something does; being told to wait is not', async () => {
  const { bot, boss, channel } = world()
  const flood = bot.fault({ kind: 'flood', retryAfterSeconds: 3 })
  await channel.say(boss.alone.id, reply)
  expect(channel.platform.trouble()).toEqual([])
  flood()
  const page = bot.fault({ kind: 'html' }, { method: 'sendMessage' })
  await channel.say(boss.alone.id, reply)
  expect(channel.platform.trouble()).toEqual(['telegram：消息发不出去，正在重试'])
  page()
  await channel.say(boss.alone.id, reply)
  expect(channel.platform.trouble()).toEqual([])
})

test.each([
  ['just queued', 0, 5_000],
  ['a minute old', 60_000, 60_000],
  ['an hour old', 3_600_000, 600_000],
])(
  'a message whose answers are lost or refused by a gateway waits the longer the older it is: %s',
  async (_, age, waits) => {
    const { bot, boss, channel } = world()
    const row = { repeated: true, queuedAt: instant(now - age) }
    const lift = bot.fault({ kind: 'lost-answer' }, { method: 'sendMessage' })
    const waiting = { kind: 'not-before', at: after(waits) }
    expect(await channel.say(boss.alone.id, reply, row)).toMatchObject([
      { ...waiting, doubtful: 'unanswered' },
    ])
    lift()
    bot.fault({ kind: 'html' }, { method: 'sendMessage' })
    expect(await channel.say(boss.alone.id, reply, row)).toMatchObject([
      { ...waiting, doubtful: 'in-trouble' },
    ])
  },
)

test('what never left is no doubt: nobody listens, or the connection breaks before it stands', async () => {
  const { bot, boss } = world()
  const [breaks, url] = await breaking()
  const to = (apiRoot: string) => running(server, bot, { now: () => now, apiRoot })
  const unreached = { kind: 'not-before', at: after(5_000) }
  const outcomes = await Promise.all(
    ['http://127.0.0.1:1', 'http://nowhere.invalid', url.replace('http:', 'https:')].map(async (root) =>
      (await to(root).say(boss.alone.id, reply)).map(({ kind, ...rest }) => ({ kind, ...rest })),
    ),
  )
  for (const [outcome] of outcomes) {
    expect(outcome).toMatchObject(unreached)
    expect(outcome).not.toHaveProperty('doubtful')
  }
  breaks.close()
})

/** Takes connections and breaks them at the first byte. */
function breaking(): Promise<readonly [Server, string]> {
  return new Promise((resolve) => {
    const breaks = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    breaks.listen(0, '127.0.0.1', () => {
      const address = breaks.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve([breaks, `http://127.0.0.1:${port}`])
    })
  })
}
