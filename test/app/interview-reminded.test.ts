import { expect, test } from 'vitest'
import type { Arrival, Chat } from '../../src/chat/arrival.js'
import { instant } from '../../src/values/civil-date.js'
import { pressToken } from '../../src/values/ids.js'
import type { PaperLine } from '../fakes/paper-channel.js'
import { pressed, said } from './arrivals.js'
import { botsOnPaper, type OnPaper } from './bot-on-paper.js'
import { interviewContent } from './interview-bot.js'
import { clockAt, licence, registered, settled } from './watching.js'

const minuteMs = 60_000
const bots = botsOnPaper()

/** A bot in whose chat a reminder of a licence comes at nine; the platform puts it off so many times by five minutes. */
async function botAt(time: string, putOff = 0): Promise<OnPaper> {
  const clock = clockAt('2026-12-01', time)
  let left = putOff
  const bot = await bots({
    characters: 4_000,
    trouble: (_, text) => {
      if (left === 0 || !text.includes('m1公司')) return undefined
      left -= 1
      return { reached: false, then: { kind: 'not-before', at: instant(clock.now() + 5 * minuteMs) } }
    },
    bot: { content: () => interviewContent(), clock },
  })
  const matter = licence({ expires: '2027-03-02' }, clock.now())
  await bot.store.change([registered(matter)], clock.now())
  return bot
}

async function say(bot: OnPaper, text: string, kind: Chat['kind'] = 'private'): Promise<void> {
  const id = `${text} ${String(bot.clock.now())}`
  const arrival: Arrival = { ...said(id, text), at: bot.clock.now() }
  await bot.app.intake.accept([{ ...arrival, chat: { ...arrival.chat, kind } }])
  await bot.app.idle()
}

async function interviewed(bot: OnPaper): Promise<void> {
  await say(bot, '/selftest 能不能申请')
  await say(bot, '替别的单位')
  await say(bot, '打进来')
}

async function later(bot: OnPaper, minutes: number): Promise<readonly PaperLine[]> {
  const before = bot.paper.read().length
  bot.clock.move(minutes * minuteMs)
  await settled(bot)
  return bot.paper.read().slice(before)
}

async function press(bot: OnPaper, token = ''): Promise<void> {
  const arrival = pressed(`press ${token}`, pressToken(token))
  await bot.app.intake.accept([{ ...arrival, at: bot.clock.now() }])
  await bot.app.idle()
}

const numberIn = (line: PaperLine | undefined): string | undefined => /第 \d+ 题/.exec(line?.text ?? '')?.[0]

test('a reminder in the middle of an interview: its question stands behind it once more, and a number answers it', async () => {
  const bot = await botAt('08:55')
  await interviewed(bot)
  const asked = bot.paper.read().at(-1)
  const [reminder, again, ...more] = await later(bot, 6)
  expect(more).toEqual([])
  expect(reminder?.text).toContain('m1公司')
  expect(again?.text).toMatch(/第 3 题/)
  expect(asked?.text).toContain(again?.text)
  expect(again?.buttons.map(({ label }) => label)).toEqual(asked?.buttons.map(({ label }) => label))
  await say(bot, '1')
  expect(numberIn(bot.paper.read().at(-1))).toBe('第 4 题')
})

test('its buttons answer it, and the card changes in place', async () => {
  const bot = await botAt('08:55')
  await interviewed(bot)
  const [, again] = await later(bot, 6)
  await press(bot, again?.buttons.find(({ label }) => label === '不知道')?.token)
  const last = bot.paper.read().at(-1)
  expect(last?.edits).toBeDefined()
  expect(numberIn(last)).toBe('第 4 题')
})

test.each([
  ['nobody went on for half an hour', '08:25', async () => Promise.resolve(), 36],
  ['it is paused', '08:55', async (bot: OnPaper) => say(bot, '暂停'), 6],
  ['it was cancelled', '08:55', async (bot: OnPaper) => say(bot, '取消'), 6],
] as const)('no question is put again: %s', async (_, time, before, minutes) => {
  const bot = await botAt(time)
  await interviewed(bot)
  await before(bot)
  const [reminder, ...more] = await later(bot, minutes)
  expect(reminder?.text).toContain('m1公司')
  expect(more).toEqual([])
})

test('a reminder that the platform puts off keeps its question behind it, once', async () => {
  const bot = await botAt('08:55', 2)
  await interviewed(bot)
  expect(await later(bot, 6)).toEqual([])
  expect(await later(bot, 6)).toEqual([])
  const [reminder, again, ...more] = await later(bot, 6)
  expect(reminder?.text).toContain('m1公司')
  expect(numberIn(again)).toBe('第 3 题')
  expect(more).toEqual([])
})

test('whoever answers before the reminder got through is not asked that again', async () => {
  const bot = await botAt('08:55', 1)
  await interviewed(bot)
  await later(bot, 6)
  await say(bot, '不知道')
  const [reminder, again] = await later(bot, 6)
  expect(reminder?.text).toContain('m1公司')
  expect(numberIn(again)).toBe('第 4 题')
})
