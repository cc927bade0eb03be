import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startFeishu, type AppOptions, type FakeFeishu } from './feishu/feishu.js'
import { button, card, clientOf, connected, connecting, markdown } from './feishu-parts.js'

let feishu: FakeFeishu
beforeAll(async () => {
  feishu = await startFeishu()
})
afterAll(() => feishu.close())

type Event = Readonly<Record<string, unknown>>

async function listening(options: AppOptions = {}, answer: (event: Event) => unknown = () => undefined) {
  const app = feishu.app(options)
  const person = app.person('小王')
  const chat = app.p2p(person)
  const heard: Event[] = []
  const handle = (event: Event) => {
    heard.push(event)
    return answer(event)
  }
  const socket = await connected(feishu, app, handle)
  onTestFinished(() => {
    socket.close({ force: true })
  })
  return { app, person, chat, heard, handle, socket }
}

test.each([1, 7])('what a person says arrives in %i frames and is acknowledged', async (fragments) => {
  const { app, person, chat, heard } = await listening({ fragments })
  const { event, messageId } = app.says(chat, person, '注册资本要多少？')
  await app.waitFor(() => event.acknowledged)
  expect(heard).toMatchObject([
    {
      event_id: event.id,
      app_id: app.id,
      sender: { sender_id: { open_id: person.openId }, sender_type: 'user' },
      message: {
        message_id: messageId,
        chat_id: chat.id,
        chat_type: 'p2p',
        content: '{"text":"注册资本要多少？"}',
      },
    },
  ])
  expect(event.deliveries[0]?.answer).toMatchObject({ code: 200 })
  expect(event.deliveries[0]?.answer?.bizRt).toBeDefined()
})

test('a handler that throws acknowledges with 500, and the event is repeated as it was', async () => {
  let broken = true
  const { app, person, chat, heard } = await listening({}, () => {
    if (broken) throw new Error('broken')
  })
  const { event } = app.says(chat, person, '你好')
  await app.waitFor(() => event.deliveries[0]?.answer)
  expect(event.acknowledged).toBe(false)
  broken = false
  app.redeliver()
  await app.waitFor(() => event.acknowledged)
  const [first, second] = heard
  expect(first).toEqual(second)
  expect(app.unacknowledged()).toEqual([])
})

test('an answer after 3 s of the platform is none', async () => {
  const waiting: (() => void)[] = []
  const { app, person, chat } = await listening({}, () => new Promise<void>((done) => waiting.push(done)))
  const { event } = app.says(chat, person, '慢')
  const [finish] = await app.waitFor(() => waiting.length > 0 && waiting)
  app.pass(4000)
  finish?.()
  await app.waitFor(() => event.deliveries[0]?.answer)
  expect(event.deliveries[0]?.answer?.code).toBe(200)
  expect(event.acknowledged).toBe(false)
})

test('nobody there: repeated after 15 s, 5 min, 1 h and 6 h, then no more', () => {
  const app = feishu.app()
  const { event } = app.says(app.p2p(app.person()), app.person(), '你好')
  const seconds = [14, 1, 299, 1, 3599, 1, 21_599, 1, 100_000]
  const times = seconds.map((wait) => {
    app.pass(wait * 1000)
    return event.deliveries.length
  })
  expect(times).toEqual([1, 2, 2, 3, 3, 4, 4, 5, 5])
  expect(event.deliveries.every(({ to }) => to === 'nobody')).toBe(true)
})

test.each(['event', 'card'] as const)(
  'a click as %s frame: the SDK answers only event frames',
  async (clickFrames) => {
    const toast = { toast: { type: 'info', content: '收到' } }
    const { app, person, chat, heard } = await listening({ clickFrames, clickAnswerMs: 300 }, () => toast)
    const { sentTo } = clientOf(feishu, app)
    const id = await sentTo(chat.id, card(markdown('问'), button('好', { t: 'token-1' })))
    const answer = await app.clicks(id, '好', person)
    if (clickFrames === 'event') {
      expect(answer).toEqual({ kind: 'answered', body: toast, toast: '收到' })
      expect(heard).toMatchObject([
        {
          operator: { open_id: person.openId },
          action: { value: { t: 'token-1' } },
          context: { open_message_id: id, open_chat_id: chat.id },
        },
      ])
    } else expect(answer).toMatchObject({ kind: 'failed', code: 200341 })
    app.redeliver()
    app.pass(20_000)
    expect(app.events[0]?.deliveries).toHaveLength(1)
  },
)

test('a click may replace the card; a wrong answer is an error for the person', async () => {
  let answer: unknown = { card: { type: 'raw', data: card(markdown('改了')) } }
  const { app, person, chat } = await listening({}, () => answer)
  const { sentTo } = clientOf(feishu, app)
  const id = await sentTo(chat.id, card(button('改', {}), markdown('原样')))
  expect(await app.clicks(id, '改', person)).toMatchObject({ kind: 'answered' })
  expect(app.message(id)).toMatchObject({ text: '改了', buttons: [], edits: 1 })
  answer = { text: '好' }
  expect(await app.clicksOld(id, {}, person)).toMatchObject({ kind: 'failed', code: 200672 })
  answer = { card: { type: 'raw', data: {} } }
  expect(await app.clicksOld(id, {}, person)).toMatchObject({ kind: 'failed', code: 200673 })
  await expect(app.clicks(id, '改', person)).rejects.toThrow('no button')
})

