import { randomInt } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import { isClick, noteAnswer, noteDelivery, type RaisedEvent } from './events.js'
import type { ClientConfig } from './feishu.js'
import { decodeFrame, encodeFrame, type Frame } from './frames.js'
import { changed, newId, type World } from './world.js'

/** One open WebSocket of the app. */
export interface Link {
  readonly id: string
  readonly pings: number
  /** From now on the server reads and answers nothing on it, and TCP stays open. */
  goHalfOpen(): void
  /** Closes it politely. */
  close(): void
  /** Cuts TCP. */
  cut(): void
}

export interface LongConnection {
  /** The open links, oldest first. Each event goes to one of them at random, as on the real platform. */
  readonly links: readonly Link[]
  /** The next link that opens gets all unacknowledged events in the TCP segment of its handshake. */
  pushWithNextHandshake(): void
  /** Every pong from now on carries this configuration, and so does the next connect. */
  sendConfig(config: Partial<ClientConfig>): void
}

export interface OpenLink extends Link {
  pings: number
  send(frame: Frame): void
}

/** What the URL of the endpoint names, and every frame of ours repeats. */
export const serviceId = 33554678

export function longConnection(world: World): LongConnection {
  return {
    links: world.links,
    pushWithNextHandshake: () => {
      world.pushWithHandshake = true
    },
    sendConfig: (config) => {
      world.clientConfig = { ...world.clientConfig, ...config }
    },
  }
}

/** Takes over a WebSocket whose handshake is being written: what is sent here at once may share its segment. */
export function openLink(world: World, socket: WebSocket, tcp: Duplex): void {
  const link = linkOver(socket, tcp, (bytes) => {
    try {
      hear(world, link, bytes)
    } catch (error) {
      world.violations.push({ call: 'frame', what: String(error) })
      link.close()
    }
  })
  world.links.push(link)
  socket.on('close', () => {
    world.links.splice(world.links.indexOf(link), 1)
    changed(world)
  })
  changed(world)
}

function linkOver(socket: WebSocket, tcp: Duplex, heard: (bytes: Buffer) => void): OpenLink {
  let halfOpen = false
  socket.on('message', (data) => {
    if (!halfOpen) heard(bytesOf(data))
  })
  // A cut link ends with ECONNRESET on our side too; 'close' follows and says enough.
  socket.on('error', () => undefined)
  return {
    id: newId('link_'),
    pings: 0,
    send: (frame) => {
      if (!halfOpen) socket.send(encodeFrame(serviceId, frame))
    },
    goHalfOpen: () => {
      halfOpen = true
    },
    close: () => {
      socket.close()
    },
    cut: () => {
      tcp.destroy()
    },
  }
}

/** To one random link: a leftover connection swallows its share of the events. */
export function pushToLink(world: World, event: RaisedEvent): void {
  const link = world.links[randomInt(world.links.length)]
  if (link === undefined) return
  const delivery = noteDelivery(world, event, link.id)
  const parts = split(Buffer.from(JSON.stringify(event.body)), world.options.fragments ?? 1)
  const type = isClick(event.type) ? (world.options.clickFrames ?? 'event') : 'event'
  for (const [seq, payload] of parts.entries())
    link.send({
      method: 'data',
      headers: {
        type,
        message_id: delivery.id,
        sum: String(parts.length),
        seq: String(seq),
        trace_id: event.id,
        timestamp: event.body.header.create_time,
      },
      payload,
    })
}

function hear(world: World, link: OpenLink, bytes: Buffer): void {
  const frame = decodeFrame(bytes)
  if (frame.method === 'control' && frame.headers['type'] === 'ping') {
    link.pings += 1
    const payload = Buffer.from(JSON.stringify(world.clientConfig))
    link.send({ method: 'control', headers: { type: 'pong' }, payload })
    changed(world)
  } else if (frame.method === 'data') {
    noteAck(world, frame)
  }
}

const ackPayload = z.object({ code: z.number(), data: z.string().optional() })

function noteAck(world: World, { headers, payload }: Frame): void {
  const { code, data } = ackPayload.parse(JSON.parse(payload.toString()))
  noteAnswer(world, headers['message_id'] ?? '', {
    code,
    ...(data !== undefined && { data: JSON.parse(Buffer.from(data, 'base64').toString()) as unknown }),
    ...(headers['biz_rt'] !== undefined && { bizRt: headers['biz_rt'] }),
  })
}

/** Cuts in the middle of bytes, not of characters, as a network would. */
function split(bytes: Buffer, into: number): readonly Buffer[] {
  const size = Math.ceil(bytes.length / into)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  )
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
