import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { beat, pulse } from '../../src/app/heartbeat.js'
import type { Log } from '../../src/ports.js'

let server: Server | undefined
let paths: string[] = []

afterEach(() => {
  server?.close()
  server = undefined
  paths = []
})

/** Somebody who waits for a sign of life, and answers it so. */
async function waiting(status: number): Promise<string> {
  const listening = createServer((request, answer) => {
    paths.push(request.url ?? '')
    answer.writeHead(status).end()
  })
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/ping/secret`
}

function keptLog(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = []
  const keep = (event: string, fields?: object): void => void lines.push(JSON.stringify([event, fields]))
  return { log: { info: keep, warn: keep, error: keep }, lines }
}

test('somebody elsewhere hears from us while reminders are looked at, and nothing once they are not', async () => {
  let elapsed = 0
  const alive = pulse(() => elapsed)
  const { log, lines } = keptLog()
  const url = await waiting(200)
  await beat(url, alive, log)
  elapsed += 31_000
  await beat(url, alive, log)
  expect(paths).toEqual(['/ping/secret'])
  expect(lines).toEqual(['["reminders are not being looked at",null]'])
  alive.ticked()
  await beat(url, alive, log)
  expect(paths).toHaveLength(2)
})

test('an address that refuses or is gone is told in the log, without the address', async () => {
  const { log, lines } = keptLog()
  const url = await waiting(404)
  await beat(url, pulse(), log)
  await new Promise((resolve) => server?.close(resolve))
  await beat(url, pulse(), log)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('404')
  expect(lines.join('')).not.toContain('secret')
})
