import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Clock } from '../../ports.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { failureOf, type Failed } from './failure.js'

export interface App {
  readonly appId: string
  readonly appSecret: string
  /** Where the platform is, without a slash at the end. */
  readonly domain: string
}

export type TokenGiven = { readonly kind: 'token'; readonly token: string } | Failed

/** The app's access token: asked once however many calls need it, kept until shortly before its end or until refused. */
export interface Tokens {
  get(): Promise<TokenGiven>
  /** The platform no longer takes this token. One that has been replaced since is left alone. */
  drop(token: string): void
}

const answer = z.object({
  code: z.number(),
  tenant_access_token: z.string().optional(),
  expire: z.number().optional(),
})
/** The platform gives the same token until half an hour before its end, so this never asks in vain. */
const earlyMs = 3 * 60_000

export function tokensOf({ appId, appSecret, domain }: App, http: HttpInstance, clock: Clock): Tokens {
  let kept: { readonly token: string; readonly until: Instant } | undefined
  let asking: Promise<TokenGiven> | undefined

  const asked = async (): Promise<TokenGiven> => {
    const url = `${domain}/open-apis/auth/v3/tenant_access_token/internal`
    try {
      const said = answer.parse(
        await http.post<unknown, unknown>(url, { app_id: appId, app_secret: appSecret }),
      )
      const { code, tenant_access_token: token, expire = 0 } = said
      if (token === undefined) return { kind: 'refused', code, of: 'token' }
      kept = { token, until: instant(clock.now() + expire * 1_000 - earlyMs) }
      return { kind: 'token', token }
    } catch (error) {
      const failure = failureOf(error)
      // Whatever became of this question, the call that needed the token was never made.
      return failure.kind === 'unanswered'
        ? { kind: 'unanswered', arrived: 'no' }
        : { ...failure, of: 'token' }
    }
  }

  return {
    get: async () => {
      if (kept !== undefined && clock.now() < kept.until) return { kind: 'token', token: kept.token }
      asking ??= asked().finally(() => {
        asking = undefined
      })
      return asking
    },
    drop: (token) => {
      if (kept?.token === token) kept = undefined
    },
  }
}
