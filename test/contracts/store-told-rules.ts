import { afterEach, beforeEach, expect, test } from 'vitest'
import { contentsOf, rulesOf } from '../../src/deadlines/rules.js'
import type { Store } from '../../src/ports.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import type { OpenDatabase, TestDatabase } from './store-samples.js'

export function toldRulesCases(open: OpenDatabase): void {
  let database: TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  test('what chats were told of is what was kept last, as it was', async () => {
    expect(await store.toldRules()).toBeUndefined()
    await store.keepToldRules({ rules: [], events: [], traits: [], years: [] })
    const contents = contentsOf(shippedRules)
    await store.keepToldRules(contents)
    const told = await store.toldRules()
    expect(told).toEqual(contents)
    expect(told && rulesOf(told).all).toEqual(shippedRules.all)
    expect(await database.look.selectFrom('told_rules').selectAll().execute()).toHaveLength(1)
  })
}
