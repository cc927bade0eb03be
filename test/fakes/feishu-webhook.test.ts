import * as lark from '@larksuiteoapi/node-sdk'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startFeishu, type FakeFeishu } from './feishu/feishu.js'
import { clientOf, button, card } from './feishu-parts.js'

let feishu: FakeFeishu
beforeAll(async () => {
  feishu = await startFeishu()
})
afterAll(() => feishu.close())

const keys = { encryptKey: 'secret-key', verificationToken: 'secret-token' }
const quiet = () => undefined
const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet }
type Event = Readonly<Record<string, unknown>>

/** The SDK's own webhook, which shows that what is sent is what the platform sends. */
async function bot(answer: (event: Event) => unknown = () => ({})) {
  const app = feishu.app()
  const heard: Event[] = []
  const handle = (event: Event) => {
    heard.push(event)
    return answer(event)
  }
  const dispatcher = new lark.EventDispatcher({ ...keys, logger }).register({
    'im.message.receive_v1': handle,
    'card.action.trigger': handle,
  })
  const serve = lark.adaptDefault('/hook', dispatcher, { autoChallenge: true })
  const server = createServer((request, response) => void serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    app.stopPushing()
    server.close()
  })
  const address = server.address()
  const port = address instanceof Object ? address.port : 0
  const url = `http://127.0.0.1:${String(port)}/hook`
  app.pushTo(url, keys)
  return { app, person: app.person(), heard, server, url }
}

test('the challenge is echoed', async () => {
  const { app } = await bot()
  const { status, body, challenge } = await app.verifyUrl()
  expect([status, JSON.parse(body)]).toEqual([200, { challenge }])
})

test('events arrive signed and encrypted, and are acknowledged by 200', async () => {
  const { app, person, heard } = await bot()
  const { event } = app.says(app.p2p(person), person, '你好，世界')
  await app.waitFor(() => event.acknowledged)
  expect(heard).toMatchObject([
    { event_id: event.id, token: keys.verificationToken, message: { content: '{"text":"你好，世界"}' } },
  ])
})

test('the same event three times at once', async () => {
  const { app, person, heard, url } = await bot()
  app.pushTo(url, keys, { copies: 3 })
  app.says(app.p2p(person), person, '你好')
  await app.waitFor(() => heard.length === 3)
  expect(new Set(heard.map((event) => event['event_id'])).size).toBe(1)
})

test('an event that nobody took is repeated', async () => {
  const { app, person, server, heard, url } = await bot()
  server.close()
  const { event } = app.says(app.p2p(person), person, '你好')
  const again = createServer((_, response) => {
    heard.push({})
    response.end()
  })
  again.listen(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => {
    again.close()
  })
  await once(again, 'listening')
  app.pass(15_000)
  await app.waitFor(() => event.acknowledged)
  expect(event.deliveries).toHaveLength(2)
})

test('a click is answered in the response', async () => {
  const { app, person } = await bot(() => ({ toast: { type: 'success', content: '好' } }))
  const { sentTo } = clientOf(feishu, app)
  const id = await sentTo(app.p2p(person).id, card(button('好', { t: 1 })))
  expect(await app.clicks(id, '好', person)).toMatchObject({ kind: 'answered', toast: '好' })
})

test('what the SDK lets through of the forgeries: its own handler is not enough', async () => {
  const { app, person, heard } = await bot()
  const { event } = app.says(app.p2p(person), person, '你好')
  await app.waitFor(() => event.acknowledged)
  heard.length = 0
  const accepted: string[] = []
  // On these it never answers, or ends the process.
  const fatal = /^(not JSON|empty|challenge)|another key$/
  for (const { name, request } of app.forgeries(event).filter((one) => !fatal.test(one.name))) {
    const before = heard.length
    await app.post(request).catch(quiet)
    if (heard.length > before) accepted.push(name)
  }
  expect(accepted).toEqual([
    'signed an hour ago',
    'signed in an hour',
    'wrong verification token',
    'foreign app_id',
    'unencrypted, signed',
  ])
  expect(await app.post(app.requestFor(event))).toMatchObject({ status: 200 })
  expect(heard.at(-1)).toMatchObject({ event_id: event.id })
})
