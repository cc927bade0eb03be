import { afterEach, beforeEach } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import type { Instant } from '../../src/values/civil-date.js'
import { handle, said, start, type OpenDatabase, type TestDatabase } from './store-samples.js'

/** A database of its own for each test, in which turns are handled one after another. */
export interface StoreRoom {
  readonly database: TestDatabase
  readonly store: Store
  /** One turn that does all of it. */
  readonly does: (effects: readonly Effect[], now?: Instant) => Promise<void>
}

export function storeRoom(open: OpenDatabase): StoreRoom {
  let database: TestDatabase | undefined
  let turns = 0
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database?.end())
  const opened = (): TestDatabase => {
    if (database === undefined) throw new Error('no test runs')
    return database
  }
  return {
    get database() {
      return opened()
    },
    get store() {
      return opened().store
    },
    does: (effects, now = start) => handle(opened().store, said(`turn-${++turns}`), { effects }, now),
  }
}
