import type { Update } from 'grammy/types'
import type { GroupSurface } from './group-surface.js'
import { promised } from './promised.js'
import type { Seat } from './surface.js'
import type { TelegramSurface } from './telegram-surface.js'

export function onTelegram(surface: TelegramSurface): GroupSurface {
  const { bot } = surface
  const says = (seat: Seat, text: string): void => {
    bot.says(surface.chatOf(seat), surface.personNamed(seat.person), text)
  }
  return {
    ...surface,
    calls: async (seat, text, way) => {
      const last = surface.shown(seat).at(-1)
      if (way % 4 === 1) says(seat, `/ask ${text}`)
      else if (way % 4 === 2) says(seat, `/ask@${bot.me.username} ${text}`)
      else if (way % 4 === 3 && last !== undefined) await surface.say(seat, text, { replyTo: last })
      else await surface.say(seat, text)
    },
    saysThrice: async (seat, text) => {
      await surface.say(seat, text)
      const { update_id: id } = bot.updates.at(-1) ?? { update_id: 0 }
      bot.duplicate(id)
      await surface.settle()
      bot.duplicate(id)
    },
    notCalls: [
      ...notCalls(bot.me.username).map(([what, text]) => ({
        what,
        does: (seat: Seat) => {
          says(seat, text)
        },
      })),
      { what: 'another bot', does: (seat) => void bot.raw(byAnotherBot(surface, seat)) },
    ],
    keepsPresses: true,
    ...changesOn(surface),
    ...outageOn(surface),
  }
}

function changesOn(surface: TelegramSurface) {
  const { bot, chatOf, personNamed, clock } = surface
  return {
    rename: (seat, name) =>
      promised(() => {
        const by = personNamed(seat.person)
        bot.raw({
          message: {
            message_id: 9_001,
            date: Math.floor(clock.now() / 1000),
            chat: { id: chatOf(seat).id, type: 'group', title: name },
            from: { id: by.id, is_bot: false, first_name: by.name },
            new_chat_title: name,
          },
        })
      }),
    handOver: (seat) => surface.migrate(seat),
    mute: (seat, muted) =>
      promised(() => {
        bot.botBecomes(chatOf(seat), muted ? 'restricted' : 'member', personNamed(seat.person))
      }),
  } satisfies Partial<GroupSurface>
}

const notCalls = (name: string): readonly (readonly [what: string, text: string])[] => [
  ['a command for another bot', '/help@other_bot'],
  ['a command nobody knows', '/weather'],
  ['a command in the middle of a sentence', '试试 /help 吧'],
  ['a longer name', `@${name}_dev 注册资本要多少`],
  ['a name that goes on after a hyphen', `@${name}-dev 注册资本要多少`],
  ['a shorter name', '@chizheng 注册资本要多少'],
  ['everybody', '@all @everyone 注册资本要多少'],
]

function byAnotherBot(surface: TelegramSurface, seat: Seat): Omit<Update, 'update_id'> {
  const { id } = surface.chatOf(seat)
  const mention = `@${surface.bot.me.username}`
  return {
    message: {
      message_id: 9_000,
      date: Math.floor(surface.clock.now() / 1000),
      chat: { id, type: 'group', title: '合规群' },
      from: { id: 5_000_000_001, is_bot: true, first_name: '别的机器人', username: 'other_bot' },
      text: `${mention} 注册资本要多少`,
      entities: [{ type: 'mention', offset: 0, length: mention.length }],
    },
  }
}

function outageOn(surface: TelegramSurface): Pick<GroupSurface, 'outage' | 'pressesUnheard'> {
  const { bot } = surface
  return {
    outage: async (lastsMs, whileCut) => {
      const mend = await surface.cut()
      await whileCut()
      surface.clock.move(lastsMs)
      await mend()
      // Only then does the channel know that nothing of before waits any more: until it does, presses count as old.
      await surface.pass(1_000)
    },
    pressesUnheard: (seat, label) => {
      const message = bot
        .messagesIn(surface.chatOf(seat))
        .findLast((one) => one.buttons.flat().some((button) => button.label === label))
      if (message === undefined) throw new Error(`no button “${label}” here`)
      bot.presses(message, label, surface.personNamed(seat.person))
      return Promise.resolve()
    },
  }
}
