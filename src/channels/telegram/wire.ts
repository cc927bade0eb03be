import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** A request that brought no answer of the Bot API. Names neither address nor token. */
export class WireError extends Error {
  override readonly name = 'WireError'
  /** False: the whole request never left this machine, so nothing came of it. */
  readonly left: boolean
  readonly code: string
  /** Set when somebody answered, but not as the Bot API does: a gateway or a proxy. */
  readonly status: number | undefined

  constructor(failure: { readonly left: boolean; readonly code: string; readonly status?: number }) {
    super(`telegram request failed: ${failure.code}`)
    this.left = failure.left
    this.code = failure.code
    this.status = failure.status
  }
}

export interface WireOptions {
  readonly agent?: Agent | undefined
  readonly timeoutMs: number
  /** Ends what is under way. */
  readonly stop?: AbortSignal
}

/** As much of a fetch request as grammY makes: JSON, or a form with files as it comes. */
interface Post {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | AsyncIterable<Uint8Array>
}

/**
 * A `fetch` for grammY's client. Its usual one cannot tell a request that never left from one whose answer was lost; on
 * that depends whether a message is sent again as if nothing had been, or with a mark. Redirects are not followed: they
 * would carry the token elsewhere.
 */
export function wire(options: WireOptions): (url: string, post: Post) => Promise<{ json(): unknown }> {
  return async (url, post) => {
    // Whole, so that its length is known: nobody has to guess where a form ends.
    const body = typeof post.body === 'string' ? Buffer.from(post.body) : await gathered(post.body)
    const { status, text } = await exchange(new URL(url), { ...post, body }, options)
    const answer = botApiAnswer(text)
    if (answer === undefined) throw new WireError({ left: true, code: `HTTP ${status}`, status })
    return { json: () => answer }
  }
}

type Whole = Omit<Post, 'body'> & { readonly body: Buffer }

interface Answered {
  readonly status: number
  readonly text: string
}

function exchange(url: URL, { method, headers, body }: Whole, options: WireOptions): Promise<Answered> {
  const { agent, timeoutMs, stop } = options
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    let ended: string | undefined
    const asked = request(url, { method, headers, agent })
    const end = (code: string) => (): void => {
      ended = code
      asked.destroy(new Error(code))
      // As long as a proxy keeps us waiting for a connection, nothing else tells of the end.
      fail(undefined)
    }
    const late = setTimeout(end('timeout'), timeoutMs)
    const stopped = end('stopped')
    const fail = (error: unknown): void => {
      // A request counts as gone once the system has taken all of it: with less the server cannot act on it.
      reject(new WireError({ left: asked.writableFinished, code: ended ?? codeOf(error) }))
    }
    stop?.addEventListener('abort', stopped, { once: true })
    asked.once('close', () => {
      clearTimeout(late)
      stop?.removeEventListener('abort', stopped)
    })
    asked.on('error', fail)
    asked.on('response', (response) => {
      read(response).then(resolve, fail)
    })
    if (stop?.aborted === true) stopped()
    finish(asked, body)
  })
}

function finish(asked: ClientRequest, body: Buffer): void {
  asked.setHeader('Content-Length', body.length)
  asked.end(body)
}

async function read(response: IncomingMessage): Promise<Answered> {
  const bytes = await gathered(response as AsyncIterable<Uint8Array>)
  return { status: response.statusCode ?? 0, text: bytes.toString('utf8') }
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'broken'
}

/** Every answer of the Bot API says `ok`, and a no says its code; what else speaks JSON is somebody in between. */
function botApiAnswer(text: string): object | undefined {
  const answer = parsed(text)
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return undefined
  const no = answer.ok === false && 'error_code' in answer && typeof answer.error_code === 'number'
  return answer.ok === true || no ? answer : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
