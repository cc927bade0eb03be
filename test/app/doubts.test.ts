import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { doubtsRounds } from '../../src/app/doubts.js'
import type { Noted } from '../../src/deadlines/matter.js'
import type { SendOutcome } from '../../src/ports-sending.js'
import { dayAt } from '../../src/values/civil-date.js'
import { cycleId, eventKind, matterId, ruleId } from '../../src/values/ids.js'
import { day } from '../deadlines/small.js'
import { mark } from '../fakes/paper-channel.js'
import { said } from './arrivals.js'
import { botsOnPaper, textsOf, type OnPaper } from './bot-on-paper.js'
import { until } from './reload-bot.js'
import {
  chatNamed,
  clockAt,
  licence,
  pressIn,
  registered,
  settled,
  shippedContent,
  zone,
} from './watching.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const bots = botsOnPaper()
const operators = [chatNamed('operators'), chatNamed('others')]
const maybeSent: SendOutcome = { kind: 'maybe-sent', why: 'timeout' }

interface Weather {
  /** How many sends to c1 end without anybody knowing how. */
  doubts: number
}

/** A licence whose first reminder, months before its last day, goes out at 09:00 and ends in doubt. */
async function inDoubt(doubts = 1): Promise<OnPaper & { readonly weather: Weather }> {
  const weather = { doubts }
  const bot = await bots({
    characters: 4_000,
    bot: { content: shippedContent, clock: clockAt('2026-09-02', '10:00'), operators },
    trouble: ({ to }) =>
      to.chat === 'c1' && weather.doubts-- > 0 ? { reached: false, then: maybeSent } : undefined,
  })
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, bot.clock.now()))], bot.clock.now())
  await settled(bot)
  await later(bot, 23 * hourMs)
  return { ...bot, weather }
}

async function later(bot: OnPaper, ms: number): Promise<void> {
  bot.clock.move(ms)
  await settled(bot)
}

/** Of an edited message the newest text. */
const shown = ({ paper }: OnPaper, chat: string): string | undefined =>
  paper.read().findLast((line) => line.chat === chat)?.text

/** What the card shows, whatever was said after it. */
const shownBefore = ({ paper }: OnPaper, chat: string): string =>
  paper
    .read()
    .filter((line) => line.chat === chat)
    .map(({ text }) => text)
    .join('\n')

async function sayIn(bot: OnPaper, chat: string, text: string): Promise<void> {
  bot.clock.move(minuteMs)
  const arrival = said(`said ${bot.clock.now()}`, text, { chat })
  await bot.app.intake.accept([{ ...arrival, at: bot.clock.now() }])
  await settled(bot)
}

const toldIn = (bot: OnPaper, chat = 'operators'): Promise<string> => until(() => shown(bot, chat))

test('operators hear within some minutes what may not have arrived: which deadline, which day, what chat', async () => {
  const bot = await inDoubt()
  await later(bot, 9 * minuteMs)
  expect(shown(bot, 'operators')).toBeUndefined()
  await later(bot, 2 * minuteMs)
  expect((await toldIn(bot)).split('\n').filter((line) => line !== '')).toEqual([
    '有 1 次提醒发出后没等到平台的回音，不知道送到没有。',
    '· 09-03 周四 m1公司的许可证 许可证续期申请（terminal:c1）',
    expect.stringContaining('请问一下对方'),
  ])
  await later(bot, hourMs)
  expect(textsOf(bot.paper, 'operators')).toHaveLength(1)
  expect(textsOf(bot.paper, 'c1')).toEqual([])
})

/** 2026-11-30, two days before the last one: what goes out ends in doubt. */
async function inDoubtNearItsDay(): Promise<OnPaper> {
  const bot = await inDoubt(0)
  bot.weather.doubts = 1
  bot.clock.move(88 * 24 * hourMs)
  bot.app.lookAgain()
  while ((await bot.store.backlog()).sends !== 1 || bot.weather.doubts !== 0) await pause(5)
  return bot
}

test('with its last day near it goes once more after half a minute, marked, and operators are not asked', async () => {
  const bot = await inDoubtNearItsDay()
  const before = textsOf(bot.paper, 'c1').length
  await later(bot, 30_000)
  await later(bot, 11 * minuteMs)
  const [text = '', ...more] = textsOf(bot.paper, 'c1').slice(before)
  expect(more).toEqual([])
  expect(text.startsWith(mark)).toBe(true)
  expect(shown(bot, 'operators')).toBeUndefined()
})

test('done within that half minute, it does not go once more', async () => {
  const bot = await inDoubtNearItsDay()
  const before = textsOf(bot.paper, 'c1').length
  const at = bot.clock.now()
  const filed: Noted = { kind: 'event', event: eventKind('renewal-filed'), on: dayAt(at, zone), at }
  await bot.store.change([{ kind: 'matter-noted', matter: matterId('m1'), entries: [filed] }], at)
  await later(bot, 30_000)
  await later(bot, 11 * minuteMs)
  expect(textsOf(bot.paper, 'c1').slice(before)).toEqual([])
  expect(await bot.store.backlog()).toMatchObject({ sends: 0, maybeSent: 0 })
  expect(shown(bot, 'operators')).toBeUndefined()
})

