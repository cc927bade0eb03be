import { Client, withTenantToken, type HttpInstance } from '@larksuiteoapi/node-sdk'
import * as z from 'zod'
import type { Clock, Log } from '../../ports.js'
import type { Json } from '../../ports-sending.js'
import type { Instant } from '../../values/civil-date.js'
import { downloaded, fileBytes, type DownloadRequest, type FileBytes } from './download.js'
import { repairOf, type Repair } from './errors.js'
import { failureOf, refusalIn, type Failed } from './failure.js'
import { limits } from './limits.js'
import { sdkLogLevel, silentLogger } from './sdk-log.js'
import { tokensOf, type App, type Tokens } from './token.js'

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** After the domain, with its leading slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, Json>>
}

/** A file as a form carries it. The name that people see is a field: in the head of a part it would have to be ASCII. */
export interface Upload {
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  readonly file: { readonly field: string; readonly bytes: Uint8Array }
}

export type Called<T> = { readonly kind: 'done'; readonly body: T } | Failed

/** The platform's HTTP side. */
export interface FeishuClient {
  /** `answer` reads the whole body. A refused token is replaced once; nothing else is repeated. */
  call<T>(request: Request, answer: z.ZodType<T>): Promise<Called<T>>
  /** The same with a file, and with more time. */
  upload<T>(upload: Upload, answer: z.ZodType<T>): Promise<Called<T>>
  /** A file that lies there. */
  download(request: DownloadRequest): Promise<Called<FileBytes>>
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

  const watched = async <T>(ask: Ask, answer: z.ZodType<T>): Promise<Called<T>> => {
    const called = await calledWithToken(ask, answer, tokens)
    const repair = called.kind === 'done' ? undefined : repairOf(called)
    seen = repair && { repair, at: clock.now() }
    return called
  }

  return {
    call: (request, answer) => watched((token) => asked(request, token, sdk), answer),
    // Past the SDK, which copies what it is given and so would lose a form.
    upload: (upload, answer) => watched((token) => uploaded(upload, token, parts), answer),
    download: (request) => watched((token) => downloaded(request, token, parts), fileBytes),
    repair: () => (seen !== undefined && clock.now() - seen.at < repairShownMs ? seen.repair : undefined),
  }
}

/** What waits in the outbox asks again within half a minute: trouble that lasts is seen again before this is over. */
const repairShownMs = 60_000

/** Makes the call with this token; rejects where it was refused or not answered. */
type Ask = (token: string) => Promise<unknown>

const tokenRefused: ReadonlySet<number> = new Set([99991661, 99991663, 99991668, 99991671])

async function calledWithToken<T>(ask: Ask, answer: z.ZodType<T>, tokens: Tokens): Promise<Called<T>> {
  const given = await tokens.get()
  if (given.kind !== 'token') return given
  const called = await attempt(() => ask(given.token), answer)
  if (called.kind !== 'refused' || !tokenRefused.has(called.code)) return called
  tokens.drop(given.token)
  const fresh = await tokens.get()
  return fresh.kind === 'token' ? attempt(() => ask(fresh.token), answer) : fresh
}

const answered = z.object({ data: z.unknown(), headers: z.unknown() })

async function attempt<T>(ask: () => Promise<unknown>, answer: z.ZodType<T>): Promise<Called<T>> {
  try {
    const { data, headers } = answered.parse(await ask())
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

function asked(
  { method, path, query = {}, body = {} }: Request,
  token: string,
  sdk: Client,
): Promise<unknown> {
  const config = { method, url: path, params: query, data: body, $return_headers: true }
  return sdk.request<unknown>(config, withTenantToken(token))
}

function uploaded(
  { path, fields, file }: Upload,
  token: string,
  { http, domain }: Pick<ClientParts, 'http' | 'domain'>,
): Promise<unknown> {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  data.set(file.field, new Blob([new Uint8Array(file.bytes)]), 'file')
  return http.request<unknown>({
    method: 'POST',
    url: `${domain}${path}`,
    headers: { Authorization: `Bearer ${token}` },
    data,
    timeout: limits.uploadMs,
    $return_headers: true,
  })
}
