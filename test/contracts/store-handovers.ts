import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Store } from '../../src/ports.js'
import { handoverCode } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import { handle, later, said } from './store-samples.js'

const code = handoverCode('h1')

const handed = {
  kind: 'handed-over',
  code,
  by: { channel: 'telegram', person: 'p1' },
  then: { kind: 'command', command: 'help' },
  expiresAt: later(600),
} as const satisfies Effect

const used: Effect = { kind: 'handover-used', code }

export function handoverCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const { by, then, expiresAt } = handed

  test('a code is found as it was kept, also after it expired', async () => {
    await handle(store, said('e1'), { effects: [handed] })
    expect(await store.handover(code)).toEqual({ by, then, expiresAt, used: false })
    expect(await store.handover(handoverCode('h2'))).toBeUndefined()
  })

  test('a used code says so, and goes on saying when it was first used', async () => {
    await handle(store, said('e1'), { effects: [handed] })
    await handle(store, said('e2'), { effects: [used] }, later(1))
    await handle(store, said('e3'), { effects: [used] }, later(2))
    expect(await store.handover(code)).toEqual({ by, then, expiresAt, used: true })
    const rows = await database.look.selectFrom('handovers').select('used_at').execute()
    expect(rows).toEqual([{ used_at: later(1) }])
  })

  test('using a code that is not there changes nothing', async () => {
    await handle(store, said('e1'), { effects: [used] })
    expect(await store.handover(code)).toBeUndefined()
  })
}