test('the token of a click updates the card twice, after the answer', async () => {
  const { app, person, chat, heard } = await listening()
  const { sentTo, call } = clientOf(feishu, app)
  const id = await sentTo(chat.id, card(button('好', {})))
  await app.clicks(id, '好', person)
  const update = (text: string) =>
    call('POST', 'interactive/v1/card/update', { token: heard[0]?.['token'], card: card(markdown(text)) })
  expect([await update('一'), await update('二'), await update('三')].map((one) => one?.code)).toEqual([
    0, 0, 300090,
  ])
  expect(app.message(id).text).toBe('二')
})

test('nobody receives callbacks', async () => {
  const app = feishu.app()
  const person = app.person()
  const { sentTo } = clientOf(feishu, app)
  const id = await sentTo(app.p2p(person).id, card(button('好', {})))
  expect(await app.clicks(id, '好', person)).toMatchObject({ kind: 'failed', code: 200340 })
})

test('each event goes to one of the connections', async () => {
  const { app, person, chat, heard, handle } = await listening()
  const second = await connected(feishu, app, handle)
  onTestFinished(() => {
    second.close({ force: true })
  })
  const events = Array.from({ length: 30 }, (_, n) => app.says(chat, person, String(n)).event)
  await app.waitFor(() => events.every(({ acknowledged }) => acknowledged))
  expect(heard).toHaveLength(30)
  expect(new Set(events.map(({ deliveries }) => deliveries[0]?.to)).size).toBe(2)
})

test('a dropped link comes back and gets what it missed by redelivery', async () => {
  const { app, person, chat } = await listening()
  app.links[0]?.cut()
  await app.waitFor(() => app.links.length === 0)
  const { event } = app.says(chat, person, '在吗')
  await app.waitFor(() => app.links.length === 1)
  await app.waitFor(() => (app.links[0]?.pings ?? 0) > 0)
  app.redeliver()
  await app.waitFor(() => event.acknowledged)
  expect(event.deliveries[0]?.to).toBe('nobody')
})

test('a half-open link swallows events until the client gives it up by its ping timeout', async () => {
  const app = feishu.app({ clientConfig: { PingInterval: 0.1 } })
  const person = app.person()
  const socket = await connected(feishu, app, () => undefined, { pingTimeout: 0.05 })
  onTestFinished(() => {
    socket.close({ force: true })
  })
  const [link] = app.links
  link?.goHalfOpen()
  const { event } = app.says(app.p2p(person), person, '在吗')
  await app.waitFor(() => app.links.length === 1 && app.links[0] !== link && (app.links[0]?.pings ?? 0) > 0)
  expect(event.acknowledged).toBe(false)
  app.redeliver()
  await app.waitFor(() => event.acknowledged)
})

test('an event in the segment of the handshake is lost by the SDK', async () => {
  const app = feishu.app()
  const person = app.person()
  const { event } = app.says(app.p2p(person), person, '你好')
  app.pushWithNextHandshake()
  const socket = await connected(feishu, app, () => undefined)
  onTestFinished(() => {
    socket.close({ force: true })
  })
  await app.waitFor(() => (app.links[0]?.pings ?? 0) > 0)
  const next = app.says(app.p2p(person), person, '还在吗').event
  await app.waitFor(() => next.acknowledged)
  expect(event.deliveries).toHaveLength(2)
  expect(event.acknowledged).toBe(false)
  app.redeliver()
  await app.waitFor(() => event.acknowledged)
})

test('what the endpoint refuses is final for the SDK', async () => {
  const refusals = [
    { arrange: () => feishu.app(), secret: 'wrong', code: 514 },
    { arrange: () => feishu.app({ maxConnections: 0 }), code: 1000040350 },
    {
      arrange: () => {
        const app = feishu.app()
        app.breaks('ws-endpoint', { kind: 'code', code: 1 }, 1)
        return app
      },
      code: 1,
    },
  ]
  for (const { arrange, secret, code } of refusals) {
    const app = arrange()
    const { socket, seen } = connecting(feishu, app, () => undefined, secret === undefined ? {} : { secret })
    await app.waitFor(() => seen.error)
    expect(seen.error).toContain(`code=${String(code)}`)
    socket.close({ force: true })
  }
})

test('a pong carries a new configuration', async () => {
  const { app } = await listening({ clientConfig: { PingInterval: 0.02 } })
  app.sendConfig({ PingInterval: 100 })
  let before = -1
  await app.waitFor(() => {
    const now = app.links[0]?.pings ?? 0
    const still = now === before
    before = now
    return still && now > 0
  })
})

test.each([{ kind: 'status', status: 503 }, { kind: 'reset' }, { kind: 'hang' }] as const)(
  'a handshake that goes wrong (%o) is tried again',
  async (fault) => {
    const app = feishu.app()
    const lift = app.breaks('ws-handshake', fault, 1)
    const { socket, seen } = connecting(feishu, app, () => undefined)
    await app.waitFor(() => app.calls.length > 0)
    expect(seen.ready).toBe(false)
    const lifting = setInterval(lift, 20)
    await app.waitFor(() => seen.ready)
    clearInterval(lifting)
    socket.close({ force: true })
    expect(app.calls.map(({ operation }) => operation)).toEqual(['ws-endpoint', 'ws-endpoint'])
  },
)
