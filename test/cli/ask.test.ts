import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ask } from '../../src/cli/ask.js'

test('asked to end, it ends, though its input does not', async () => {
  const stopping = new AbortController()
  const input = new PassThrough()
  const out: string[] = []
  const console = {
    environment: { KNOWLEDGE_DIR: fileURLToPath(new URL('../knowledge/small', import.meta.url)) },
    input,
    output: {
      write: (text: string) => {
        out.push(text)
        stopping.abort()
      },
    },
    errors: { write: (text: string) => out.push(text) },
    stopping: stopping.signal,
  }
  const running = ask(console, { question: undefined, json: false, asOf: undefined, explain: false })
  input.write('录音存多久\n录音存多久\n')
  expect(await running).toBe(0)
  expect(out).toHaveLength(1)
}, 5_000)
