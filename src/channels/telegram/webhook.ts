import { createHash, timingSafeEqual } from 'node:crypto'
import type { Update } from 'grammy/types'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import type { Log } from '../../ports.js'
import type { Instant } from '../../values/civil-date.js'
import { limits } from './limits.js'
import { take, type TakeParts } from './take.js'

export const webhookPath = '/telegram/webhook'

export interface WebhookParts {
  readonly secret: string
  readonly log: Log
  /** What storing needs; undefined until Telegram and the store have told. */
  readonly ready: () => Ready | undefined
}

export interface Ready extends TakeParts {
  readonly pressedAt: Instant
}

/** Takes what Telegram pushes: stored, then answered with 200. Any other answer makes Telegram push it again. */
export function webhookRoutes(parts: WebhookParts): Hono {
  const routes = new Hono()
  routes.post(
    webhookPath,
    knowingSecret(parts.secret),
    bodyLimit({ maxSize: limits.webhookBytes, onError: (c) => c.body(null, 413) }),
    (c) => takePushed(c, parts),
  )
  return routes
}

/** Before anything is read. Digests are compared: they have one length, and their comparison takes one time. */
function knowingSecret(secret: string): MiddlewareHandler {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const known = digest(secret)
  return async (c, next) => {
    const given = c.req.header('x-telegram-bot-api-secret-token') ?? ''
    if (!timingSafeEqual(digest(given), known)) return c.body(null, 401)
    await next()
    return undefined
  }
}

async function takePushed(c: Context, { ready, log }: WebhookParts): Promise<Response> {
  const parts = ready()
  if (parts === undefined) return c.body(null, 503)
  const update = await pushedUpdate(c)
  if (update === undefined) {
    // Refused, it would be pushed again for a day and hold up all that follow.
    log.warn('telegram push unreadable')
    return c.body(null, 200)
  }
  try {
    await take([update], parts.pressedAt, parts)
  } catch (error) {
    log.error('telegram push not stored', {}, error)
    return c.body(null, 500)
  }
  return c.body(null, 200)
}

/** Beyond its number nothing is checked: who knows the secret is Telegram, and `take` passes over what breaks it. */
const updateShape = z.custom<Update>(
  (value) => z.looseObject({ update_id: z.int() }).safeParse(value).success,
)

async function pushedUpdate(c: Context): Promise<Update | undefined> {
  try {
    return updateShape.safeParse(await c.req.json<unknown>()).data
  } catch {
    return undefined
  }
}
