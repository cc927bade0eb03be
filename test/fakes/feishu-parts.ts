import * as lark from '@larksuiteoapi/node-sdk'
import { isAxiosError } from 'axios'
import { z } from 'zod'
import type { FakeApp, FakeFeishu } from './feishu/feishu.js'

const quiet = () => undefined
const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet }

export const markdown = (content: string) => ({ tag: 'markdown', content })
export const button = (label: string, value: Readonly<Record<string, unknown>>) => ({
  tag: 'button',
  text: { tag: 'plain_text', content: label },
  behaviors: [{ type: 'callback', value }],
})
export const card = (...elements: readonly unknown[]) => ({ schema: '2.0', body: { elements } })

const answer = z.looseObject({ code: z.number(), msg: z.string().default('') })
const sent = z.object({ data: z.object({ message_id: z.string(), chat_id: z.string() }) })

/** The real client, as an app of the fake. Every test its own cache: the SDK's default one is global. */
export function clientOf(feishu: FakeFeishu, app: FakeApp, secret = app.secret) {
  const cache = new lark.DefaultCache()
  const client = new lark.Client({ appId: app.id, appSecret: secret, domain: feishu.domain, cache, logger })
  /** The platform's answer, also when it came with an HTTP error; `undefined` when none came. */
  const call = async (method: string, path: string, data?: unknown, params: object = {}) => {
    try {
      return answer.parse(await client.request<unknown>({ method, url: `/open-apis/${path}`, data, params }))
    } catch (error) {
      const answered: unknown = isAxiosError(error) ? error.response?.data : undefined
      const read = answer.safeParse(answered)
      return read.success ? read.data : undefined
    }
  }
  const content = (value: unknown) => (typeof value === 'string' ? { text: value } : value)
  const body = (value: unknown, more: object = {}) => ({
    msg_type: typeof value === 'string' ? 'text' : 'interactive',
    content: JSON.stringify(content(value)),
    ...more,
  })
  const send = (chat: string, value: unknown, more: object = {}) =>
    call('POST', 'im/v1/messages', body(value, { receive_id: chat, ...more }), { receive_id_type: 'chat_id' })
  return {
    client,
    call,
    send,
    /** Rejects unless it was taken. */
    sentTo: async (chat: string, value: unknown, more: object = {}) =>
      sent.parse(await send(chat, value, more)).data.message_id,
    reply: (message: string, value: unknown, more: object = {}) =>
      call('POST', `im/v1/messages/${message}/reply`, body(value, more)),
    patch: (message: string, value: unknown) =>
      call('PATCH', `im/v1/messages/${message}`, { content: JSON.stringify(value) }),
  }
}

type Handler = (data: Readonly<Record<string, unknown>>) => unknown

interface ConnectOptions {
  readonly secret?: string
  /** Seconds. */
  readonly pingTimeout?: number
}

/** The real long-connection client; `handle` gets every event and click, flattened as the SDK does. */
export function connecting(feishu: FakeFeishu, app: FakeApp, handle: Handler, options: ConnectOptions = {}) {
  const eventDispatcher = new lark.EventDispatcher({ logger }).register({
    'im.message.receive_v1': handle,
    'card.action.trigger': handle,
  })
  const seen: { ready: boolean; error?: string } = { ready: false }
  const socket = new lark.WSClient({
    appId: app.id,
    appSecret: options.secret ?? app.secret,
    domain: feishu.domain,
    logger,
    ...(options.pingTimeout !== undefined && { wsConfig: { pingTimeout: options.pingTimeout } }),
    onReady: () => {
      seen.ready = true
    },
    onError: ({ message }) => {
      seen.error = message
    },
  })
  void socket.start({ eventDispatcher })
  return { socket, seen }
}

export async function connected(
  feishu: FakeFeishu,
  app: FakeApp,
  handle: Handler,
  options: ConnectOptions = {},
) {
  const { socket, seen } = connecting(feishu, app, handle, options)
  await app.waitFor(() => seen.ready, 'the long connection')
  return socket
}
