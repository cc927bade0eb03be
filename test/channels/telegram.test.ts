import { expect, test } from 'vitest'
import { handoverCode } from '../../src/values/ids.js'
import { commands } from './telegram-parts.js'
import { caughtUp, heard, telegramWorld } from './telegram-world.js'

const telegram = telegramWorld()

test('commands are in every menu, in both languages, and being refused there stops nothing', async () => {
  const { bot, says } = telegram.asked()
  const lift = bot.fault({ kind: 'error', code: 500 }, { method: 'setMyCommands' })
  const channel = telegram.starting(bot)
  says('你好')
  await heard(bot, channel, '你好')
  expect(channel.platform.trouble()).toEqual([])
  lift()
  const menus = () =>
    new Set(
      bot
        .callsOf('setMyCommands')
        .map(({ payload }) => JSON.stringify([payload.scope, payload.language_code])),
    )
  await bot.waitFor(() => menus().size === 8, 'eight menus')
  expect(bot.callsOf('setMyCommands').at(-1)?.payload.commands).toEqual(
    commands.map(({ name, does }) => ({ command: name, description: does })),
  )
})

test('who may manage is what Telegram says', async () => {
  const bot = telegram.bot()
  const [boss, other] = [bot.person(), bot.person()]
  const group = bot.group({ kind: 'supergroup', admins: [boss] })
  bot.says(group, other, '大家好')
  const { platform } = telegram.on(bot)
  const may = (person: string | number, chat: number) =>
    platform.channel.mayManage?.(
      { channel: 'telegram', person: String(person) },
      { channel: 'telegram', chat: String(chat) },
    )
  expect(await may(boss.id, group.id)).toBe(true)
  expect(await may(other.id, group.id)).toBe(false)
  expect(await may(`anonymous:${group.id}`, group.id)).toBe(true)
  expect(await may('anonymous:-100', group.id)).toBe(false)
  expect(await may(other.id, other.id)).toBe(true)
  expect(await may(boss.id, other.id)).toBe(false)
  bot.fault({ kind: 'error', code: 500 })
  await expect(may(boss.id, group.id)).rejects.toThrow('does not say')
})

test('people are told how to call it, and led to the private conversation by a link', async () => {
  const { bot } = telegram.asked({ username: 'licence_bot' })
  const { channel } = telegram.starting(bot).platform
  expect(channel.place()).toEqual({ calledBy: ['/ask'], seesEdits: true })
  await caughtUp(bot)
  expect(channel.place()).toEqual({ calledBy: ['@licence_bot', '/ask'], seesEdits: true })
  const alone = channel.aloneWith?.({ channel: 'telegram', person: '101' })
  expect(alone?.chat).toEqual({ channel: 'telegram', chat: '101' })
  expect(alone?.link?.(handoverCode('abc'))).toBe('https://t.me/licence_bot?start=abc')
})
