import type { Log } from '../../ports.js'
import type { Pace } from './limits.js'

/** Rests between attempts: twice as long each time up to the longest, scattered so that many bots do not come at once. */
export interface Patience {
  /** How long to rest now. */
  next(): number
  /** It worked: the next trouble begins with a short rest again. */
  relieved(): void
}

export function patience({ firstRestMs, longestRestMs }: Pace): Patience {
  let rest = firstRestMs
  return {
    next: () => {
      const now = rest
      rest = Math.min(rest * 2, longestRestMs)
      return now * (0.75 + Math.random() / 4)
    },
    relieved: () => {
      rest = firstRestMs
    },
  }
}

/** Resolves after `ms`, or at once when `stop` is given. */
export function rested(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    stop.addEventListener('abort', done)
  })
}

/** Does `work` until it ends by itself or `stop` is given; work that throws, which is a bug, begins anew. */
export async function keepGoing(
  work: () => Promise<void>,
  { log, pace, stop }: { readonly log: Log; readonly pace: Pace; readonly stop: AbortSignal },
): Promise<void> {
  const waits = patience(pace)
  while (!stop.aborted) {
    try {
      await work()
      return
    } catch (error) {
      log.error('telegram broke and begins anew', {}, error)
      await rested(waits.next(), stop)
    }
  }
}
