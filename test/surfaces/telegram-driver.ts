import type { FakeBot, FakeChat, Person, SayOptions, SeenMessage } from '../fakes/telegram/telegram.js'
import { promised } from './promised.js'
import type { Driver, How, Seat, Shown, Traits } from './surface.js'
import type { Cast } from './telegram-cast.js'

const traits: Traits = {
  groups: true,
  seesEdits: true,
  alone: 'link',
  late: true,
  showsEdits: true,
  pressesLastOnly: false,
  kinds: ['图片', '语音', '贴纸', '文件', '视频', '位置', '名片', '转发的图片'],
  closedBy: ['removed', 'muted', 'blocked'],
  anonymous: true,
  names: true,
  writesNames: true,
  commandsCall: true,
  migrates: true,
  tellsOfGroups: true,
  tellsOfOpening: false,
  forges: true,
  longestText: 4096,
  numbersPress: false,
  refusesOddTokens: false,
}

const media = {
  图片: 'photo',
  语音: 'voice',
  贴纸: 'sticker',
  文件: 'document',
  视频: 'video',
  位置: 'location',
  名片: 'contact',
  转发的图片: 'photo',
} as const

interface Parts {
  readonly secret: string
  readonly bot: FakeBot
  readonly cast: Cast
  readonly now: () => number
  readonly end: () => Promise<void>
}

export function driverFor(parts: Parts): Driver {
  const { bot, cast, secret, end } = parts
  const { personNamed, chatOf } = cast
  const elsewhere = bot.channel()
  const delivered = async (): Promise<void> => {
    await bot.waitFor(() => bot.pending() === 0 && (isHooked(bot) || bot.polling()), 'delivery')
  }
  return {
    traits,
    secrets: [bot.token, secret],
    startOver: cast.startOver,
    ...speechOf(parts),
    ...pressesOf(parts),
    ...membershipOf(parts),
    follow: (seat) => {
      const links = readingOf(parts).flatMap(({ links: some }) => some)
      const code = /\?start=([\w-]+)$/.exec(links.at(-1) ?? '')?.[1]
      if (code === undefined) throw new Error('no link was shown')
      return promised(() => bot.starts(personNamed(seat.person), code))
    },
    migrate: (seat) =>
      promised(() => {
        cast.moved(seat, bot.migrate(chatOf(seat)))
      }),
    read: () => readingOf(parts),
    delivered,
    // Whatever comes in ends a poll, and after a poll the channel looks at the clock.
    noticed: async () => {
      bot.posts(elsewhere, '无关的频道')
      await delivered()
      if (isHooked(bot)) await looked(bot)
    },
    violations: () => bot.violations.map(({ method, reason }) => `${method}: ${reason}`),
    end,
  }
}

/** The webhook's state was asked for and read. */
async function looked(bot: FakeBot): Promise<void> {
  const looks = (): number => bot.callsOf('getWebhookInfo').length
  const before = looks()
  await bot.waitFor(() => looks() >= before + 2, 'a look at the webhook')
}

const isHooked = (bot: FakeBot): boolean => bot.callsOf('setWebhook').length > 0

