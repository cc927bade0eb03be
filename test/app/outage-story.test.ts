import { expect, test } from 'vitest'
import type { OutgoingMessage } from '../../src/ports-sending.js'
import { instant } from '../../src/values/civil-date.js'
import type { ChannelName } from '../../src/values/ids.js'
import { later, reminder } from '../contracts/store-samples.js'
import { paperChannel, paperInMemory, type Paper } from '../fakes/paper-channel.js'
import { textsOf } from './bot-on-paper.js'
import { until } from './reload-bot.js'
import { running, type Running } from './running.js'
import { clockAt } from './watching.js'

const minuteMs = 60_000
const operators = [
  { channel: 'telegram', chat: 'operators' },
  { channel: 'feishu', chat: 'operators' },
] as const

interface Town extends Running {
  readonly papers: Readonly<Record<'telegram' | 'feishu', Paper>>
  readonly feishu: { down: boolean }
  /** How many attempts were marked. */
  readonly settled: () => number
}

/** Feishu is down: it says so at each try, and wants the next one three seconds later. */
async function town(): Promise<Town> {
  const clock = clockAt('2026-11-24', '09:00')
  const feishu = { down: true }
  let settled = 0
  const papers = { telegram: paperInMemory(), feishu: paperInMemory() }
  const bot = await running({
    clock,
    operators,
    through: (store) => ({
      ...store,
      settle: async (results, ...rest) => {
        await store.settle(results, ...rest)
        settled += results.length
      },
    }),
    channels: [
      paperChannel({ paper: papers.telegram, name: 'telegram', characters: 4_000 }),
      paperChannel({
        paper: papers.feishu,
        name: 'feishu',
        characters: 4_000,
        trouble: () =>
          feishu.down
            ? { reached: false, then: { kind: 'not-before', at: instant(clock.now() + 3_000), why: '502' } }
            : undefined,
      }),
    ],
  })
  return { ...bot, papers, feishu, settled: () => settled }
}

const due = (channel: ChannelName, chat: string, days: number): OutgoingMessage => ({
  ...reminder(chat, 0, ''),
  to: { channel, chat },
  due: later(days * 86_400),
  calls: [{ text: `${days}`, buttons: [] }],
})

const told = (paper: Paper): readonly string[] =>
  paper.read().flatMap(({ chat, text }) => (chat === 'operators' ? [] : [text]))

const toldOperators = ({ papers }: Town, channel: 'telegram' | 'feishu' = 'telegram') =>
  textsOf(papers[channel], 'operators')

/** In half minutes, so that no lease ends; each time all that waits is tried. */
async function passes({ clock, app, store, settled }: Town, minutes: number): Promise<void> {
  for (let half = 0; half < 2 * minutes; half++) {
    const { sends } = await store.backlog()
    const tried = settled() + sends
    clock.move(minuteMs / 2)
    app.lookAgain()
    await until(() => settled() >= tried || undefined)
  }
}

test('Feishu down for an hour: operators hear of it elsewhere, Telegram goes on, and after it the most urgent goes first', async () => {
  const here = await town()
  const days = [90, 3, 30, 0, 12, 60]
  await here.store.queue(
    days.map((left) => due('feishu', `f${left}`, left)),
    here.clock.now(),
  )
  await passes(here, 8)
  expect(toldOperators(here)).toEqual([])
  await passes(here, 4)
  expect(await until(() => toldOperators(here)[0])).toMatch(
    /^飞书从 11-24 09:0\d 起发不出消息，现在有 [678] 条在等。/,
  )
  await here.store.queue([due('telegram', 't1', 5), due('feishu', 'f1', 1)], here.clock.now())
  await passes(here, 48)
  expect(told(here.papers.telegram)).toEqual(['5'])
  expect(here.papers.feishu.read()).toEqual([])
  expect(toldOperators(here)).toHaveLength(1)
  here.feishu.down = false
  await passes(here, 1)
  await until(() => toldOperators(here)[1])
  await here.app.idle()
  expect(told(here.papers.feishu)).toEqual(['0', '1', '3', '12', '30', '60', '90'])
  expect(toldOperators(here)[1]).toContain('飞书恢复了')
  expect(here.papers.feishu.read().filter(({ repeated }) => repeated)).toEqual([])
  await here.end()
})
