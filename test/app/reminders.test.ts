import { expect, test } from 'vitest'
import { instantAt, timeAt } from '../../src/deadlines/hours.js'
import { planOf } from '../../src/deadlines/plan.js'
import { dayAt, daysAfter } from '../../src/values/civil-date.js'
import { day } from '../deadlines/small.js'
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
  zone,
} from './watching.js'

const bots = botsOnPaper()
const long = 4_000

async function watching(date: string, time: string) {
  const clock = clockAt(date, time)
  return bots({ characters: long, bot: { content: shippedContent, clock } })
}

test('the plan is what is sent: on its days and on no other', async () => {
  const bot = await watching('2026-08-03', '09:30')
  const matter = licence({ issued: '2022-03-02', expires: '2027-03-02' }, bot.clock.now())
  await bot.store.change([registered(matter)], bot.clock.now())
  await settled(bot)
  expect(bot.paper.read()).toEqual([])
  const from = dayAt(bot.clock.now(), zone)
  const how = {
    rules: shippedContent().rules,
    ladders: [],
    from: daysAfter(from, 1),
    to: daysAfter(from, 260),
  }
  const planned = [...new Set(planOf(matter, how).map(({ on }) => on))]
  const written = await daysOf(bot, 260)
  expect([...written.keys()]).toEqual(planned)
  expect([...written.values()].every((texts) => texts.length === 1)).toBe(true)
})

test('looked at ten times a day it says everything once', async () => {
  const bot = await watching('2026-11-25', '09:00')
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, bot.clock.now()))], bot.clock.now())
  for (let look = 0; look < 10; look++) await settled(bot)
  expect(bot.paper.read()).toHaveLength(1)
  for (let look = 0; look < 10; look++) {
    await bot.store.wakeAll(bot.clock.now())
    await settled(bot)
  }
  expect(bot.paper.read()).toHaveLength(1)
})

test('a clock that is set back two hours, or two days, repeats nothing', async () => {
  const bot = await watching('2026-11-25', '09:00')
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, bot.clock.now()))], bot.clock.now())
  await settled(bot)
  for (const hours of [-2, -46, 48]) {
    bot.clock.move(hours * 3_600_000)
    await settled(bot)
  }
  expect(bot.paper.read()).toHaveLength(1)
})

test('seventeen licences due on one morning are one message', async () => {
  const bot = await watching('2026-11-24', '10:00')
  const now = bot.clock.now()
  const matters = Array.from({ length: 17 }, (_, at) =>
    licence({ id: `m${at + 1}`, expires: '2027-03-02' }, now),
  )
  await bot.store.change(
    matters.map((matter) => registered(matter)),
    now,
  )
  const written = await daysOf(bot, 1)
  expect([...written.values()].map((texts) => texts.length)).toEqual([1])
  expect(textsOf(bot.paper).join('')).toContain('m17公司')
})

test('what an outage swallowed is told in one message, with the day it was for', async () => {
  const bot = await watching('2026-09-02', '18:00')
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, bot.clock.now()))], bot.clock.now())
  await settled(bot)
  bot.clock.move((24 + 17) * 3_600_000)
  await settled(bot)
  const [text = '', ...more] = textsOf(bot.paper)
  expect(more).toEqual([])
  expect(text).toContain('许可证续期申请')
  bot.clock.move(35 * 24 * 3_600_000)
  await settled(bot)
  expect(textsOf(bot.paper)).toHaveLength(2)
})

