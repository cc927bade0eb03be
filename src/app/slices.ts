import { setImmediate } from 'node:timers/promises'
import type { Steps } from '../knowledge/steps.js'

/** With the step that began just before it ends, and an answer in between, still far from the 20 ms that nobody may wait. */
const sliceMs = 2

/** Long work on this thread: after each slice whatever else waits goes first. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs
    do {
      const step = steps.next()
      if (step.done === true) return step.value
    } while (performance.now() < until)
    await setImmediate()
  }
}
