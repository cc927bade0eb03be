import { expect, test } from 'vitest'
import type { Keeper } from '../../src/deadlines/watch.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { matterId } from '../../src/values/ids.js'
import { botsOnPaper, textsOf, type OnPaper } from './bot-on-paper.js'
import {
  chatNamed,
  clockAt,
  daysOf,
  licence,
  pressIn,
  registered,
  settled,
  shippedContent,
} from './watching.js'

const bots = botsOnPaper()

function keeper(name: string, after: number, reached = true): Keeper {
  return { person: { channel: 'terminal', person: name }, name, reached, after }
}

async function keptBy(keepers: readonly Keeper[]): Promise<OnPaper> {
  const bot = await bots({
    characters: 4_000,
    bot: { content: shippedContent, clock: clockAt('2026-09-02', '09:00') },
  })
  const watch = { keepers, ladders: {} }
  const kept: MatterEffect = { kind: 'watch-changed', matter: matterId('m1'), chat: chatNamed('c1'), watch }
  const now = bot.clock.now()
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, now)), kept], now)
  await settled(bot)
  return bot
}

/** Who is rung on which day. */
async function rungDays(bot: OnPaper, days: number): Promise<readonly string[]> {
  const written = await daysOf(bot, days)
  return [...written].map(([day, texts]) => `${day} ${/@\S+/.exec(texts.join(' '))?.[0] ?? 'nobody'}`)
}

test('whoever does not answer is followed by the next, in working days', async () => {
  const bot = await keptBy([keeper('小赵', 0), keeper('王经理', 3), keeper('老板', 5)])
  // 2026-09-03 is a Thursday: three working days later is the Tuesday after.
  expect(await rungDays(bot, 10)).toEqual(['2026-09-03 @小赵', '2026-09-08 @王经理', '2026-09-10 @老板'])
})

test('an answer ends it, and the next rung begins with the first again', async () => {
  const bot = await keptBy([keeper('小赵', 0), keeper('王经理', 3)])
  expect(await rungDays(bot, 1)).toEqual(['2026-09-03 @小赵'])
  await pressIn(bot, 'c1', '已看到', 'group')
  expect(await rungDays(bot, 27)).toEqual(['2026-09-30 @小赵'])
})

test('who was never reached is not counted on', async () => {
  const bot = await keptBy([keeper('小赵', 0, false), keeper('王经理', 3, false)])
  const written = await daysOf(bot, 10)
  expect([...written.keys()]).toEqual(['2026-09-03'])
  expect(textsOf(bot.paper).join('')).not.toContain('@')
})
