import { randomUUID } from 'node:crypto'
import type { Reply } from '../../src/reply/reply.js'
import type { ChatRef } from '../../src/values/ids.js'
import { fakeWeb, type FakeWeb } from './web-parts.js'

export const said = (text: string): Reply => ({ blocks: [{ kind: 'paragraph', text: [text] }] })

/** A bot that answers each message with itself. */
export const echoing = () =>
  fakeWeb({
    answer: (arrival, web) =>
      arrival.kind === 'said' ? web.say(arrival.chat, said(`答：${arrival.text}`)) : Promise.resolve(),
  })

/** One browser: keeps its cookie as browsers do. */
export async function browserAt(web: FakeWeb) {
  const first = await web.chat.routes.request('/')
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const headers = { cookie }
  return {
    cookie,
    page: async () => (await web.chat.routes.request('/', { headers })).text(),
    postJson: (path: string, content: unknown, more: Record<string, string> = {}) =>
      web.chat.routes.request(path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', ...more },
        body: typeof content === 'string' ? content : JSON.stringify(content),
      }),
    postForm: (path: string, fields: Record<string, string>) =>
      web.chat.routes.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    events: (query = '', more: Record<string, string> = {}) =>
      web.chat.routes.request(`/events${query}`, { headers: { ...headers, ...more } }),
    at: (other: FakeWeb) => other.chat.routes.request('/', { headers }),
  }
}

export const ask = (text: string, id: string = randomUUID()) => ({ id, text })

/** The chat of whoever spoke first. */
export function chatOf(web: FakeWeb): ChatRef {
  const arrival = web.accepted[0]
  if (arrival === undefined) throw new Error('nothing was said yet')
  return arrival.chat
}

interface SeenEvent {
  readonly id: string
  /** As it stands in the stream: {"id":…,"by":…,"html":…} */
  readonly data: string
}

/** Reads `count` lines of an event stream, then goes away. */
export async function linesIn(response: Response, count: number): Promise<readonly SeenEvent[]> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader !== undefined && eventsIn(text).length < count) text += (await reader.read()).value ?? ''
  await reader?.cancel()
  return eventsIn(text)
}

function eventsIn(text: string): readonly SeenEvent[] {
  const events = text.matchAll(/^event: line\ndata: (.*)\nid: (\d+)\n\n/gm)
  return [...events].map(([, data = '', id = '']) => ({ id, data }))
}
