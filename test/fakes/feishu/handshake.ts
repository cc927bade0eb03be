import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocketServer } from 'ws'
import { z } from 'zod'
import { refused, type ApiAnswer } from './calls.js'
import { redeliver } from './deliver.js'
import { takeFault } from './faults.js'
import { openLink, serviceId } from './long-connection.js'
import type { World } from './world.js'

/** What the server's doors lead to. */
export interface Doors {
  domain: string
  /** By app_id. */
  readonly worlds: Map<string, World>
  /** Addresses given out for one WebSocket each. */
  readonly tickets: Map<string, World>
}

interface Upgrade {
  readonly request: IncomingMessage
  readonly tcp: Duplex
  readonly head: Buffer
}

const endpointBody = z.object({ AppID: z.string(), AppSecret: z.string() })

/** POST /callback/ws/endpoint. A refusal carries an empty `data`: without it the SDK stumbles and takes it for a network error. */
export function endpointFor(doors: Doors, world: World, body: unknown): ApiAnswer {
  const asked = endpointBody.safeParse(body)
  if (!asked.success || asked.data.AppSecret !== world.secret) return endpointRefusal(514, 'auth failed')
  if (world.links.length >= (world.options.maxConnections ?? 50))
    return endpointRefusal(1000040350, 'exceed conn limit')
  const ticket = randomBytes(12).toString('hex')
  doors.tickets.set(ticket, world)
  const query = `fpid=493&aid=552564&device_id=${randomBytes(5).toString('hex')}&access_key=${ticket}&service_id=${String(serviceId)}&ticket=${ticket}`
  const URL = `${doors.domain.replace('http:', 'ws:')}/ws/v2?${query}`
  return { status: 200, body: { code: 0, msg: '', data: { URL, ClientConfig: world.clientConfig } } }
}

export function endpointRefusal(code: number, msg: string): ApiAnswer {
  return { status: 200, body: { ...refused(code, msg).body, data: {} } }
}

export function shakeHands(doors: Doors, sockets: WebSocketServer, { request, tcp, head }: Upgrade): void {
  const ticket = new URL(request.url ?? '/', doors.domain).searchParams.get('ticket') ?? ''
  const world = doors.tickets.get(ticket)
  doors.tickets.delete(ticket)
  if (world === undefined) {
    tcp.end('HTTP/1.1 403 Forbidden\r\nhandshake-status: 403\r\nhandshake-msg: ticket invalid\r\n\r\n')
    return
  }
  const active = takeFault(world, 'ws-handshake')
  if (active === undefined) {
    // Corked, so that a frame sent at once leaves in the same segment as the 101.
    tcp.cork()
    sockets.handleUpgrade(request, tcp, head, (socket) => {
      openLink(world, socket, tcp)
      if (world.pushWithHandshake) redeliver(world)
      world.pushWithHandshake = false
    })
    tcp.uncork()
  } else if (active.fault.kind === 'hang' || active.fault.kind === 'answer-hangs') {
    active.held.push(() => tcp.destroy())
  } else if (active.fault.kind === 'status') {
    tcp.end(`HTTP/1.1 ${String(active.fault.status)} Broken\r\n\r\n`)
  } else tcp.destroy()
}
