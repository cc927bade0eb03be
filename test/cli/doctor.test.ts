import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeProxy } from '../fakes/telegram/proxy.js'
import {
  answering,
  examined,
  hookedFeishu,
  hookedTelegram,
  serving,
  siteOfEachTest,
  type Environment,
  type Examined,
  type Site,
} from './doctoring.js'

const { site: siteNow, ends } = siteOfEachTest()
let site: Site

beforeEach(() => {
  site = siteNow()
})

async function served(environment: Environment): Promise<void> {
  const running = await serving(environment)
  ends.push(running.end)
  if (environment['TELEGRAM_BOT_TOKEN'] !== undefined)
    await site.bot.waitFor(() => site.bot.callsOf('setMyCommands').length >= 8, 'the menus')
}

/** In both kinds of group, as operators. */
function operatorsOf({ bot, app }: Site) {
  const person = bot.person()
  const colleague = app.person()
  const onTelegram = bot.group({ kind: 'supergroup', admins: [person] })
  const onFeishu = app.group({ members: [colleague] })
  return {
    person,
    colleague,
    onTelegram,
    onFeishu,
    environment: { OPERATOR_CHATS: `telegram:${onTelegram.id},feishu:${onFeishu.id}` },
  }
}

const troublesIn = ({ lines }: Examined): readonly string[] => lines.filter((line) => line.startsWith('✗'))

describe('a healthy bot on both platforms', () => {
  test.each<[string, Environment]>([
    ['polling and long connection', {}],
    ['webhooks', { ...hookedTelegram, ...hookedFeishu }],
  ])('%s: nothing to mend, and nothing was changed or sent', async (_, modes) => {
    const { onTelegram, onFeishu, bot, app } = site
    const { environment } = operatorsOf(site)
    const set: Environment = { ...onTelegram, ...onFeishu, ...environment, ...modes }
    const whole = { ...set, PUBLIC_URL: `http://127.0.0.1:${set['PORT'] ?? ''}` }
    await served(whole)
    const before = bot.calls.length
    const said = await examined(site, whole)
    expect(troublesIn(said)).toEqual([])
    expect(said.code).toBe(0)
    for (const words of ['数据库：能打开', '服务：在运行，一切就绪', `@${bot.me.username}`, '隐私模式已关'])
      expect(said.lines.join('\n')).toContain(words)
    for (const words of ['飞书：机器人是“持证”', '权限 im:message:send_as_bot', '飞书：时钟：和平台一致'])
      expect(said.lines.join('\n')).toContain(words)
    const asked = new Set(bot.calls.slice(before).map(({ method }) => method))
    for (const method of ['setWebhook', 'deleteWebhook', 'sendMessage'])
      expect([...asked]).not.toContain(method)
    expect(bot.violations).toEqual([])
    expect(app.botMessages()).toEqual([])
    expect(app.violations).toEqual([])
  })
})

describe('settings', () => {
  test.each([
    ['TELEGRAM_BOT_TOKEN', 'canary-password-4711', 'BotFather'],
    ['FEISHU_APP_ID', 'canary-password-4711', '凭证与基础信息'],
  ])('%s of the wrong form is refused by name', async (name, value, way) => {
    const { code, lines } = await examined(site, { ...site.onTelegram, ...site.onFeishu, [name]: value })
    expect(code).toBe(1)
    expect(lines.join('\n')).toContain(name)
    expect(lines.join('\n')).toContain(way)
  })

  test('with no platform at all there is little to say, and nothing to mend', async () => {
    const { DATABASE_URL = '', PORT = '' } = site.onTelegram
    const { code, lines } = await examined(site, { DATABASE_URL, PORT })
    expect(code).toBe(0)
    expect(lines.join('\n')).toContain('Telegram：没有配置')
    expect(lines.join('\n')).toContain('没有设置 OPERATOR_CHATS')
  })
})

test('through a proxy that works everything is well', async () => {
  const proxy = await fakeProxy()
  ends.push(() => proxy.close())
  const said = await examined(site, {
    ...site.onTelegram,
    HTTPS_PROXY: proxy.url,
    NO_PROXY: 'open.feishu.cn',
  })
  expect(troublesIn(said)).toEqual([])
  expect(said.lines.join('\n')).toContain('NO_PROXY 里的除外（open.feishu.cn）')
  expect(proxy.tunnels.length).toBeGreaterThan(0)
})

describe('the running service speaks for itself', () => {
  test.each([
    ['telegram：另一个程序正用同一个令牌收消息（409），请停掉它'],
    ['飞书：长连接断开，正在重连'],
    ['store'],
  ])('%s', async (waiting) => {
    const port = await answering(ends, 503, { ready: false, waiting: [waiting] })
    const said = await examined(site, { ...site.onTelegram, PORT: port })
    expect(troublesIn(said)).toHaveLength(1)
    expect(troublesIn(said)[0]).toContain(waiting)
    expect(said.code).toBe(1)
  })
})

