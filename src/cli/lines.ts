import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import type { Console } from './console.js'

/** Every line of standard input until it ends, or until the program is told to. */
export async function* linesOf({ input, stopping }: Console): AsyncGenerator<string> {
  const lines = createInterface({ input })
  const close = (): void => {
    lines.close()
  }
  stopping.addEventListener('abort', close)
  if (stopping.aborted) close()
  let isFirst = true
  try {
    for await (const line of lines) {
      await elsewhere()
      if (stopping.aborted) return
      // Editors on Windows put the mark of UTF-8 in front of a file.
      yield isFirst ? line.replace(/^\uFEFF/, '') : line
      isFirst = false
    }
  } finally {
    stopping.removeEventListener('abort', close)
    close()
  }
}

/** Lets what happens elsewhere be heard: without it, much work at hand is done to its end though nobody reads any more. */
export const elsewhere = (): Promise<void> => setImmediate()
