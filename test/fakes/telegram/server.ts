import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fakeBot } from './bot.js'
import { answerWith, refuseWith, spoiled } from './faults.js'
import { answerDownload } from './files.js'
import { resultOf } from './methods.js'
import { payloadOf } from './payload.js'
import { Refusal } from './refusal.js'
import type { FakeTelegram } from './telegram.js'
import { newWorld, type World } from './world.js'

/** Listens on a free port of 127.0.0.1. */
export async function startTelegram(): Promise<FakeTelegram> {
  const worlds = new Map<string, World>()
  const server = createServer((request, response) => void answer(worlds, request, response))
  // Only `down` closes connections: a client that keeps one for long must not find it cut.
  server.keepAliveTimeout = 0
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return address.port
  }
  const down = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  const port = await listen(0)
  return {
    url: `http://127.0.0.1:${port}`,
    bot: (options = {}) => {
      const world = newWorld(7_000_000_001 + worlds.size, options)
      worlds.set(world.token, world)
      return fakeBot(world)
    },
    down,
    up: async () => {
      await listen(port)
    },
    close: async () => {
      for (const world of worlds.values()) world.webhook.remove()
      await down()
    },
  }
}

async function answer(
  worlds: ReadonlyMap<string, World>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, token = '', method = '', query = ''] =
    /^\/bot([^/]+)\/(\w+)(?:\?(.*))?$/.exec(request.url ?? '') ?? []
  const [, of = '', path = ''] = /^\/file\/bot([^/]+)\/(.+)$/.exec(request.url ?? '') ?? []
  const world = worlds.get(token) ?? worlds.get(of)
  if (world !== undefined && path !== '') answerDownload(world, path, response)
  else if (method === '') refuseWith(response, 404, 'Not Found')
  else if (world === undefined) refuseWith(response, 401, 'Unauthorized')
  else await answerCall(world, { method, query, request }, response)
}

interface Call {
  readonly method: string
  readonly query: string
  readonly request: IncomingMessage
}

async function answerCall(world: World, call: Call, response: ServerResponse): Promise<void> {
  const fault = world.faults.take(call.method)
  if (fault?.kind === 'reset') return void spoiled(fault, response)
  const gone = goneWith(response, world)
  try {
    const payload = await payloadOf(call.request, call.method, new URLSearchParams(call.query))
    world.calls.push({ method: call.method, payload, at: world.now() })
    world.changes.tell()
    const isTaken = fault?.kind === 'html' && fault.taken === true
    if (!isTaken && spoiled(fault, response)) return
    const result = await resultOf(world, { method: call.method, payload }, gone)
    if (isTaken) spoiled(fault, response)
    else if (fault?.kind === 'lost-answer') response.socket?.resetAndDestroy()
    else answerWith(response, 200, { ok: true, result })
  } catch (error) {
    const no = refusalOf(error, gone)
    if (no.broken !== undefined) world.violations.push({ method: call.method, reason: no.broken })
    world.changes.tell()
    refuseWith(response, no.code, no.message, no.parameters)
  }
}

/** Ends when the caller has its answer or goes away. */
function goneWith(response: ServerResponse, { connections }: World): AbortSignal {
  const gone = new AbortController()
  connections.add(response)
  response.once('close', () => {
    connections.delete(response)
    gone.abort()
  })
  return gone.signal
}

/** A fault of this server itself must not pass for one of the network. */
function refusalOf(error: unknown, gone: AbortSignal): Refusal {
  if (error instanceof Refusal) return error
  const broken = gone.aborted ? {} : { broken: `this server failed: ${String(error)}` }
  return new Refusal(500, 'Internal Server Error', broken)
}