function speechOf({ bot, cast, now }: Parts): Pick<Driver, 'say' | 'send' | 'sendFile' | 'edit'> {
  const spoken: { readonly message: SeenMessage; readonly text: string; readonly by: string }[] = []
  const byOf = ({ person, group = '' }: Seat): string => `${group} ${person}`
  const optionsOf = (seat: Seat, how: How = {}): SayOptions => {
    const thread = cast.thread(seat)
    return {
      ...(thread !== undefined && { thread }),
      ...(how.agoMs !== undefined && { at: new Date(now() - how.agoMs) }),
      ...(how.replyTo !== undefined && { replyTo: cast.messageShown(seat, how.replyTo.id) }),
    }
  }
  const isNamed = ({ group }: Seat, { called, replyTo }: How = {}): boolean =>
    group !== undefined && called !== false && replyTo === undefined
  return {
    say: (seat, text, how) =>
      promised(() => {
        const mention = isNamed(seat, how) ? ({ mention: 'username' } as const) : {}
        const options = { ...optionsOf(seat, how), ...mention }
        const message = bot.says(cast.chatOf(seat), cast.speaker(seat), text, options)
        spoken.push({ message, text, by: byOf(seat) })
      }),
    send: (seat, what, how) =>
      promised(() => {
        const kind = Object.entries(media).find(([name]) => name === what)?.[1]
        if (kind === undefined) throw new Error(`nobody sends ${what}`)
        const forwarded = what.startsWith('转发的') && { forwardedFrom: '别处的人' }
        bot.sends(cast.chatOf(seat), cast.speaker(seat), kind, { ...optionsOf(seat, how), ...forwarded })
      }),
    sendFile: (seat, { name, text }, how) =>
      promised(() => {
        const mention = isNamed(seat, how) ? ({ mention: 'username' } as const) : {}
        const file = { name, bytes: Buffer.from(text) }
        const options = { ...optionsOf(seat, how), ...mention, file }
        bot.sends(cast.chatOf(seat), cast.speaker(seat), 'document', options)
      }),
    edit: (seat, text, how = {}) =>
      promised(() => {
        const own = spoken.filter(({ by }) => by === byOf(seat))
        const meant = how.of === undefined ? own.at(-1) : own.findLast((one) => one.text === how.of)
        if (meant === undefined) throw new Error(`${seat.person} did not say ${how.of ?? 'anything'} here`)
        const name = isNamed(seat, how) ? `@${bot.me.username} ` : ''
        const at = how.agoMs === undefined ? {} : { at: new Date(now() - how.agoMs) }
        bot.edits(meant.message, `${name}${text}`, at)
        spoken.push({ ...meant, text })
      }),
  }
}

function pressesOf({ bot, cast }: Parts): Pick<Driver, 'press' | 'forge'> {
  const answered = async (query: string): Promise<string> => {
    const toast = await bot.waitFor(
      () => bot.toasts.find((one) => one.query === query),
      'the answer to a press',
    )
    return toast.text
  }
  return {
    press: (seat, { token, message }) =>
      answered(bot.pressesData(cast.messageShown(seat, message), token, cast.personNamed(seat.person))),
    forge: (seat, token) => {
      const on = bot.messagesIn(cast.chatOf(seat)).at(-1) ?? nowhere(cast.chatOf(seat))
      return answered(bot.pressesData(on, token, cast.personNamed(seat.person)))
    },
  }
}

/** A message that is gone: the fake tells of it as Telegram does. */
function nowhere({ id: chat, kind }: FakeChat): SeenMessage {
  const wire = {
    message_id: 1,
    date: 0,
    chat:
      kind === 'private'
        ? { id: chat, type: kind, first_name: '' }
        : { id: chat, type: 'group' as const, title: '' },
  }
  return { chat, id: 1, byBot: true, text: '', entities: [], buttons: [], edits: 0, wire }
}

function membershipOf({ bot, cast }: Parts): Pick<Driver, 'appoint' | 'join' | 'leave'> {
  const { personNamed, chatOf } = cast
  const appointed = new Map<FakeChat, readonly Person[]>()
  return {
    appoint: (seat, managers) =>
      promised(() => {
        const chat = chatOf(seat)
        for (const person of appointed.get(chat) ?? []) bot.memberBecomes(chat, person, 'member')
        const people = managers.map(personNamed)
        for (const person of people) bot.memberBecomes(chat, person, 'administrator')
        appointed.set(chat, people)
      }),
    join: (seat) =>
      promised(() => {
        const by = personNamed(seat.person)
        if (seat.group === undefined) bot.unblocks(by)
        else bot.botBecomes(chatOf(seat, { bot: 'left' }), 'member', by)
      }),
    leave: (seat, why) =>
      promised(() => {
        const by = personNamed(seat.person)
        if (why === 'blocked') bot.blocks(by)
        else bot.botBecomes(chatOf(seat), why === 'muted' ? 'restricted' : 'kicked', by)
      }),
  }
}

function readingOf({ bot, cast }: Parts): readonly Shown[] {
  return cast
    .chats()
    .flatMap(([name, chat]) => bot.messagesIn(chat).flatMap((one) => (one.byBot ? [shownOf(name, one)] : [])))
}

function shownOf(chat: string, { id, text, buttons, edits, replyTo, thread, entities }: SeenMessage): Shown {
  return {
    chat,
    id: String(id),
    text,
    edits,
    buttons: buttons.flat().map(({ label, data = '' }) => ({ label, token: data })),
    links: entities.flatMap((one) => (one.type === 'text_link' ? [one.url] : [])),
    ...(replyTo !== undefined && { replyTo: String(replyTo) }),
    ...(thread !== undefined && { thread: String(thread) }),
  }
}
