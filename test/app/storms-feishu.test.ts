import { describe, expect, test } from 'vitest'
import type { AppOptions } from '../fakes/feishu/feishu.js'
import type { Timing } from '../../src/channels/feishu/limits.js'
import { shipped } from '../chat/shipped.js'
import { until } from './storms-bot.js'
import { feishuStorm, type FeishuStorm } from './storms-feishu.js'
import { openedStorms } from './storms-opened.js'
import { answered, asksAll, calmAnswers, isReady, questions } from './storms-stage.js'

const knowledge = await shipped()
const opened = openedStorms()

const feishu = (
  mode: 'websocket' | 'webhook',
  options?: AppOptions & { readonly hurry?: Partial<Timing> },
): Promise<FeishuStorm> => opened(feishuStorm(mode, knowledge, options))

const waitingOf = async (here: FeishuStorm): Promise<readonly string[]> => (await here.readyz()).waiting

describe('the long connection', () => {
  const endings = {
    'is cut': ({ app }: FeishuStorm) => app.links[0]?.cut(),
    'is closed': ({ app }: FeishuStorm) => app.links[0]?.close(),
    'is half open': ({ app }: FeishuStorm) => app.links[0]?.goHalfOpen(),
  } as const

  test.each(Object.entries(endings))(
    'that %s is opened again, and what was missed comes',
    async (_, befalls) => {
      const here = await feishu('websocket', {
        clientConfig: { PingInterval: 0.2 },
        hurry: { pongMs: 100, shortestPauseMs: 200 },
      })
      const [talk, group] = [here.alone('甲'), here.group('群')]
      const [old] = here.app.links
      befalls(here)
      talk.asks(questions[0])
      group.asks(questions[0])
      await until(async () => (await waitingOf(here)).length > 0, 'it is not ready')
      expect(await waitingOf(here)).toEqual(['飞书：长连接断开，正在重连'])
      await until(() => here.app.links.some(({ id }) => id !== old?.id), 'a new link')
      await until(() => isReady(here), 'it is ready')
      await here.pass(15_000)
      await answered(here, talk, 1)
      await answered(here, group, 1)
      expect(here.app.links).toHaveLength(1)
      expect(here.app.unacknowledged()).toEqual([])
    },
  )

  test('that is refused for an hour comes back, and what was said meanwhile is answered with its age', async () => {
    const here = await feishu('websocket')
    const talk = here.alone('甲')
    const lift = here.app.breaks('ws-endpoint', { kind: 'status', status: 502 })
    here.app.links[0]?.cut()
    await until(
      async () => (await waitingOf(here)).includes('飞书：连不上开放平台，正在重试'),
      'trouble is named',
    )
    talk.asks(questions[0])
    await here.pass(59 * 60_000)
    lift()
    await until(() => isReady(here), 'it is ready')
    // The platform tells of it again an hour after it last did.
    await here.pass(7 * 60_000)
    await answered(here, talk, 1)
    expect(talk.answers()[0]).toContain('小时前的问题')
  })
})

describe.each(['websocket', 'webhook'] as const)('an access token, %s', (mode) => {
  test('that expired early is asked for once, however many sends need it, and nothing is lost', async () => {
    const here = await feishu(mode)
    const calm = await calmAnswers(here, here.alone('平日'))
    const talks = ['甲', '乙', '丙', '丁'].map((name) => here.alone(name))
    const before = here.app.tokenRequests()
    const lift = here.flood(30)
    asksAll(talks)
    await here.settled()
    here.app.expireTokens()
    lift()
    await here.pass(31_000)
    for (const talk of talks) {
      await answered(here, talk)
      expect(talk.answers()).toEqual(calm)
    }
    expect(here.app.tokenRequests() - before).toBe(1)
  })

  test('of an app whose secret was reset is named, and nothing is lost until it is right again', async () => {
    const here = await feishu(mode)
    const talk = here.alone('甲')
    here.app.expireTokens()
    const lift = here.app.breaks('token', { kind: 'code', code: 10014, msg: 'app secret invalid' })
    asksAll([talk])
    await until(async () => (await waitingOf(here)).length > 0, 'trouble is named')
    expect(await waitingOf(here)).toEqual(['飞书：App ID 或 App Secret 不被接受，请到“凭证与基础信息”核对'])
    const requests = here.app.tokenRequests()
    await here.settled()
    await here.pass(20_000)
    // A person has to act first: until then it asks seldom.
    expect(here.app.tokenRequests() - requests).toBeLessThanOrEqual(1)
    lift()
    await here.pass(31_000)
    await answered(here, talk)
    expect(await isReady(here)).toBe(true)
  })
})

describe('the webhook', () => {
  test('takes no forged, stale or unsigned request, and a replayed one changes nothing', async () => {
    const here = await feishu('webhook')
    const talk = here.alone('甲')
    here.app.stopPushing()
    here.app.subscribe([])
    const { event } = here.app.says(talk.at, talk.person, questions[0])
    here.app.pushTo(here.address ?? '', here.keys)
    for (const { name, request } of here.app.forgeries(event)) {
      const answer = await here.app.post(request)
      expect([name, answer.status >= 400, answer.body.includes('forged')]).toEqual([name, true, false])
    }
    await here.settled()
    expect(await here.arrivals()).toBe(0)
    expect(await here.rows()).toEqual([])
    const valid = here.app.requestFor(event)
    for (let copy = 0; copy < 3; copy++) expect((await here.app.post(valid)).status).toBe(200)
    await answered(here, talk, 1)
    await here.pass(6 * 60_000)
    expect((await here.app.post(valid)).status).toBe(401)
    await here.settled()
    expect(talk.answers()).toHaveLength(1)
    expect(await here.arrivals()).toBe(1)
    expect(await isReady(here)).toBe(true)
  })

  test('whose key was mistyped says so, and loses nothing', async () => {
    const here = await feishu('webhook')
    const [talk, group] = [here.alone('甲'), here.group('群')]
    here.app.pushTo(here.address ?? '', { ...here.keys, encryptKey: 'mistyped' })
    talk.asks(questions[0])
    group.asks(questions[0])
    await here.settled()
    expect(await here.readyz()).toEqual({
      status: 503,
      waiting: ['飞书：回调请求没有通过校验，请核对 Encrypt Key 和 Verification Token'],
    })
    expect(await here.arrivals()).toBe(0)
    here.app.pushTo(here.address ?? '', here.keys)
    await here.pass(15_000)
    await answered(here, talk, 1)
    await answered(here, group, 1)
    expect(await isReady(here)).toBe(true)
  })
})

test('more than a chat may take in a second goes there in order, one second after another', async () => {
  const here = await feishu('websocket', { chatQps: 2 })
  const group = here.group('群')
  asksAll([group])
  await until(async () => {
    await here.pass(2_100)
    return group.answers().length === questions.length
  }, 'all answers')
  const asked = here.app.messagesIn(group.at).flatMap(({ byBot, id }) => (byBot ? [] : [id]))
  expect(here.app.botMessagesIn(group.at).map(({ parent }) => parent)).toEqual(asked)
})
