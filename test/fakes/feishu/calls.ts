/** The calls this fake knows. */
export type Operation =
  | 'token'
  | 'bot-info'
  | 'send'
  | 'reply'
  | 'patch'
  | 'put'
  | 'get-message'
  | 'get-chat'
  | 'chat-members'
  | 'card-update'
  | 'scopes'
  | 'upload-image'
  | 'upload-file'
  | 'resource'
  | 'ws-endpoint'
  | 'ws-handshake'

export interface RecordedCall {
  readonly operation: Operation | 'unknown'
  readonly method: string
  /** With the query. */
  readonly path: string
  /** Parsed, or as text when it is no JSON. Of a form its fields, and how many bytes its files have. */
  readonly body: unknown
  readonly at: number
  /** What it was answered with; absent while it is open, and when the answer was withheld. */
  readonly status?: number
  readonly code?: number
}

/** A field of a form is a text or the bytes of a file. */
export type Form = ReadonlyMap<string, string | Uint8Array>

/** One HTTP request as the doors of the fake read it. */
export interface ApiCall {
  readonly operation: Operation | 'unknown'
  /** The id in the path, where there is one. */
  readonly target: string
  readonly query: URLSearchParams
  readonly body: unknown
  /** The fields of a form; undefined when the body is none. */
  readonly form?: Form
  /** Of the request body. */
  readonly bytes: number
}

export interface ApiAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** Sent in place of the body. */
  readonly file?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

const routes: readonly (readonly [Operation, string, RegExp])[] = [
  ['token', 'POST', /^\/open-apis\/auth\/v3\/tenant_access_token\/internal$/],
  ['bot-info', 'GET', /^\/open-apis\/bot\/v3\/info\/?$/],
  ['send', 'POST', /^\/open-apis\/im\/v1\/messages$/],
  ['reply', 'POST', /^\/open-apis\/im\/v1\/messages\/([^/]+)\/reply$/],
  ['patch', 'PATCH', /^\/open-apis\/im\/v1\/messages\/([^/]+)$/],
  ['put', 'PUT', /^\/open-apis\/im\/v1\/messages\/([^/]+)$/],
  ['get-message', 'GET', /^\/open-apis\/im\/v1\/messages\/([^/]+)$/],
  ['get-chat', 'GET', /^\/open-apis\/im\/v1\/chats\/([^/]+)$/],
  ['chat-members', 'GET', /^\/open-apis\/im\/v1\/chats\/([^/]+)\/members$/],
  ['card-update', 'POST', /^\/open-apis\/interactive\/v1\/card\/update$/],
  ['upload-image', 'POST', /^\/open-apis\/im\/v1\/images$/],
  ['upload-file', 'POST', /^\/open-apis\/im\/v1\/files$/],
  ['resource', 'GET', /^\/open-apis\/im\/v1\/messages\/([^/]+\/resources\/[^/]+)$/],
  ['scopes', 'GET', /^\/open-apis\/application\/v6\/scopes$/],
  ['ws-endpoint', 'POST', /^\/callback\/ws\/endpoint$/],
]

export function routeOf(method: string, path: string): Pick<ApiCall, 'operation' | 'target'> {
  for (const [operation, asked, pattern] of routes) {
    const found = asked === method ? pattern.exec(path) : null
    if (found !== null) return { operation, target: decodeURIComponent(found[1] ?? '') }
  }
  return { operation: 'unknown', target: '' }
}

export function done(data: Readonly<Record<string, unknown>>): ApiAnswer {
  return { status: 200, body: { code: 0, msg: 'success', data } }
}

export function refused(code: number, msg: string, status = 400): ApiAnswer {
  return { status, body: { code, msg, error: { log_id: 'fake' } } }
}
