import { Client, withTenantToken, type HttpInstance } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Clock, Json, Log } from '../../ports.js'
import type { Instant } from '../../values/civil-date.js'
import { repairOf, type Repair } from './errors.js'
import { failureOf, refusalIn, type Failed } from './failure.js'
import { sdkLogLevel, silentLogger } from './sdk-log.js'
import { tokensOf, type App, type Tokens } from './token.js'

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** After the domain, with its leading slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, Json>>
}

export type Called<T> = { readonly kind: 'done'; readonly body: T } | Failed

/** The platform's HTTP side. */
export interface FeishuClient {
  /** `answer` reads the whole body. A refused token is replaced once; nothing else is repeated. */
  call<T>(request: Request, answer: z.ZodType<T>): Promise<Called<T>>
  /** What an operator has to mend, as the last call saw it. */
  repair(): Repair | undefined
}

export interface ClientParts extends App {
  readonly http: HttpInstance
  readonly clock: Clock
  readonly log: Log
}

export function feishuClient(parts: ClientParts): FeishuClient {
  const { http, clock, log, ...app } = parts
  const tokens = tokensOf(app, http, clock)
  // The SDK keeps a refused token to its end and asks ten times for ten calls: it gets ours with each request.
  const sdk = new Client({
    ...app,
    httpInstance: http,
    logger: silentLogger(log),
    loggerLevel: sdkLogLevel,
    disableTokenCache: true,
  })
  let seen: { readonly repair: Repair; readonly at: Instant } | undefined

  return {
    call: async (request, answer) => {
      const called = await calledWithToken(request, answer, { sdk, tokens })
      const repair = called.kind === 'done' ? undefined : repairOf(called)
      seen = repair && { repair, at: clock.now() }
      return called
    },
    repair: () => (seen !== undefined && clock.now() - seen.at < repairShownMs ? seen.repair : undefined),
  }
}

/** What waits in the outbox asks again within half a minute: trouble that lasts is seen again before this is over. */
const repairShownMs = 60_000

interface Means {
  readonly sdk: Client
  readonly tokens: Tokens
}

const tokenRefused: ReadonlySet<number> = new Set([99991661, 99991663, 99991668, 99991671])

async function calledWithToken<T>(request: Request, answer: z.ZodType<T>, means: Means): Promise<Called<T>> {
  const given = await means.tokens.get()
  if (given.kind !== 'token') return given
  const called = await attempt(request, answer, given.token, means.sdk)
  if (called.kind !== 'refused' || !tokenRefused.has(called.code)) return called
  means.tokens.drop(given.token)
  const fresh = await means.tokens.get()
  return fresh.kind === 'token' ? attempt(request, answer, fresh.token, means.sdk) : fresh
}

const answered = z.object({ data: z.unknown(), headers: z.unknown() })

async function attempt<T>(
  { method, path, query = {}, body = {} }: Request,
  answer: z.ZodType<T>,
  token: string,
  sdk: Client,
): Promise<Called<T>> {
  try {
    const config = { method, url: path, params: query, data: body, $return_headers: true }
    const { data, headers } = answered.parse(await sdk.request<unknown>(config, withTenantToken(token)))
    const read = answer.safeParse(data)
    return (
      refusalIn(data, 200, headers) ??
      // Done, but we cannot tell what: as good as an answer that was lost.
      (read.success ? { kind: 'done', body: read.data } : { kind: 'unanswered', arrived: 'maybe' })
    )
  } catch (error) {
    return failureOf(error)
  }
}
