import { isAxiosError } from 'axios'
import * as z from 'zod'

/** A call that brought nothing. */
export type Failed =
  | {
      readonly kind: 'refused'
      /** The platform's own, or 0 where only the HTTP status speaks: somebody in between, such as a gateway. */
      readonly code: number
      readonly http?: number
      readonly retryAfterMs?: number
      /** What is wrong with a card, within `code`. */
      readonly subCode?: number
      /** It was the access token that was not given: the call that needed it was never made. */
      readonly of?: 'token'
    }
  /** No answer came. `arrived`: whether the platform may have done it. */
  | { readonly kind: 'unanswered'; readonly arrived: 'no' | 'maybe' }

const body = z.object({ code: z.number(), msg: z.string().optional() })
const headers = z.looseObject({ 'x-ogw-ratelimit-reset': z.coerce.number().positive().optional() })

/** What the platform's body says is wrong; undefined when nothing is. HTTP 200 alone means nothing. */
export function refusalIn(data: unknown, http: number, sent: unknown): Failed | undefined {
  const said = body.safeParse(data)
  if (!said.success)
    return http < 400 ? { kind: 'unanswered', arrived: 'maybe' } : { kind: 'refused', code: 0, http }
  const { code, msg = '' } = said.data
  if (code === 0) return undefined
  const resetSeconds = headers.safeParse(sent).data?.['x-ogw-ratelimit-reset']
  const subCode = /ErrCode:\s*(\d+)/.exec(msg)?.[1]
  return {
    kind: 'refused',
    code,
    http,
    ...(resetSeconds !== undefined && { retryAfterMs: resetSeconds * 1_000 }),
    ...(subCode !== undefined && { subCode: Number(subCode) }),
  }
}

/** The error itself holds the request with all its secrets: only this leaves here. */
export function failureOf(error: unknown): Failed {
  if (!isAxiosError(error)) return { kind: 'unanswered', arrived: 'maybe' }
  if (error.response !== undefined) {
    const { status, headers: sent } = error.response
    return refusalIn(error.response.data, status, sent) ?? { kind: 'refused', code: 0, http: status }
  }
  return { kind: 'unanswered', arrived: neverLeft.has(error.code ?? '') ? 'no' : 'maybe' }
}

/** Nothing was said before these. */
const neverLeft: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
])
