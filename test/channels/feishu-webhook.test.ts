import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startFeishu, type FakeApp, type FakeFeishu } from '../fakes/feishu/feishu.js'
import { connected, keys, offering, saying, type RunOptions, type Running } from './feishu-parts.js'

let server: FakeFeishu
const closing: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  server = await startFeishu()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => server.close())

const address = (door: Server): string =>
  `http://127.0.0.1:${String((door.address() as AddressInfo).port)}/feishu/events`

async function hooked(run?: RunOptions, copies = 1) {
  const app = server.app()
  const bot = await connected(server, app, { mode: { kind: 'webhook', ...keys }, ...run })
  const url = await open(bot)
  app.pushTo(url, keys, { copies })
  const person = app.person('张三')
  closing.push(() => {
    app.stopPushing()
    return bot.stop()
  })
  return { app, bot, url, person, p2p: app.p2p(person) }
}

async function open(bot: Running): Promise<string> {
  const routes = bot.platform.routes
  if (routes === undefined) throw new Error('the platform has no routes')
  const door = serve({ fetch: routes.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  if (!door.listening) await once(door, 'listening')
  closing.push(() => {
    door.closeAllConnections()
    return new Promise((resolve) => door.close(resolve))
  })
  return address(door)
}

describe('the webhook', () => {
  test('echoes the challenge', async () => {
    const { app } = await hooked()
    const { status, body, challenge } = await app.verifyUrl()
    expect([status, JSON.parse(body)]).toEqual([200, { challenge }])
  })

  test('stores a message before it acknowledges it', async () => {
    const { app, bot, person, p2p } = await hooked()
    const { event } = app.says(p2p, person, '注册资本要多少')
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.accepted).toMatchObject([{ kind: 'said', text: '注册资本要多少' }])
  })

  test('stores once what comes several times', async () => {
    const { app, bot, person, p2p } = await hooked({}, 3)
    const { event } = app.says(p2p, person, '在吗')
    await app.waitFor(() => event.acknowledged, 'an ack')
    const replayed = app.requestFor(event)
    expect((await app.post(replayed)).status).toBe(200)
    expect((await app.post(replayed)).status).toBe(200)
    expect(bot.accepted).toHaveLength(1)
  })

  test('answers a click with its toast', async () => {
    const { app, bot, person, p2p } = await hooked()
    await bot.say(p2p.id, offering('帮助'))
    const answer = await app.clicks(app.botMessagesIn(p2p)[0]?.id ?? '', '帮助', person)
    expect(answer).toMatchObject({ kind: 'answered', toast: '谢谢' })
    expect(bot.accepted).toMatchObject([{ kind: 'pressed', chat: { kind: 'private' } }])
  })

  test('answers 500 to what it could not store, and takes it when it comes again', async () => {
    let failing = true
    const stored: string[] = []
    const { app, person, p2p } = await hooked({
      intake: {
        accept: (arrivals) => {
          if (failing) return Promise.reject(new Error('the store is down'))
          stored.push(...arrivals.map(({ id }) => id))
          return Promise.resolve()
        },
      },
    })
    const { event } = app.says(p2p, person, '在吗')
    await app.waitFor(() => event.deliveries[0]?.answer?.code === 500, 'a refusal')
    failing = false
    app.pass(15_000)
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(stored).toHaveLength(1)
  })

  test('takes nothing forged, replayed late, stale or unsigned', async () => {
    const { app, bot, person, p2p } = await hooked()
    const { event } = app.says(p2p, person, '真的')
    await app.waitFor(() => event.acknowledged, 'an ack')
    const answers = []
    for (const { name, request } of app.forgeries(event)) {
      // The honest event is known already: another id would show whether a forgery came through.
      answers.push([name, (await app.post(request)).status])
    }
    expect(answers.filter(([, status]) => status !== 401)).toEqual([])
    expect(answers.length).toBeGreaterThan(20)
    expect(bot.accepted).toHaveLength(1)
  })

  test('takes no forgery of an event it never saw', async () => {
    const { app, bot, person, p2p, url } = await hooked()
    app.stopPushing()
    const { event } = app.says(p2p, person, '真的')
    app.pushTo(url, keys)
    for (const { request } of app.forgeries(event)) await app.post(request)
    expect(bot.accepted).toEqual([])
    // The same event is taken from an honest request, so it was the forging that was refused.
    expect((await app.post(app.requestFor(event))).status).toBe(200)
    expect(bot.accepted).toHaveLength(1)
  })

  test('reads no more than a megabyte', async () => {
    const { app, bot } = await hooked()
    const body = JSON.stringify({ encrypt: 'A'.repeat(1024 * 1024) })
    expect((await app.post({ headers: {}, body })).status).toBe(413)
    expect(bot.accepted).toEqual([])
  })

  test('with a wrong key says so until a request is good', async () => {
    const { app, bot, person, p2p, url } = await hooked()
    app.pushTo(url, { ...keys, encryptKey: 'mistyped' })
    const { event } = app.says(p2p, person, '在吗')
    await app.waitFor(() => event.deliveries[0]?.answer?.code === 401, 'a refusal')
    expect(bot.platform.trouble()).toEqual([
      '飞书：回调请求没有通过校验，请核对 Encrypt Key 和 Verification Token',
    ])
    app.pushTo(url, keys)
    app.pass(15_000)
    await app.waitFor(() => event.acknowledged, 'an ack')
    expect(bot.platform.trouble()).toEqual([])
    expect(bot.accepted).toHaveLength(1)
  })
})

describe('no log line', () => {
  const secretText = '张三的身份证号是什么金丝雀'

  /** Everything that goes wrong with what carries secrets and words. */
  async function suffers(app: FakeApp, bot: Running, chat: string): Promise<void> {
    for (const operation of ['send', 'any'] as const) {
      for (const fault of [
        { kind: 'code', code: 230001, msg: secretText },
        { kind: 'code', code: 99991663, status: 400 },
        { kind: 'status', status: 500 },
        { kind: 'answer-lost' },
        { kind: 'reset' },
      ] as const) {
        const lift = app.breaks(operation, fault)
        if (operation === 'any') app.expireTokens()
        await bot.say(chat, saying(secretText))
        lift()
      }
    }
  }

  test.each<RunOptions>([{ mode: { kind: 'websocket' } }, { mode: { kind: 'webhook', ...keys } }])(
    'holds a secret, a token or what somebody wrote: $mode.kind',
    async (run) => {
      const app = server.app()
      const bot = await connected(server, app, {
        ...run,
        intake: { accept: () => Promise.reject(new Error('the store is down')) },
      })
      closing.push(() => bot.stop())
      if (run.mode?.kind === 'webhook') {
        app.pushTo(await open(bot), keys)
        closing.push(() => {
          app.stopPushing()
          return Promise.resolve()
        })
      }
      const person = app.person('张三')
      const p2p = app.p2p(person)
      const { event } = app.says(p2p, person, secretText)
      await app.waitFor(() => event.deliveries[0]?.answer?.code === 500, 'a refusal')
      if (run.mode?.kind === 'webhook')
        for (const { request } of app.forgeries(event)) await app.post(request)
      await suffers(app, bot, p2p.id)
      app.links[0]?.cut()
      await app.waitFor(() => bot.lines.length > 5, 'log lines')
      const whole = bot.lines.join('\n')
      for (const canary of [
        app.secret,
        keys.encryptKey,
        keys.verificationToken,
        '金丝雀',
        'Bearer',
        'ticket=',
        ' t-',
      ]) {
        expect(whole).not.toContain(canary)
      }
    },
  )
})
