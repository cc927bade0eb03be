import { setTimeout as pause } from 'node:timers/promises'

/** What `work` brings within `ms`, else `otherwise`, also when it fails: for what is wanted now or not at all. */
export async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  const waiting = new AbortController()
  const late = pause(ms, otherwise, { signal: waiting.signal }).catch(() => otherwise)
  try {
    return await Promise.race([work.catch(() => otherwise), late])
  } finally {
    waiting.abort()
  }
}
