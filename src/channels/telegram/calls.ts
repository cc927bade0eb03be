import { Api, GrammyError, HttpError } from 'grammy'
import { wire, WireError, type WireOptions } from './wire.js'

/** What became of one call, without the address it went to: that holds the token. */
export type Called<T> =
  | { readonly kind: 'done'; readonly value: T }
  | No
  /** It never left, or nobody who could act on it took it. */
  | { readonly kind: 'unreached'; readonly why: string }
  /** It left, and nobody said what came of it. */
  | { readonly kind: 'unclear'; readonly why: string; readonly status?: number }

/** The Bot API refused. */
export interface No {
  readonly kind: 'no'
  readonly code: number
  readonly description: string
  readonly retryAfterSeconds?: number
  readonly migrateTo?: number
}

export interface Line extends WireOptions {
  readonly token: string
  readonly apiRoot: string
}

/** grammY's client, with nothing that repeats, delays or hides a failure. */
export function apiOn({ token, apiRoot, ...options }: Line): Api {
  return new Api(token, { apiRoot, fetch: wire(options) })
}

/** What became of a call; throws only what is a bug. */
export async function called<T>(call: Promise<T>): Promise<Called<T>> {
  try {
    return { kind: 'done', value: await call }
  } catch (error) {
    if (error instanceof GrammyError) return refusal(error)
    // What grammY wraps may name the address, so it ends here.
    if (error instanceof HttpError && error.error instanceof WireError) return silence(error.error)
    throw error instanceof HttpError ? new Error('telegram client failed') : error
  }
}

function refusal({ error_code: code, description, parameters }: GrammyError): No {
  return {
    kind: 'no',
    code,
    description,
    ...(parameters.retry_after !== undefined && { retryAfterSeconds: parameters.retry_after }),
    ...(parameters.migrate_to_chat_id !== undefined && { migrateTo: parameters.migrate_to_chat_id }),
  }
}

/** A page instead of an answer: 3xx and 4xx come from somebody who did not pass the request on. */
function silence({ left, code, status }: WireError): Called<never> {
  if (!left || (status !== undefined && status >= 300 && status < 500))
    return { kind: 'unreached', why: code }
  return { kind: 'unclear', why: code, ...(status !== undefined && { status }) }
}
