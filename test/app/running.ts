import { build, type App } from '../../src/app/build.js'
import { silentLog } from '../../src/app/log.js'
import { movableClock, systemClock, systemDice, type MovableClock } from '../../src/app/outside.js'
import type { Channel } from '../../src/ports-channel.js'
import type { Log, Store, Transcript } from '../../src/ports.js'
import type { ChatRef } from '../../src/values/ids.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { small } from '../knowledge/small.js'
import type { Content } from '../../src/app/content.js'
import { contentOf } from './content.js'

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
  readonly content?: () => Content
  /** Stands still but for what the test moves it; the real time where it is absent. */
  readonly clock?: MovableClock
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
  content = () => contentOf(small),
  clock = movableClock(systemClock),
  before = () => Promise.resolve(),
  log = silentLog,
  operators = [],
}: Parts): Promise<Running> {
  const store = through(await openStoreAt(database))
  const outside = { store, content, clock, dice: systemDice, log, timeZone: 'Asia/Shanghai', operators }
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