test.each<[string, string, string, readonly string[]]>([
  // The rung of Sunday the 28th was moved to Friday, which nobody saw, and is made up for.
  ['on the evening of a day off', '2027-03-28', '20:00', ['03-28 20:00', '03-30 09:00', '03-31 09:00']],
  ['on the first of two days off', '2027-03-27', '12:00', ['03-27 12:00', '03-30 09:00']],
  ['in the night after it', '2027-03-28', '23:00', ['03-29 08:30', '03-30 09:00', '03-31 09:00']],
  ['shortly before the hour of the day', '2027-03-24', '08:30', ['03-24 08:30', '03-26 09:00']],
  ['on the eve of a last day', '2027-03-30', '22:00', ['03-31 09:00', '04-01 09:00', '04-02 09:00']],
])('after an outage that ends %s one message says all', async (_, on, time, told) => {
  const bot = await watching('2027-03-09', '18:00')
  const matter = licence({ issued: '2022-03-02', expires: '2032-03-02' }, bot.clock.now())
  await bot.store.change([registered(matter)], bot.clock.now())
  await settled(bot)
  const back = instantAt(day(on), time, zone)
  bot.clock.move(back - bot.clock.now())
  expect(await timesOf(bot, 3)).toEqual(told)
})

/** When it wrote within so many days, looking every half hour. */
async function timesOf(bot: OnPaper, days: number): Promise<readonly string[]> {
  const times: string[] = []
  for (let look = 0; look < days * 48; look++) {
    const before = bot.paper.read().length
    await settled(bot)
    const at = bot.clock.now()
    if (bot.paper.read().length > before) times.push(`${dayAt(at, zone).slice(5)} ${timeAt(at, zone)}`)
    bot.clock.move(1_800_000)
  }
  return times
}

test('after 21:00 nobody is rung: what was missed goes out when the quiet hours end', async () => {
  const bot = await watching('2026-11-24', '10:00')
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, bot.clock.now()))], bot.clock.now())
  bot.clock.move((24 + 12) * 3_600_000)
  await settled(bot)
  expect(bot.paper.read()).toEqual([])
  bot.clock.move(10.5 * 3_600_000)
  await settled(bot)
  expect(bot.paper.read()).toHaveLength(1)
})

test('a press changes its card and those of other chats, and says who it was', async () => {
  const bot = await watchedByTwo('2026-11-24', '10:00')
  await daysOf(bot, 1)
  expect(textsOf(bot.paper, 'c2')).toHaveLength(1)
  await pressIn(bot, 'c1', '准备中')
  const edits = bot.paper.read().filter((line) => line.edits !== undefined)
  expect(edits.map(({ chat }) => chat).sort()).toEqual(['c1', 'c2'])
  for (const { text } of edits) expect(text).toContain('标记准备中')
})

test('what was handed in is reminded of no more, in any chat', async () => {
  const bot = await watchedByTwo('2026-11-24', '10:00')
  await daysOf(bot, 1)
  await pressIn(bot, 'c1', '已提交')
  await pressIn(bot, 'c1', '今天 11-25')
  await pressIn(bot, 'c1', '确认记下')
  const written = await daysOf(bot, 20)
  const renewal = [...written].filter(([, texts]) => texts.some((text) => text.includes('许可证续期申请')))
  expect(renewal).toEqual([])
})

async function watchedByTwo(date: string, time: string): Promise<OnPaper> {
  const bot = await watching(date, time)
  const matter = licence({ expires: '2027-03-02' }, bot.clock.now())
  const watch = { keepers: [], ladders: {} }
  const elsewhere = { kind: 'watch-changed', matter: matter.id, chat: chatNamed('c2'), watch } as const
  await bot.store.change([registered(matter), elsewhere], bot.clock.now())
  return bot
}

test('what a platform held up until shortly before the hour of the chat waits for what that hour brings', async () => {
  const clock = clockAt('2027-04-01', '08:00')
  const free = instantAt(day('2027-04-02'), '08:40', zone)
  const bot = await bots({
    characters: long,
    bot: { content: shippedContent, clock },
    trouble: () =>
      clock.now() < free ? { reached: false, then: { kind: 'not-before', at: free } } : undefined,
  })
  const matter = licence({ issued: '2022-03-02', expires: '2032-03-02' }, clock.now())
  await bot.store.change([registered(matter)], clock.now())
  // Looked at every half hour.
  expect(await timesOf(bot, 1.5)).toEqual(['04-02 09:30'])
  expect(bot.paper.read()).toHaveLength(1)
})
