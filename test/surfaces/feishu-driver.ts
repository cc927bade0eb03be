import type { EventType, FakeApp } from '../fakes/feishu/feishu.js'
import type { Content, SaidOptions } from '../fakes/feishu/people.js'
import type { SeenMessage } from '../fakes/feishu/reading.js'
import type { WebhookKeys } from '../fakes/feishu/webhook.js'
import { threadKey, type Cast } from './feishu-cast.js'
import { promised } from './promised.js'
import type { Driver, How, Seat, Shown, Traits } from './surface.js'

const traits: Traits = {
  groups: true,
  seesEdits: false,
  alone: 'writes',
  late: true,
  showsEdits: true,
  pressesLastOnly: false,
  kinds: [
    '图片',
    '语音',
    '表情包',
    '文件',
    '视频',
    '位置',
    '群名片',
    '个人名片',
    '合并转发的聊天记录',
    '卡片',
  ],
  closedBy: ['removed', 'gone'],
  anonymous: false,
  names: true,
  writesNames: false,
  commandsCall: false,
  migrates: false,
  tellsOfGroups: true,
  tellsOfOpening: true,
  forges: true,
  longestText: Number.POSITIVE_INFINITY,
  numbersPress: false,
  refusesOddTokens: true,
}

const contents: Readonly<Record<string, Content>> = {
  图片: { kind: 'image' },
  语音: { kind: 'audio' },
  表情包: { kind: 'sticker' },
  文件: { kind: 'file' },
  视频: { kind: 'media' },
  位置: { kind: 'location' },
  群名片: { kind: 'share_chat' },
  个人名片: { kind: 'share_user' },
  合并转发的聊天记录: { kind: 'merge_forward' },
  卡片: { kind: 'interactive' },
}

interface Parts {
  readonly app: FakeApp
  readonly cast: Cast
  readonly keys: WebhookKeys
  /** By how much the platform's clock lags behind while something is said that comes in only later. */
  readonly late: { byMs: number }
  readonly end: () => Promise<void>
}

export function driverFor(parts: Parts): Driver {
  const { app, keys, end } = parts
  return {
    traits,
    secrets: [app.secret, keys.encryptKey, keys.verificationToken],
    startOver: parts.cast.startOver,
    ...speechOf(parts),
    ...pressesOf(parts),
    ...membershipOf(parts),
    edit: () => Promise.reject(new Error('this platform does not tell of edits')),
    follow: () => Promise.reject(new Error('this platform shows no links to follow')),
    migrate: () => Promise.reject(new Error('this platform keeps the ids of its chats')),
    read: () => readingOf(parts),
    delivered: () => app.waitFor(() => app.unacknowledged().length === 0, 'delivery').then(() => undefined),
    // Whatever is not acknowledged falls due again.
    noticed: () =>
      promised(() => {
        app.pass(0)
      }),
    violations: () => app.violations.map(({ call, what }) => `${call}: ${what}`),
    end,
  }
}

/** What the console subscribes to by default. */
const everything: readonly EventType[] = [
  'im.message.receive_v1',
  'im.message.recalled_v1',
  'im.message.message_read_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.disbanded_v1',
  'im.chat.updated_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'application.bot.menu_v6',
  'card.action.trigger',
]

function speechOf({ app, cast, late }: Parts): Pick<Driver, 'say' | 'send' | 'sendFile'> {
  const positionOf = (seat: Seat, { replyTo }: How): Pick<SaidOptions, 'parent' | 'thread'> => {
    const thread = seat.topic === undefined ? undefined : cast.threads.get(threadKey(seat))
    return {
      ...(thread !== undefined && { thread }),
      ...(replyTo !== undefined && { parent: replyTo.id }),
    }
  }
  /** What happened long ago is told of now: nobody was subscribed at the time. */
  const happening = (act: () => void, agoMs = 0): void => {
    if (agoMs === 0) {
      act()
      return
    }
    app.subscribe([])
    late.byMs = agoMs
    act()
    late.byMs = 0
    app.subscribe(everything)
    app.pass(0)
  }
  return {
    say: (seat, text, how = {}) =>
      promised(() => {
        const mention = seat.group !== undefined && how.called !== false && how.replyTo === undefined
        const options = { mention, ...positionOf(seat, how) }
        happening(() => {
          const { threadId } = app.says(cast.chatOf(seat), cast.personNamed(seat.person), text, options)
          if (threadId !== undefined) cast.threads.set(threadKey(seat), threadId)
        }, how.agoMs)
      }),
    send: (seat, what, how = {}) =>
      promised(() => {
        const content = contents[what]
        if (content === undefined) throw new Error(`nobody sends ${what}`)
        app.sends(cast.chatOf(seat), cast.personNamed(seat.person), content, positionOf(seat, how))
      }),
    sendFile: (seat, { name, text }, how = {}) =>
      promised(() => {
        const content = { kind: 'file', file: { name, bytes: new TextEncoder().encode(text) } } as const
        app.sends(cast.chatOf(seat), cast.personNamed(seat.person), content, positionOf(seat, how))
      }),
  }
}

function pressesOf({ app, cast }: Parts): Pick<Driver, 'press' | 'forge'> {
  const clicked = async (
    seat: Seat,
    message: string,
    value: Readonly<Record<string, unknown>>,
  ): Promise<string> => {
    const answer = await app.clicksOld(message, value, cast.personNamed(seat.person))
    if (answer.kind === 'failed') throw new Error(`the click failed: ${answer.why}`)
    return answer.toast ?? ''
  }
  return {
    press: (seat, { token, message }) => clicked(seat, message, valueIn(token)),
    forge: async (seat, token) => {
      const chat = cast.chatOf(seat)
      // A click stands on a message; another bot's is one that ours does not answer.
      const on = app.messagesIn(chat).at(-1)?.id ?? app.otherBotSays(chat, '别的机器人的卡片').messageId
      return clicked(seat, on, { press: pressIn(token) })
    },
  }
}

/** A button's token is here all that it carries. */
const tokenOf = (value: Readonly<Record<string, unknown>>): string => JSON.stringify(value)

function valueIn(token: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(JSON.parse(token) as object))
}

function pressIn(token: string): unknown {
  return token.startsWith('{') ? valueIn(token)['press'] : token
}

function membershipOf({ app, cast }: Parts): Pick<Driver, 'appoint' | 'join' | 'leave'> {
  const { personNamed, chatOf } = cast
  return {
    appoint: (seat, managers) =>
      promised(() => {
        app.setAdmins(chatOf(seat), personNamed('群主'), managers.map(personNamed))
      }),
    join: (seat) =>
      promised(() => {
        const by = personNamed(seat.person)
        if (seat.group === undefined) app.enters(by)
        else app.addBot(chatOf(seat, { withBot: false }), by)
      }),
    leave: (seat, why) =>
      promised(() => {
        const by = personNamed(seat.person)
        if (why === 'gone') app.disbands(chatOf(seat), by)
        else app.removeBot(chatOf(seat), by)
      }),
  }
}

function readingOf({ app, cast }: Parts): readonly Shown[] {
  return cast.chats().flatMap(([name, chat]) => app.botMessagesIn(chat).map((one) => shownOf(name, one)))
}

function shownOf(chat: string, { id, text, buttons, edits, parent, thread, links }: SeenMessage): Shown {
  return {
    chat,
    id,
    text,
    edits,
    buttons: buttons.map(({ label, value }) => ({ label, token: tokenOf(value) })),
    links: links.map(({ url }) => url),
    ...(parent !== undefined && { replyTo: parent }),
    ...(thread !== undefined && { thread }),
  }
}
