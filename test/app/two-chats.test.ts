import { expect, test } from 'vitest'
import type { Store, Transcript } from '../../src/ports.js'
import { eventKind, matterId } from '../../src/values/ids.js'
import { tokenIn } from '../fakes/paper-channel.js'
import { pressed, said } from './arrivals.js'
import { botsOnPaper, textsOf, type OnPaper } from './bot-on-paper.js'
import { chatNamed, clockAt, licence, registered, shippedContent } from './watching.js'

const botOn = botsOnPaper()

/** Lets nobody go on from reading a chat's matters before `together` have read them. */
function readingTogether(store: Store & Transcript, together: { count: number }): Store & Transcript {
  let waiting: (() => void)[] = []
  return {
    ...store,
    watchedIn: async (chat) => {
      const watched = await store.watchedIn(chat)
      if (together.count > 0)
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          if (waiting.length < together.count) return
          together.count = 0
          waiting.forEach((go) => {
            go()
          })
          waiting = []
        })
      return watched
    },
  }
}

/** One licence that two chats watch, in each of which the same report waits to be confirmed. */
async function reportedTwice(report: string): Promise<{ bot: OnPaper; together: { count: number } }> {
  const together = { count: 0 }
  const clock = clockAt('2026-11-24', '10:00')
  const bot = await botOn({
    characters: 4_000,
    bot: { content: shippedContent, clock, through: (store) => readingTogether(store, together) },
  })
  const watch = { keepers: [], ladders: {} }
  const matter = matterId('m1')
  await bot.store.change(
    [
      registered(licence({ expires: '2027-03-02' }, clock.now())),
      { kind: 'watch-changed', matter, chat: chatNamed('c2'), watch },
    ],
    clock.now(),
  )
  for (const chat of ['c1', 'c2'])
    await bot.app.intake.accept([{ ...said(`report in ${chat}`, report, { chat }), at: clock.now() }])
  await bot.app.idle()
  return { bot, together }
}

/** Both press in the same moment: each reads how the matter stands before the other has changed it. */
async function confirmedTogether(bot: OnPaper, together: { count: number }): Promise<void> {
  together.count = 2
  await bot.app.intake.accept(
    ['c1', 'c2'].map((chat) => {
      const token = tokenIn(bot.paper, chat, '确认记下')
      if (token === undefined) throw new Error(`nothing to confirm in ${chat}`)
      return { ...pressed(`press in ${chat}`, token, { chat }), at: bot.clock.now() }
    }),
  )
  await bot.app.idle()
}

const filed = eventKind('renewal-filed')

test('what two chats report of one matter at the same moment is noted once, and the later one is told so', async () => {
  const { bot, together } = await reportedTwice('今天续期交了')
  await confirmedTogether(bot, together)
  const [watched] = await bot.store.watchedIn(chatNamed('c1'))
  const events = watched?.matter.log.filter((entry) => entry.kind === 'event' && entry.event === filed)
  expect(events).toHaveLength(1)
  const last = ['c1', 'c2'].map((chat) => textsOf(bot.paper, chat).at(-1) ?? '')
  expect(last.filter((text) => text.includes('✓ 已记下'))).toHaveLength(1)
  expect(last.filter((text) => text.includes('已经记过了'))).toHaveLength(1)
})
