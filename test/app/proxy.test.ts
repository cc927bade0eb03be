import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOn, called } from '../../src/channels/telegram/calls.js'
import { agentFor } from '../../src/app/proxy.js'
import { fakeProxy, type FakeProxy } from '../fakes/telegram/proxy.js'
import { telegramWorld } from '../channels/telegram-world.js'

const telegram = telegramWorld()

let proxy: FakeProxy
let refusing: Refusing
beforeAll(async () => {
  proxy = await fakeProxy()
  refusing = await refusingProxy()
})
afterAll(async () => {
  await proxy.close()
  refusing.close()
})

function through(proxyUrl: string, except?: string, apiRoot = telegram.url()) {
  const bot = telegram.bot()
  const agent = agentFor(apiRoot, { https: proxyUrl, except })
  return apiOn({ token: bot.token, apiRoot, agent, timeoutMs: 5_000 })
}

test('calls go through the proxy, all through one tunnel', async () => {
  const api = through(proxy.url)
  for (let n = 0; n < 3; n++) expect(await called(api.getMe())).toMatchObject({ kind: 'done' })
  expect(proxy.tunnels).toEqual([new URL(telegram.url()).host])
})

test('a proxy that refuses took nothing, so nothing is in doubt', async () => {
  const api = through(refusing.url.replace('//', '//user:p%40ss@'))
  expect(await called(api.getMe())).toEqual({ kind: 'unreached', why: 'proxy HTTP 407' })
  expect(refusing.credentials).toEqual([`Basic ${Buffer.from('user:p@ss').toString('base64')}`])
})

test('a proxy that is gone, or finds no way, took nothing either', async () => {
  expect(await called(through('http://127.0.0.1:1').getMe())).toEqual({
    kind: 'unreached',
    why: 'ECONNREFUSED',
  })
  const nowhere = through(proxy.url, undefined, 'http://127.0.0.1:1')
  expect(await called(nowhere.getMe())).toMatchObject({ kind: 'unreached' })
})

const exceptions: readonly { except: string; through: boolean }[] = [
  { except: '', through: true },
  { except: '*', through: false },
  { except: '127.0.0.1', through: false },
  { except: 'example.cn, 127.0.0.1', through: false },
  { except: '127.0.0.1:1', through: true },
  { except: '.0.0.1', through: false },
  { except: '*.0.0.1', through: false },
  { except: '0.0.1', through: true },
  { except: 'api.telegram.org', through: true },
]

test.each(exceptions)('with NO_PROXY "$except" through the proxy: $through', async (row) => {
  const before = proxy.tunnels.length
  expect(await called(through(proxy.url, row.except).getMe())).toMatchObject({ kind: 'done' })
  expect(proxy.tunnels.length > before).toBe(row.through)
})

interface Refusing {
  readonly url: string
  readonly credentials: readonly (string | undefined)[]
  close(): void
}

/** Wants other credentials, whatever it is shown. */
async function refusingProxy(): Promise<Refusing> {
  const credentials: (string | undefined)[] = []
  const server = createServer().on('connect', (request, socket) => {
    credentials.push(request.headers['proxy-authorization'])
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, credentials, close: () => void server.close() }
}
