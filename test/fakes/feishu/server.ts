import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { answerCall } from './answer-call.js'
import { fakeApp } from './app.js'
import type { FakeFeishu } from './feishu.js'
import { shakeHands, type Doors } from './handshake.js'
import { stopPushing } from './webhook.js'
import { newWorld, type World } from './world.js'

/** Listens on a free port of this machine. */
export async function startFeishu(): Promise<FakeFeishu> {
  const doors: Doors = { domain: '', worlds: new Map(), tickets: new Map() }
  const server = createServer((request, response) => {
    answerCall(doors, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, tcp, head) => {
    shakeHands(doors, sockets, { request, tcp, head })
  })
  const port = await listen(server, 0)
  doors.domain = `http://127.0.0.1:${String(port)}`
  const shut = async () => {
    for (const world of doors.worlds.values()) cutAll(world)
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return {
    domain: doors.domain,
    app: (options = {}) => {
      const world = newWorld(options)
      doors.worlds.set(world.id, world)
      return fakeApp(world)
    },
    refuseConnections: shut,
    listenAgain: async () => {
      await listen(server, port)
    },
    close: async () => {
      for (const world of doors.worlds.values()) stopPushing(world)
      if (server.listening) await shut()
    },
  }
}

function cutAll({ links, faults }: World): void {
  for (const link of [...links]) link.cut()
  for (const { held } of faults) for (const cut of held.splice(0)) cut()
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return addressOf(server).port
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address
}
