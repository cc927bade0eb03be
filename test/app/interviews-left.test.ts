import { expect, test } from 'vitest'
import { buttonsIn, interviewBots, interviewOf, person } from './interview-bot.js'
import { eventId } from '../../src/values/ids.js'
import { chatNamed, pressIn } from './watching.js'

const bots = interviewBots()
const left = interviewOf({ at: '2026-11-21T15:00:00+08:00', answered: 6 })
const hours = (days: number): number => days * 24

test('after three days its person is told once where it stands and when it goes, at the chat’s hour', async () => {
  const bot = await bots(['2026-11-24', '14:55'], [left])
  await bot.round()
  expect(bot.told('甲')).toEqual([])
  await bot.pass(1)
  const [told, ...more] = bot.told('甲')
  expect(more).toEqual([])
  expect(told).toMatch(/还没做完：“.+”答到第 7 题（最多 \d+ 题）。到12-21 周一还不继续，答案就删掉/)
  await bot.pass(hours(2))
  bot.restart()
  await bot.round()
  expect(bot.told('甲')).toHaveLength(1)
})

test('what becomes due at night waits for the hour of its chat', async () => {
  const night = interviewOf({ at: '2026-11-21T23:00:00+08:00', answered: 6 })
  const bot = await bots(['2026-11-24', '22:30'], [night])
  await bot.pass(10)
  expect(bot.told('甲')).toEqual([])
  await bot.pass(1)
  expect(bot.told('甲')).toHaveLength(1)
})

test('a clock that jumps there and back tells it once', async () => {
  const bot = await bots(['2026-11-25', '10:00'], [left])
  await bot.round()
  for (const hours of [-48, 72, -24]) {
    bot.clock.move(hours * 3_600_000)
    bot.restart()
    await bot.round()
  }
  expect(bot.told('甲')).toHaveLength(1)
})

test('of two processes that look at once one tells', async () => {
  const bot = await bots(['2026-11-25', '10:00'], [left])
  const first = bot.round()
  bot.restart()
  await Promise.all([first, bot.round()])
  expect(bot.told('甲')).toHaveLength(1)
})

test('its button goes on where it stood', async () => {
  const bot = await bots(['2026-11-25', '10:00'], [left])
  await bot.round()
  expect(buttonsIn(bot, '甲')).toEqual(['继续', '不做了'])
  await pressIn(bot, '甲', '继续')
  expect(bot.told('甲')).toHaveLength(2)
  expect(bot.told('甲').at(-1)).toContain('第 7 题（最多')
  expect(buttonsIn(bot, '甲')).toContain('不知道')
})

test('its buttons can be typed', async () => {
  const bot = await bots(['2026-11-25', '10:00'], [left])
  await bot.round()
  expect(await bot.store.session({ ...chatNamed('甲'), person: 'person-甲' })).toMatchObject({
    offered: [{ label: '继续' }, { label: '不做了' }],
  })
})

test('in a group its person is rung, and none of the answers is told', async () => {
  const inGroup = interviewOf({ at: '2026-11-21T15:00:00+08:00', answered: 8, chat: chatNamed('群1') })
  const bot = await bots(['2026-11-25', '10:00'], [inGroup])
  await bot.round()
  const [told = ''] = bot.told('群1')
  expect(told).toContain('还没做完')
  expect(told).not.toMatch(/1000万|全国|有限责任/)
})

test('a chat that is closed hears of it once it is open again', async () => {
  const bot = await bots(['2026-11-25', '10:00'], [left])
  await bot.store.closeChat(chatNamed('甲'), 'blocked', [], bot.clock.now())
  await bot.pass(2)
  expect(bot.told('甲')).toEqual([])
  const { app } = bot
  await app.intake.accept([
    {
      kind: 'said',
      id: eventId('back'),
      at: bot.clock.now(),
      chat: { ...chatNamed('甲'), kind: 'private' },
      from: person('person-甲'),
      text: '/help',
      addressed: true,
    },
  ])
  await app.idle()
  await bot.pass(1)
  expect(bot.told('甲').filter((text) => text.includes('还没做完'))).toHaveLength(1)
})

test.each([
  ['paused', 1],
  ['finished', 0],
  ['cancelled', 0],
] as const)('one that is %s is told of %i times', async (state, times) => {
  const bot = await bots(['2026-11-25', '10:00'], [{ ...left, state }])
  await bot.round()
  expect(bot.told('甲')).toHaveLength(times)
})

test('what nobody went on with is gone after thirty days', async () => {
  const bot = await bots(['2026-12-21', '14:00'], [left])
  await bot.store.tidy(bot.clock.now())
  expect(await bot.kept(left)).toBeDefined()
  bot.clock.move(2 * 3_600_000)
  await bot.store.tidy(bot.clock.now())
  expect(await bot.kept(left)).toBeUndefined()
})

test('on the day on which it goes nothing is said any more', async () => {
  const bot = await bots(['2026-12-21', '14:00'], [left])
  await bot.round()
  expect(bot.told('甲')).toEqual([])
})