test('put off within that half minute, it does not go once more, and the day on which it comes back tells of it', async () => {
  const bot = await inDoubtNearItsDay()
  const before = textsOf(bot.paper, 'c1').length
  const at = bot.clock.now()
  const which = { rule: ruleId('renewal-filing'), cycle: cycleId('2027-03-02') }
  const until = day('2026-12-01')
  const putOff: Noted = { kind: 'marked', ...which, mark: { kind: 'snoozed', until }, at }
  await bot.store.change([{ kind: 'matter-noted', matter: matterId('m1'), entries: [putOff] }], at)
  await later(bot, 30_000)
  expect(textsOf(bot.paper, 'c1').slice(before)).toEqual([])
  await later(bot, 24 * hourMs)
  const [text = '', ...more] = textsOf(bot.paper, 'c1').slice(before)
  expect(more).toEqual([])
  expect(text).toContain('11-27 的提醒可能没有送到，这里一并告诉你。')
  expect(shown(bot, 'operators')).toBeUndefined()
})

test('told to send it once more, it goes with the mark and the days left of that day', async () => {
  const bot = await inDoubt()
  await later(bot, 11 * minuteMs)
  await toldIn(bot)
  await later(bot, 24 * hourMs)
  await pressIn(bot, 'operators', '再发一次')
  await settled(bot)
  const [text = '', ...more] = textsOf(bot.paper, 'c1')
  expect(more).toEqual([])
  expect(text.startsWith(mark)).toBe(true)
  expect(text).toContain('还有 89 天')
  for (const { chat } of operators) expect(shown(bot, chat)).toContain('让再发一次：1 次提醒会重发')
  await later(bot, 24 * hourMs)
  expect(textsOf(bot.paper, 'c1')).toHaveLength(1)
})

test('said in words in an operators’ chat it is the same; elsewhere it means nothing', async () => {
  const bot = await inDoubt()
  await later(bot, 11 * minuteMs)
  await toldIn(bot)
  await sayIn(bot, 'c2', '再发一次')
  expect(textsOf(bot.paper, 'c1')).toEqual([])
  await sayIn(bot, 'operators', '再发一次')
  for (const { chat } of operators) expect(shownBefore(bot, chat)).toContain('让再发一次：1 次提醒会重发')
  await later(bot, minuteMs)
  expect(textsOf(bot.paper, 'c1')).toHaveLength(1)
  await sayIn(bot, 'operators', '都送到了')
  expect(shown(bot, 'operators')).toContain('现在没有不知道送到没有的提醒')
})

test('it waits for the end of the quiet hours', async () => {
  const bot = await inDoubt()
  await later(bot, 11 * minuteMs)
  await toldIn(bot)
  await later(bot, 12 * hourMs)
  await pressIn(bot, 'operators', '再发一次')
  expect(textsOf(bot.paper, 'c1')).toEqual([])
  await later(bot, 11.5 * hourMs)
  expect(textsOf(bot.paper, 'c1')).toHaveLength(1)
})

test('that may not have arrived either, it is told of once more', async () => {
  const bot = await inDoubt(2)
  await later(bot, 11 * minuteMs)
  await toldIn(bot)
  await pressIn(bot, 'operators', '再发一次')
  await settled(bot)
  await later(bot, 11 * minuteMs)
  await until(() => textsOf(bot.paper, 'others')[2])
  expect(shown(bot, 'others')).toContain('有 1 次提醒')
})

test('it arrived: nothing goes, all operators see who said so, and nobody is asked again', async () => {
  const bot = await inDoubt()
  await later(bot, 11 * minuteMs)
  await toldIn(bot)
  await pressIn(bot, 'operators', '都送到了')
  await later(bot, 24 * hourMs)
  expect(textsOf(bot.paper, 'c1')).toEqual([])
  for (const { chat } of operators) expect(shown(bot, chat)).toContain('说都送到了')
  expect(await bot.store.doubtful(bot.clock.now())).toEqual([])
  expect((await bot.store.backlog()).maybeSent).toBe(0)
})

test.each([
  ['what is open is told on the same card', undefined],
  ['what was settled is not asked about again', '都送到了'],
] as const)('after a restart %s', async (_, label) => {
  const bot = await inDoubt()
  await later(bot, 11 * minuteMs)
  await toldIn(bot)
  if (label !== undefined) await pressIn(bot, 'operators', label)
  const { store, clock, app, paper } = bot
  const parts = { store, clock, timeZone: zone, content: shippedContent, tellOperators: app.tellOperators }
  await doubtsRounds(parts)()
  await settled(bot)
  const lines = paper.read().filter(({ chat }) => chat === 'operators')
  expect(lines.map(({ edits }) => edits !== undefined)).toEqual([false, true])
  expect(lines[1]?.text).toContain(label === undefined ? '有 1 次提醒' : '说都送到了')
})

test('of a storm the card counts all and names the first', async () => {
  const bot = await bots({
    characters: 4_000,
    bot: { content: shippedContent, clock: clockAt('2026-09-02', '10:00'), operators },
    trouble: ({ to }) => (to.chat.startsWith('g') ? { reached: true, then: maybeSent } : undefined),
  })
  const now = bot.clock.now()
  await bot.store.change(
    Array.from({ length: 14 }, (_, at) =>
      registered(licence({ id: `m${at}`, expires: '2027-03-02' }, now), `g${at}`),
    ),
    now,
  )
  await later(bot, 23 * hourMs)
  await later(bot, 11 * minuteMs)
  const text = await toldIn(bot)
  expect(text).toContain('有 14 次提醒')
  expect(text.match(/terminal:g\d+/g)).toHaveLength(10)
})
