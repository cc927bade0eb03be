import type { Store, Transcript } from '../../src/ports.js'
import type { Running } from './running.js'

/** Between an app and its store: knows when an attempt that may have arrived is marked. */
export function doubtSeen() {
  let tell: () => void = () => undefined
  const seen = new Promise<void>((resolve) => (tell = resolve))
  return {
    through: (store: Store & Transcript): Store & Transcript => ({
      ...store,
      settle: async (results, ...rest) => {
        await store.settle(results, ...rest)
        if (results.some(({ outcome }) => outcome.kind === 'maybe-sent')) tell()
      },
    }),
    /** The pause before the next attempt passes, and all is sent. */
    afterPause: async ({ app, clock }: Running): Promise<void> => {
      await seen
      clock.move(30_000)
      app.lookAgain()
      await app.idle()
    },
  }
}
