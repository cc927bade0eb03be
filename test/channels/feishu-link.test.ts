import { describe, expect, test } from 'vitest'
import { startFeishu, type FakeApp } from '../fakes/feishu/feishu.js'
import { connected } from './feishu-parts.js'
import { feishuWorld } from './feishu-world.js'

const world = feishuWorld()

describe('the link', () => {
  const soon = { PingInterval: 0.2 }

  test.each<{ trouble: string; befalls: (app: FakeApp) => void }>([
    {
      trouble: 'is cut',
      befalls: (app) => {
        app.links[0]?.cut()
      },
    },
    {
      trouble: 'is closed',
      befalls: (app) => {
        app.links[0]?.close()
      },
    },
    {
      trouble: 'is half open',
      befalls: (app) => {
        app.links[0]?.goHalfOpen()
      },
    },
  ])('that $trouble is replaced, and nothing is lost', async ({ befalls }) => {
    const { app, bot, person, p2p } = await world.joined({ clientConfig: soon }, { timing: { pongMs: 100 } })
    const [old] = app.links
    befalls(app)
    const { event } = app.says(p2p, person, '还在吗')
    await app.waitFor(() => app.links.length === 1 && app.links[0]?.id !== old?.id, 'a new link')
    app.redeliver()
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.accepted).toHaveLength(1)
    expect(bot.platform.trouble()).toEqual([])
  })

  test.each<{ answer: string; code: number; words: string }>([
    { answer: 'busy', code: 1, words: '飞书：开放平台繁忙，正在重试' },
    { answer: 'a full house', code: 1000040350, words: '飞书：长连接数已满（上限 50），请停掉多余的实例' },
    { answer: 'a refusal', code: 403, words: '飞书：长连接被拒绝，请确认是企业自建应用并已选择长连接方式' },
  ])('refused with $answer is tried until it opens', async ({ code, words }) => {
    const app = world.app()
    const lift = app.breaks('ws-endpoint', { kind: 'code', code })
    const bot = world.starting(app)
    await app.waitFor(() => bot.platform.trouble().includes(words), words)
    lift()
    await app.waitFor(() => bot.platform.trouble().length === 0, 'no trouble')
    expect(app.links).toHaveLength(1)
  })

  test('with a wrong secret says so', async () => {
    const app = world.app()
    const bot = world.starting(app, { secret: 'wrong' })
    const words = '飞书：App ID 或 App Secret 不对，长连接被拒绝'
    await app.waitFor(() => bot.platform.trouble().includes(words), words)
    expect(app.links).toHaveLength(0)
  })

  test('survives a platform that is away', async () => {
    const own = await startFeishu()
    const app = own.app()
    const bot = await connected(own, app)
    await own.refuseConnections()
    await app.waitFor(() => bot.platform.trouble().includes('飞书：连不上开放平台，正在重试'), 'trouble')
    await own.listenAgain()
    await app.waitFor(() => bot.platform.trouble().length === 0, 'no trouble')
    await bot.stop()
    await own.close()
  })

  test('is alone, and gone after the stop', async () => {
    const { app, bot } = await world.joined({ clientConfig: soon })
    for (let time = 0; time < 3; time++) {
      const [old] = app.links
      old?.cut()
      await app.waitFor(() => app.links[0] !== undefined && app.links[0].id !== old?.id, 'a new link')
      expect(app.links).toHaveLength(1)
    }
    await bot.stop()
    await app.waitFor(() => app.links.length === 0, 'no link')
  })

  test('that never comes about does not hold up a stop', async () => {
    const app = world.app()
    const lift = app.breaks('ws-endpoint', { kind: 'hang' })
    const bot = world.starting(app)
    await app.waitFor(() => app.calls.some(({ operation }) => operation === 'ws-endpoint'), 'a call')
    await bot.stop()
    lift()
    expect(app.links).toHaveLength(0)
  })

  test('is not even tried with an id that is none', async () => {
    const app = world.app()
    const bot = world.starting({ ...app, id: 'cli_short' })
    expect(bot.platform.trouble()).toContain('飞书：App ID 格式不对，应是 cli_ 加 16 位十六进制字符')
    await bot.stop()
    expect(app.calls.filter(({ operation }) => operation === 'ws-endpoint')).toEqual([])
  })
})
