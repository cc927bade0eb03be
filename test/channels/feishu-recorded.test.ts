import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { bytesOf } from '../../src/app/drawing.js'
import type { FeishuClient, Request } from '../../src/channels/feishu/client.js'
import { envelopeIn } from '../../src/channels/feishu/event.js'
import { receive } from '../../src/channels/feishu/receive.js'
import { render } from '../../src/channels/feishu/render.js'
import { send } from '../../src/channels/feishu/send.js'
import type { Log } from '../../src/ports.js'
import type { Reply } from '../../src/reply/reply.js'
import { instant } from '../../src/values/civil-date.js'
import { messageId, pressToken, threadId } from '../../src/values/ids.js'

/** One folder a case: `event.json` in, `received.json` out; or `reply.json` in, `sent.json` out. RECORD=1 writes what comes out. */
const root = fileURLToPath(new URL('../recorded/feishu/', import.meta.url))
const cases = readdirSync(root)

const fileOf = (name: string, file: string): string => `${root}${name}/${file}.json`
const has = (name: string, file: string): boolean => existsSync(fileOf(name, file))
const read = (name: string, file: string): unknown => JSON.parse(readFileSync(fileOf(name, file), 'utf8'))

function expectRecorded(name: string, file: string, value: unknown): void {
  if (process.env['RECORD'] === '1') writeFileSync(fileOf(name, file), `${JSON.stringify(value, null, 2)}\n`)
  expect(JSON.parse(JSON.stringify(value))).toEqual(read(name, file))
}

const facts = z.object({
  bot: z.string().nullable().default('ou_b0000000000000000000000000000001'),
  repliesToUs: z.boolean().default(false),
  chatKind: z.enum(['private', 'group']).default('group'),
})

test.each(cases.filter((name) => has(name, 'event')))('%s', (name) => {
  const envelope = envelopeIn(read(name, 'event'))
  if (envelope === undefined) throw new Error('the event has no envelope')
  const { bot, ...known } = facts.parse(has(name, 'facts') ? read(name, 'facts') : {})
  const appId = 'cli_a0123456789abcde'
  const received = receive(envelope, {
    ...known,
    appId,
    bot: bot ?? undefined,
    now: instant(1_795_226_401_000),
  })
  expectRecorded(name, 'received', received)
})

const sending = z.object({
  to: z.string(),
  replyTo: z.string().transform(messageId).optional(),
  thread: z.string().transform(threadId).optional(),
  edits: z.string().transform(messageId).optional(),
  repeated: z.boolean().default(false),
})

test.each(cases.filter((name) => has(name, 'reply')))('%s', async (name) => {
  const sent: Request[] = []
  const { to, replyTo, thread, edits, repeated } = sending.parse(read(name, 'how'))
  for (const call of render(read(name, 'reply') as Reply, () => pressToken('press-token'))) {
    const outcome = await send(
      {
        id: 7,
        key: 'out-7',
        queuedAt: instant(1_795_226_400_000),
        to: { channel: 'feishu', chat: to },
        call,
        repeated,
        ...(replyTo && { replyTo }),
        ...(thread && { thread }),
        ...(edits && { edits }),
      },
      { client: recording(sent), clock: { now: () => instant(1_795_226_401_000) }, log: silent, bytesOf },
    )
    expect(outcome.kind).toBe('sent')
  }
  expectRecorded(name, 'sent', sent.map(legible))
})

const nothing = (): void => undefined
const silent: Log = { info: nothing, warn: nothing, error: nothing }

function recording(sent: Request[]): FeishuClient {
  return {
    call: (request, answer) => {
      sent.push(request)
      return Promise.resolve({
        kind: 'done',
        body: answer.parse({ data: { message_id: 'om_sent', chat_id: 'oc_sent' } }),
      })
    },
    upload: () => Promise.reject(new Error('nothing is uploaded here')),
    download: () => Promise.reject(new Error('nothing is downloaded here')),
    repair: () => undefined,
  }
}

/** The card travels as text; here it is read. */
function legible({ body, ...request }: Request): unknown {
  if (body === undefined) return request
  return { ...request, body: { ...body, content: JSON.parse(z.string().parse(body['content'])) as unknown } }
}
