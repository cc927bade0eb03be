import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** What became of a download, without the address it was asked of: that holds the token. */
export type Downloaded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  /** The server's own no. */
  | { readonly kind: 'no'; readonly status: number }
  | { readonly kind: 'unreached' }

export interface DownloadOptions {
  readonly agent?: Agent | undefined
  readonly timeoutMs: number
  readonly mostBytes: number
}

/** The whole of a file. Redirects are not followed: they would carry the token elsewhere. */
export function downloaded(url: URL, options: DownloadOptions): Promise<Downloaded> {
  const { agent, timeoutMs } = options
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve) => {
    const asked = request(url, { agent })
    const end = (): void => {
      resolve({ kind: 'unreached' })
      asked.destroy()
    }
    const late = setTimeout(end, timeoutMs)
    asked.once('close', () => {
      clearTimeout(late)
    })
    asked.on('error', end)
    asked.on('response', (response) => {
      read(response, options.mostBytes).then(resolve, end)
    })
    asked.end()
  })
}

async function read(response: IncomingMessage, mostBytes: number): Promise<Downloaded> {
  const { statusCode: status = 0 } = response
  if (status !== 200) {
    response.resume()
    // Somebody in between, or a server in trouble: later it may be had.
    return status >= 400 && status < 500 && status !== 429 ? { kind: 'no', status } : { kind: 'unreached' }
  }
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    pieces.push(piece)
    length += piece.length
    if (length > mostBytes) return { kind: 'too-large' }
  }
  return { kind: 'bytes', bytes: Buffer.concat(pieces) }
}
