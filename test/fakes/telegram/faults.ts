import type { ServerResponse } from 'node:http'
import type { Fault, FaultScope, Lift } from './telegram.js'

interface Standing {
  readonly fault: Fault
  readonly method: string | undefined
  left: number
}

/** What goes wrong with the next calls of one bot. */
export class Faults {
  readonly #standing = new Set<Standing>()

  add(fault: Fault, scope: FaultScope = {}): Lift {
    const standing = { fault, method: scope.method, left: scope.times ?? Infinity }
    this.#standing.add(standing)
    return () => void this.#standing.delete(standing)
  }

  /** The fault this call meets; counts it. */
  take(method: string): Fault | undefined {
    const met = [...this.#standing].findLast((one) => one.method === undefined || one.method === method)
    if (met === undefined) return undefined
    met.left -= 1
    if (met.left <= 0) this.#standing.delete(met)
    return met.fault
  }
}

/** Answers as the fault would have it. True if the call must not take effect. */
export function spoiled(fault: Fault | undefined, response: ServerResponse): boolean {
  switch (fault?.kind) {
    case 'flood':
      refuseWith(response, 429, `Too Many Requests: retry after ${fault.retryAfterSeconds}`, {
        retry_after: fault.retryAfterSeconds,
      })
      return true
    case 'error':
      refuseWith(response, fault.code, fault.description ?? 'Internal Server Error')
      return true
    case 'unauthorized':
      refuseWith(response, 401, 'Unauthorized')
      return true
    case 'html':
      response.writeHead(fault.status ?? 502, { 'content-type': 'text/html' })
      response.end('<html><body><h1>502 Bad Gateway</h1></body></html>')
      return true
    case 'reset':
      response.socket?.resetAndDestroy()
      return true
    case 'hang':
      return true
    case 'lost-answer':
    case undefined:
      return false
  }
}

export function refuseWith(
  response: ServerResponse,
  code: number,
  description: string,
  parameters?: Readonly<Record<string, number>>,
): void {
  answerWith(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) })
}

export function answerWith(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer))
}
