import { afterEach, expect, test } from 'vitest'
import { build, type App } from '../../src/app/build.js'
import { clockJumps } from '../../src/app/clock-jumps.js'
import { silentLog } from '../../src/app/log.js'
import { systemDice } from '../../src/app/outside.js'
import type { Store } from '../../src/ports.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'
import { textsOf } from './bot-on-paper.js'
import { chatNamed, clockAt, licence, registered, shippedContent, zone } from './watching.js'
import { until } from './reload-bot.js'

const dayMs = 24 * 3_600_000
const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

interface Machine {
  readonly app: App
  readonly store: Store
  /** Time that passes, on the clock and beside it. */
  readonly pass: (ms: number) => void
  /** A step of the clock alone. */
  readonly step: (ms: number) => void
  readonly said: (chat: string) => readonly string[]
}

/** A bot on a machine whose clock is watched, with a licence that has something due the next morning. */
async function machine(): Promise<Machine> {
  const store = await openStoreAt('file::memory:')
  const clock = clockAt('2026-11-24', '10:00')
  let passed = 0
  const jumps = clockJumps(clock, () => performance.now() + passed)
  const paper = paperInMemory()
  const operators = [chatNamed('operators')]
  const outside = { store, clock, log: silentLog, content: shippedContent, dice: systemDice, timeZone: zone }
  const app = build({ ...outside, operators, jumps }, () => [paperChannel({ paper, characters: 4_000 })])
  await store.change([registered(licence({ expires: '2027-03-02' }, clock.now()))], clock.now())
  app.start()
  await app.idle()
  ends.push(async () => {
    await app.stop()
    await store.close()
  })
  const step = (ms: number): void => {
    clock.move(ms)
    app.lookAgain()
  }
  return {
    app,
    store,
    step,
    pass: (ms) => {
      passed += ms
      step(ms)
    },
    said: (chat) => textsOf(paper, chat),
  }
}

test('two days forward: the operators are told, and what became due waits for an hour without a step', async () => {
  const { step, pass, said } = await machine()
  step(2 * dayMs)
  expect(await until(() => said('operators')[0])).toContain('时钟突然快了 2 天')
  pass(59 * 60_000)
  step(2 * 3_600_000)
  expect(await until(() => said('operators')[1])).toContain('时钟突然快了 2 小时')
  expect(said('c1')).toEqual([])
  pass(60 * 60_000)
  expect(await until(() => said('c1')[0])).toContain('许可证续期申请')
})

test('set back before that, nothing is said until its own day', async () => {
  const { app, step, pass, said } = await machine()
  step(2 * dayMs)
  await until(() => said('operators')[0])
  step(-2 * dayMs)
  expect(await until(() => said('operators')[1])).toContain('时钟突然慢了 2 天')
  await app.idle()
  expect(said('c1')).toEqual([])
  pass(dayMs)
  expect(await until(() => said('c1')[0])).toContain('许可证续期申请')
  await app.idle()
  expect(said('c1')).toHaveLength(1)
})
