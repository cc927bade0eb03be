import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { done, refused, type ApiAnswer, type ApiCall, type Operation } from './calls.js'
import type { Scope } from './feishu.js'
import { nowIn, type World } from './world.js'

const hour = 3_600_000
const tokenLivesMs = 2 * hour
/** Asked earlier than this before its end, the platform gives the same token again. */
const tokenRenewsMs = hour / 2

const allScopes: readonly Scope[] = [
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.group_msg',
  'im:message.p2p_msg:readonly',
  'im:chat:readonly',
  'im:resource',
]

const needs: Partial<Record<Operation, Scope>> = {
  send: 'im:message:send_as_bot',
  reply: 'im:message:send_as_bot',
  patch: 'im:message:send_as_bot',
  put: 'im:message:send_as_bot',
  'get-message': 'im:message:readonly',
  'get-chat': 'im:chat:readonly',
  'chat-members': 'im:chat:readonly',
  'upload-image': 'im:resource',
  'upload-file': 'im:resource',
  resource: 'im:message:readonly',
}

/** Tokens, identity and scopes: what a call must have before anything else is looked at. */
export function answerAccount(world: World, call: ApiCall, token: string | undefined): ApiAnswer | undefined {
  if (call.operation === 'token') return newToken(world, call.body)
  const known = world.tokens.find(({ value }) => value === token)
  if (known === undefined || known.refused || known.expiresAt <= nowIn(world))
    return refused(
      99991663,
      'Invalid access token for authorization. Please make a request with token attached.',
    )
  const scope = call.operation === 'unknown' ? undefined : needs[call.operation]
  if (scope !== undefined && world.missingScopes.has(scope))
    return refused(99991672, `Access denied. One of the following scopes is required: [${scope}].`)
  if (call.operation === 'bot-info') return botInfo(world)
  if (call.operation === 'scopes') return scopes(world)
  return undefined
}

export function worldOfToken(worlds: Iterable<World>, token: string): World | undefined {
  return [...worlds].find(({ tokens }) => tokens.some(({ value }) => value === token))
}

export function expireTokens(world: World): void {
  for (const token of world.tokens) token.refused = true
}

const asked = z.object({ app_id: z.string(), app_secret: z.string() })

function newToken(world: World, body: unknown): ApiAnswer {
  world.tokenRequests += 1
  const { success, data } = asked.safeParse(body)
  if (!success || data.app_secret !== world.secret) return refused(10014, 'app secret invalid', 200)
  const now = nowIn(world)
  const current = world.tokens.at(-1)
  const still = current !== undefined && !current.refused && current.expiresAt - now >= tokenRenewsMs
  const token = still
    ? current
    : { value: `t-${randomBytes(20).toString('hex')}`, expiresAt: now + tokenLivesMs, refused: false }
  if (!still) world.tokens.push(token)
  const expire = Math.floor((token.expiresAt - now) / 1000)
  return { status: 200, body: { code: 0, msg: 'ok', tenant_access_token: token.value, expire } }
}

function botInfo(world: World): ApiAnswer {
  const bot = {
    activate_status: 2,
    app_name: '持证',
    avatar_url: '',
    ip_white_list: [],
    open_id: world.botOpenId,
  }
  return { status: 200, body: { code: 0, msg: 'ok', bot } }
}

function scopes(world: World): ApiAnswer {
  return done({
    scopes: allScopes.map((scope_name) => ({
      scope_name,
      grant_status: world.missingScopes.has(scope_name) ? 2 : 1,
    })),
  })
}
