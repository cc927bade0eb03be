import { expect, test, vi } from 'vitest'
import type { Store, Transcript } from '../../src/ports.js'
import { matter } from '../deadlines/small.js'
import { smallRules } from '../deadlines/small-rules.js'
import { tokenIn } from '../fakes/paper-channel.js'
import { small } from '../knowledge/small.js'
import { pressed } from './arrivals.js'
import { botsOnPaper } from './bot-on-paper.js'
import { contentOf } from './content.js'
import { chatNamed, clockAt } from './watching.js'

const bots = botsOnPaper()

test('what is pressed while the reminder of another chat is being written is shown there too', async () => {
  const clock = clockAt('2026-12-01', '09:00')
  const gate = gateBehindReadingFor('c2')
  const content = () => contentOf(small, smallRules)
  const bot = await bots({ characters: 4_000, bot: { content, clock, through: gate.through } })
  const licence = matter('@2026-12-01 expires 2027-03-01')
  const watch = { keepers: [], ladders: {} }
  await bot.store.change(
    [
      { kind: 'matter-registered', matter: licence, chat: chatNamed('c1') },
      { kind: 'watch-changed', matter: licence.id, chat: chatNamed('c2'), watch },
    ],
    clock.now(),
  )
  bot.app.lookAgain()
  const token = await vi.waitUntil(() => tokenIn(bot.paper, 'c1', '已看到'))
  await gate.reached
  await bot.app.intake.accept([{ ...pressed('seen', token), at: clock.now() }])
  await vi.waitUntil(() => tokenIn(bot.paper, 'c1', '✓ 已看到'))
  gate.open()
  await bot.app.idle()
  const last = bot.paper.read().findLast(({ chat }) => chat === 'c2')
  expect(last?.buttons.map(({ label }) => label)).toContain('✓ 已看到')
})

/** Holds up the first digest of that chat after it has read what it will tell. */
function gateBehindReadingFor(held: string) {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  let reach: () => void = () => undefined
  const reached = new Promise<void>((resolve) => (reach = resolve))
  const through = (store: Store & Transcript): Store & Transcript => ({
    ...store,
    plannedIn: async (at, now) => {
      const read = await store.plannedIn(at, now)
      if (at.chat !== held) return read
      reach()
      await opened
      return read
    },
  })
  return { open, reached, through }
}
