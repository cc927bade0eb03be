import { afterEach } from 'vitest'
import { expectSound, type Storm } from './storms-stage.js'

/** Keeps the storms that a test opens: after it they must be sound, and are ended. */
export function openedStorms(): <S extends Storm>(opening: Promise<S>) => Promise<S> {
  const opened: Storm[] = []
  afterEach(async () => {
    for (const here of opened.splice(0)) {
      expectSound(here)
      await here.end()
    }
  })
  return async (opening) => {
    const here = await opening
    opened.push(here)
    return here
  }
}
