import { build, type App } from '../../src/app/build.js'
import { silentLog } from '../../src/app/log.js'
import { movableClock, systemClock, systemDice, type MovableClock } from '../../src/app/outside.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Channel, Log, Store, Transcript } from '../../src/ports.js'
import type { ChatRef } from '../../src/values/ids.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { small } from '../knowledge/small.js'

export interface Running {
  readonly app: App
  readonly store: Store & Transcript
  readonly clock: MovableClock
  /** Ends the app and its store. */
  readonly end: () => Promise<void>
}

interface Parts {
  readonly channels: readonly Channel[]
  readonly database?: string
  /** Stands between the app and its store. */
  readonly through?: (store: Store & Transcript) => Store & Transcript
  readonly knowledge?: () => Knowledge
  /** What is in the store when the app starts. */
  readonly before?: (store: Store) => Promise<void>
  readonly log?: Log
  readonly operators?: readonly ChatRef[]
}

/** The bot as `serve` runs it, on channels of the test; in memory unless a database is named. */
export async function running({
  channels,
  database = 'file::memory:',
  through = (store) => store,
  knowledge = () => small,
  before = () => Promise.resolve(),
  log = silentLog,
  operators = [],
}: Parts): Promise<Running> {
  const clock = movableClock(systemClock)
  const store = through(await openStoreAt(database))
  const outside = { store, knowledge, clock, dice: systemDice, log, timeZone: 'Asia/Shanghai', operators }
  await before(store)
  const app = build(outside, () => channels)
  app.start()
  return {
    app,
    store,
    clock,
    end: async () => {
      await app.stop()
      await store.close()
    },
  }
}
