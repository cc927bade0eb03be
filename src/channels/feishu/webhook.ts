import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Clock, Log } from '../../ports.js'
import type { Instant } from '../../values/civil-date.js'
import type { Handle } from './handle.js'
import { limits } from './limits.js'
import { opened, type Keys, type Opened } from './signature.js'

/** Where the platform posts events and clicks. */
export interface Webhook {
  readonly routes: Hono
  trouble(): string | undefined
}

export interface WebhookParts {
  readonly keys: Keys
  readonly handle: Handle
  readonly clock: Clock
  readonly log: Log
}

/** Both of the console's addresses, events and callbacks, may be this one. */
export function webhook({ keys, handle, clock, log }: WebhookParts): Webhook {
  const routes = new Hono()
  const history = refusals(clock, log)

  const take = async (c: Context): Promise<Response> => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const content = opened({ body, header: (name) => c.req.header(name), at: clock.now() }, keys)
    history.note(content)
    switch (content.kind) {
      case 'refused':
        return c.body(null, 401)
      case 'challenge':
        return c.json({ challenge: content.challenge })
      case 'event':
        return c.json((await handle(content.envelope)) ?? {})
    }
  }

  routes.post(
    '/feishu/events',
    bodyLimit({ maxSize: limits.webhookBytes, onError: (c) => c.body(null, 413) }),
    // What could not be stored has been logged; the platform sends it again.
    (c) => take(c).catch(() => c.body(null, 500)),
  )
  return { routes, trouble: () => history.trouble() }
}

interface Refusals {
  note(content: Opened): void
  trouble(): string | undefined
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Whether requests are refused and none is good: a wrong key loses every event, and only this shows it. */
function refusals(clock: Clock, log: Log): Refusals {
  let good: Instant | undefined
  let bad: Instant | undefined
  let logged: Instant | undefined

  return {
    note: (content) => {
      const now = clock.now()
      // A challenge is unsigned: whoever knows our own settings, such as `doctor`, can send one.
      if (content.kind === 'challenge') return
      if (content.kind === 'event') {
        good = now
        return
      }
      bad = now
      // Anybody can post here: their requests may not fill the log.
      if (logged !== undefined && now - logged < minuteMs) return
      logged = now
      log.warn('feishu webhook refused a request', { why: content.why })
    },
    trouble: () => {
      const now = clock.now()
      // A good request proves the keys, so what strangers post is no trouble.
      const proven = good !== undefined && now - good < hourMs
      const refusing = bad !== undefined && now - bad < hourMs
      return refusing && !proven
        ? '飞书：回调请求没有通过校验，请核对 Encrypt Key 和 Verification Token'
        : undefined
    },
  }
}
