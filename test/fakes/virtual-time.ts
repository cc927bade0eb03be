import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Instant } from '../../src/values/civil-date.js'

/** Timers and the date pass a millisecond at a time until the work is done; what it computes takes none of that time. */
export async function inVirtualTime<T>(from: Instant, work: () => Promise<T>): Promise<T> {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: from })
  try {
    let over = false
    const ended = work().finally(() => {
      over = true
    })
    const isOver = (): boolean => over
    while (!isOver()) {
      await setImmediate()
      mock.timers.tick(1)
    }
    return await ended
  } finally {
    mock.timers.reset()
  }
}
