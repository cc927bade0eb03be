import type { Update, WebhookInfo } from 'grammy/types'
import * as z from 'zod'
import { updateKinds, type Payload } from './bot-api.js'
import { against, conflict } from './refusal.js'
import type { World } from './world.js'

const poll = z.object({
  offset: z.number().optional(),
  limit: z.number().min(1).max(100).optional(),
  timeout: z.number().min(0).optional(),
  allowed_updates: z.array(z.string()).optional(),
})

export function getUpdates(world: World, payload: Payload, gone: AbortSignal): Promise<readonly Update[]> {
  const asked = poll.safeParse(payload)
  if (!asked.success) throw against('limit is 1 to 100, timeout 0 or more')
  if (world.webhook.url !== '')
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  allow(world, asked.data.allowed_updates)
  return world.updates.get(asked.data, gone)
}

const hook = z.object({
  url: z.string(),
  secret_token: z.string().optional(),
  max_connections: z.number().min(1).max(100).default(40),
  allowed_updates: z.array(z.string()).optional(),
  drop_pending_updates: z.boolean().optional(),
})

export function setWebhook(world: World, payload: Payload): true {
  const read = hook.safeParse(payload)
  if (!read.success) throw against('max_connections is 1 to 100')
  const asked = read.data
  if (asked.secret_token !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(asked.secret_token))
    throw against('secret_token', 'secret token contains unallowed characters')
  if (asked.url !== '' && !isPublic(asked.url))
    throw against('url', 'bad webhook: An HTTPS URL must be provided for webhook')
  allow(world, asked.allowed_updates)
  if (asked.drop_pending_updates === true) world.updates.drop()
  if (asked.url === '') world.webhook.remove()
  else world.webhook.set({ url: asked.url, secret: asked.secret_token, connections: asked.max_connections })
  return true
}

/** Tests listen without TLS on this machine; everything else must be https. */
const isPublic = (url: string): boolean => /^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost):)/.test(url)

export function deleteWebhook(world: World, payload: Payload): true {
  if (payload['drop_pending_updates'] === true) world.updates.drop()
  world.webhook.remove()
  return true
}

export function getWebhookInfo(world: World): WebhookInfo {
  const kinds = updateKindsOf(world.updates.allowed)
  return { ...world.webhook.info(), ...(kinds.length > 0 && { allowed_updates: [...kinds] }) }
}

type Kind = Exclude<keyof Update, 'update_id'>

const updateKindsOf = (names: readonly string[]): readonly Kind[] =>
  names.filter((name): name is Kind => updateKinds.includes(name))

function allow(world: World, kinds: readonly string[] | undefined): void {
  if (kinds === undefined) return
  const unknown = kinds.filter((kind) => !updateKinds.includes(kind))
  if (unknown.length > 0) throw against(`no updates are called ${unknown.join(', ')}`)
  world.updates.allow(kinds)
}
