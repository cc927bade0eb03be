import { expect, test } from 'vitest'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import { stepped } from '../app/stepped.js'
import { daysLater, leaseOf, said, start, turn } from '../contracts/store-samples.js'

test('tidying commits a batch at a time, and others have their turn in between', async () => {
  const commits: string[] = []
  const store = await openStore(
    stepped(await openSqlite(':memory:'), (name) => {
      if (name.startsWith('after commit of delete')) commits.push(name)
      return Promise.resolve()
    }),
  )
  const all = Array.from({ length: 1_200 }, (_, n) => said(`e${n}`, `c${n}`))
  await store.accept(all, start)
  for (const { id } of await store.takeArrivals(leaseOf('a'), start, 2_000))
    await store.finish(turn(id), 'a', start)
  const tidying = store.tidy(daysLater(9))
  const commitsBefore = await new Promise<number>((resolve) =>
    setImmediate(() => {
      resolve(commits.length)
    }),
  )
  expect(await tidying).toBe(1_200)
  expect(commits.filter((name) => name.endsWith('arrivals'))).toHaveLength(3)
  expect(commitsBefore).toBeLessThan(3)
  await store.close()
})
