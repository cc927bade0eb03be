import { expect, test } from 'vitest'
import { instant, type Instant } from '../../src/values/civil-date.js'
import { paragraph } from './telegram-parts.js'
import { caughtUp, telegramWorld } from './telegram-world.js'

const telegram = telegramWorld()

test('a press is answered with a toast read before the press is stored', async () => {
  const { bot, boss } = telegram.asked()
  const order: string[] = []
  const channel = telegram.starting(bot, {
    intake: {
      toast: () => {
        order.push('toast')
        return Promise.resolve('谢谢，记下了')
      },
      accept: (arrivals) => {
        order.push(...arrivals.map(({ kind }) => kind))
        return Promise.resolve()
      },
    },
  })
  const press = { kind: 'command', command: 'help' } as const
  await channel.say(boss.alone.id, { ...paragraph('好吗'), buttons: [[{ label: '有用', press }]] })
  const card = bot.messagesIn(boss.alone).at(-1)
  if (card === undefined) throw new Error('no card')
  const query = bot.presses(card, '有用', boss)
  await bot.waitFor(() => bot.toasts.length === 1, 'a toast')
  expect(bot.toasts).toEqual([{ query, text: '谢谢，记下了', alert: false }])
  expect(order.filter((one) => one !== 'said')).toEqual(['toast', 'pressed'])
})

test('a press whose toast fails, or that is too old to answer, is stored all the same', async () => {
  const { bot, boss, first: card } = telegram.asked()
  bot.expires(bot.pressesData(card, 'tok-old', boss))
  const channel = telegram.starting(bot, { intake: { toast: () => Promise.reject(new Error('down')) } })
  await bot.waitFor(() => channel.accepted.some(({ kind }) => kind === 'pressed'), 'the press')
  await bot.waitFor(() => bot.callsOf('answerCallbackQuery').length > 0, 'an answer')
  expect(bot.toasts).toEqual([])
  expect(channel.lines.filter((line) => line.includes('not answered'))).toEqual([])
})

const hour = 3_600_000
const at = instant(Date.UTC(2026, 10, 22, 8))

const gaps: readonly { name: string; last: Instant | undefined; pressedAt: Instant }[] = [
  {
    name: 'after an hour away counts as an hour old',
    last: instant(at - hour),
    pressedAt: instant(at - hour),
  },
  { name: 'after a minute away counts as one of now', last: instant(at - 60_000), pressedAt: at },
  { name: 'at the very first start counts as one of now', last: undefined, pressedAt: at },
]

test.each(gaps)('a press $name', async ({ last, pressedAt }) => {
  const { bot, boss, first: card } = telegram.asked()
  for (let n = 0; n < 120; n++) bot.pressesData(card, `tok-${n}`, boss)
  const noted: Instant[] = []
  const channel = telegram.starting(bot, {
    now: () => at,
    intake: {
      caughtUp: () => Promise.resolve(last),
      noteCaughtUp: (_, when) => {
        noted.push(when)
        return Promise.resolve()
      },
    },
  })
  await caughtUp(bot)
  bot.pressesData(card, 'tok-fresh', boss)
  const presses = () => channel.accepted.filter(({ kind }) => kind === 'pressed')
  await bot.waitFor(() => presses().length === 121, 'all presses')
  expect(presses().map((one) => one.at)).toEqual([...Array.from({ length: 120 }, () => pressedAt), at])
  // Noted once a minute at most, and only when nothing waited any more.
  expect(noted).toEqual([at])
})