describe('trouble of a service that runs', () => {
  const readyz = async (status: number, { PORT = '' }: Environment): Promise<void> => {
    await vi.waitFor(
      async () => {
        expect((await fetch(`http://127.0.0.1:${PORT}/readyz`)).status).toBe(status)
      },
      { timeout: 10_000, interval: 20 },
    )
  }

  test('another program took the poll slot of Telegram', async () => {
    await served(site.onTelegram)
    const lift = site.bot.stealPoll()
    await readyz(503, site.onTelegram)
    const said = await examined(site, site.onTelegram)
    expect(troublesIn(said)).toHaveLength(1)
    expect(troublesIn(said)[0]).toContain('另一个程序正用同一个令牌收消息（409）')
    lift()
    await readyz(200, site.onTelegram)
    expect((await examined(site, site.onTelegram)).code).toBe(0)
  })

  test('the long connection of Feishu is down', async () => {
    await served(site.onFeishu)
    const lift = site.app.breaks('ws-endpoint', { kind: 'code', code: 1000040350 })
    for (const link of site.app.links) link.cut()
    await readyz(503, site.onFeishu)
    const said = await examined(site, site.onFeishu)
    expect(troublesIn(said).join('\n')).toContain('服务：飞书：长连接')
    expect(troublesIn(said).join('\n')).toContain('飞书：长连接：连接数已满')
    lift()
    await readyz(200, site.onFeishu)
    expect((await examined(site, site.onFeishu)).code).toBe(0)
  })
})

test('a database that is none is named', async () => {
  await writeFile(join(site.folder, 'bot.db'), 'no database '.repeat(1_000))
  const said = await examined(site, site.onTelegram)
  expect(troublesIn(said)).toEqual(['✗ 数据库：打不开'])
})

describe('--card', () => {
  const patience = { pressMs: 15_000, lookMs: 10 }
  const label = '点我'

  test('is pressed on both platforms, and the card says so', async () => {
    const { bot, app, onTelegram, onFeishu } = site
    const { person, colleague, environment, ...chats } = operatorsOf(site)
    const set = { ...onTelegram, ...onFeishu, ...environment }
    await served(set)
    const saying = examined(site, set, { card: true, patience })
    const shown = await bot.waitFor(
      () => bot.messagesIn(chats.onTelegram).find(({ byBot }) => byBot),
      'the card',
    )
    bot.presses(shown, label, person)
    const card = await app.waitFor(() => app.botMessagesIn(chats.onFeishu).at(0), 'the card')
    await app.clicks(card.id, label, colleague)
    const { code, lines } = await saying
    expect(lines.filter((line) => line.startsWith('✓ 按钮'))).toEqual([
      `✓ 按钮：telegram:${chats.onTelegram.id} 的点按收到了`,
      `✓ 按钮：feishu:${chats.onFeishu.id} 的点按收到了`,
    ])
    expect(code).toBe(0)
    await bot.waitFor(() => bot.messagesIn(chats.onTelegram).at(-1)?.text === '✓ 按钮正常。', 'the edit')
    expect(bot.toasts.map(({ text }) => text)).toEqual(['收到，按钮正常'])
    await app.waitFor(() => app.message(card.id).text.includes('✓ 按钮正常。'), 'the edit')
  })

  test('a callback that nobody subscribed to is named with the page of the console', async () => {
    const { app, onFeishu } = site
    const { colleague, onFeishu: group } = operatorsOf(site)
    const set = { ...onFeishu, OPERATOR_CHATS: `feishu:${group.id}` }
    app.subscribe(['im.message.receive_v1'])
    await served(set)
    const saying = examined(site, set, { card: true, patience: { pressMs: 50, lookMs: 10 } })
    const card = await app.waitFor(() => app.botMessagesIn(group).at(0), 'the card')
    expect(await app.clicks(card.id, label, colleague)).toMatchObject({ kind: 'failed', code: 200340 })
    const { code, lines } = await saying
    expect(lines.slice(-3)[0]).toBe(`✗ 按钮：没有等到 feishu:${group.id} 的点按`)
    expect(lines.slice(-3)[1]).toContain('card.action.trigger')
    expect(code).toBe(1)
  })

  test('is not sent when nobody would send it', async () => {
    const { environment } = operatorsOf(site)
    const said = await examined(
      site,
      { ...site.onTelegram, ...site.onFeishu, ...environment },
      { card: true, patience },
    )
    expect(said.code).toBe(1)
    expect(troublesIn(said)[0]).toContain('测试卡片：没有发')
  })

  test('has nowhere to go without operators', async () => {
    await served(site.onTelegram)
    const said = await examined(site, site.onTelegram, { card: true, patience })
    expect(said.code).toBe(1)
    expect(troublesIn(said)).toEqual(['✗ 测试卡片：没有地方可发'])
  })
})
