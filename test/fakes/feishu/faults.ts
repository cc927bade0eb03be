import type { Operation } from './calls.js'
import type { ActiveFault, World } from './world.js'

export type Fault =
  /** A gateway's page instead of an answer. `taken`: although it is done. */
  | { readonly kind: 'status'; readonly status: number; readonly taken?: boolean }
  /** A platform error: HTTP 200 unless said otherwise. */
  | {
      readonly kind: 'code'
      readonly code: number
      readonly msg?: string
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Nothing is done and nothing is answered; lifting it cuts the connection. */
  | { readonly kind: 'hang' }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'reset' }
  /** It is done, and the connection is cut instead of an answer. */
  | { readonly kind: 'answer-lost' }
  /** It is done, and never answered; lifting it cuts the connection. */
  | { readonly kind: 'answer-hangs' }

export interface Faulting {
  /** The next `times` calls of that operation go wrong; without `times` all of them until lifted. Returns what lifts it. */
  breaks(operation: Operation | 'any', fault: Fault, times?: number): () => void
}

/** The app's rate limit: HTTP 429, code 99991400, x-ogw-ratelimit-reset in seconds. */
export function rateLimited(resetSeconds: number): Fault {
  return {
    kind: 'code',
    code: 99991400,
    msg: 'request trigger frequency limit',
    status: 429,
    headers: { 'x-ogw-ratelimit-limit': '1000', 'x-ogw-ratelimit-reset': String(resetSeconds) },
  }
}

export function faulting(world: World): Faulting {
  return {
    breaks: (operation, fault, times = Infinity) => {
      const active: ActiveFault = { operation, fault, left: times, held: [] }
      world.faults.push(active)
      return () => {
        active.left = 0
        for (const cut of active.held.splice(0)) cut()
      }
    },
  }
}

/** The fault that hits this call, used up by one. The oldest goes first. */
export function takeFault(world: World, operation: Operation | 'unknown'): ActiveFault | undefined {
  const active = world.faults.find(
    (one) => one.left > 0 && (one.operation === 'any' || one.operation === operation),
  )
  if (active !== undefined) active.left -= 1
  return active
}
