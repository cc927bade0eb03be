import { setTimeout as pause } from 'node:timers/promises'
import type { Timing } from './limits.js'

/** Waiting between attempts, which a stop ends. */
export interface Pauses {
  isStopped(): boolean
  /** Grows with `failures`, up to the longest, and is never quite the same: many bots fail at one moment. */
  afterFailure(failures: number): Promise<void>
  for(ms: number): Promise<void>
  stop(): void
}

export function pausesOf({ shortestPauseMs, longestPauseMs }: Timing): Pauses {
  const stopping = new AbortController()
  const rest = async (ms: number): Promise<void> => {
    await pause(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
  }
  return {
    isStopped: () => stopping.signal.aborted,
    afterFailure: (failures) => {
      const ms = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures, 20))
      return rest(ms * (0.5 + Math.random() / 2))
    },
    for: rest,
    stop: () => {
      stopping.abort()
    },
  }
}
