import { expect, test } from 'vitest'
import { openStoreAt } from '../../src/storage/open-store.js'
import { matterId } from '../../src/values/ids.js'
import { later } from '../contracts/store-samples.js'
import { line, remind, revisionOf, tellAll, watch } from '../contracts/watch-samples.js'

test('evaluated ten thousand times, a line is sent once', async () => {
  const store = await openStoreAt('file::memory:')
  await watch(store)
  const matter = matterId('x1')
  const revision = await revisionOf(store, matter)
  const told: (readonly string[])[] = []
  for (let n = 0; n < 10_000; n++) {
    await store.remind({ matter, revision, lines: [line('a'), line('b')], wakeAt: later(n + 1) }, later(n))
    if (n % 1_000 === 0) told.push(...(await tellAll(store, later(n))))
  }
  expect(told).toEqual([['x1 a', 'x1 b']])
  await remind(store, [line('c')], later(10_000))
  expect(await tellAll(store, later(10_000))).toEqual([['x1 c']])
  await store.close()
})
