import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { ProxySettings } from '../config.js'
import { agentFor } from '../proxy.js'

/** What became of one address. `refused`: somebody is there, who does not want programs. */
export type Reached =
  | { readonly kind: 'reached' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'unreached'; readonly why: string }

const waitMs = 15_000
const atOnce = 6

/** Asks each address once, in their order; several at a time. */
export async function reachedAll(
  urls: readonly string[],
  proxy: ProxySettings,
): Promise<ReadonlyMap<string, Reached>> {
  const reached = new Map<string, Reached>()
  const left = [...new Set(urls)]
  const next = async (): Promise<void> => {
    for (let url = left.shift(); url !== undefined; url = left.shift())
      reached.set(url, await reach(url, proxy))
  }
  await Promise.all(Array.from({ length: atOnce }, next))
  return reached
}

/** Only the head of the answer is waited for; where it leads elsewhere, somebody is there. */
function reach(url: string, proxy: ProxySettings): Promise<Reached> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest
  const options = { agent: agentFor(url, proxy), timeout: waitMs, headers: { 'user-agent': 'Mozilla/5.0' } }
  return new Promise((resolve) => {
    const asked = request(url, options, ({ statusCode = 0 }) => {
      asked.destroy()
      resolve(reachedBy(statusCode))
    })
    asked.on('timeout', () => {
      asked.destroy(new Error(`nothing within ${waitMs / 1000} s`))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => {
      resolve({ kind: 'unreached', why: error.code ?? error.message })
    })
    asked.end()
  })
}

function reachedBy(status: number): Reached {
  if (status < 400) return { kind: 'reached' }
  return { kind: status === 404 || status === 410 ? 'gone' : 'refused', status }
}
