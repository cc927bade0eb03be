import { Agent } from 'node:http'
import { expect, test } from 'vitest'
import { wire } from '../../src/channels/telegram/wire.js'

/** As a proxy that takes a connection and then says nothing. */
function silentAgent(): Agent {
  const agent = new Agent()
  agent.createConnection = () => undefined
  return agent
}

const post = { method: 'POST', headers: {}, body: '{}' }

test('a call for which no connection comes about ends in time, and never left', async () => {
  const call = wire({ agent: silentAgent(), timeoutMs: 20 })
  await expect(call('http://127.0.0.1:1/', post)).rejects.toMatchObject({ left: false, code: 'timeout' })
})

test('a stop ends it too, before it begins or while it waits', async () => {
  const stopping = new AbortController()
  const call = wire({ agent: silentAgent(), timeoutMs: 60_000, stop: stopping.signal })
  const waiting = call('http://127.0.0.1:1/', post)
  stopping.abort()
  const stopped = { left: false, code: 'stopped' }
  await expect(waiting).rejects.toMatchObject(stopped)
  await expect(call('http://127.0.0.1:1/', post)).rejects.toMatchObject(stopped)
})
