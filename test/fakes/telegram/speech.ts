import type { Message, MessageEntity, MessageOrigin } from 'grammy/types'
import { deliver, marksIn } from './delivery.js'
import { memberWith } from './members.js'
import { seen } from './seen.js'
import type {
  FakeChat,
  MediaKind,
  Person,
  SayOptions,
  SeenMessage,
  SendOptions,
  Speaker,
} from './telegram.js'
import { placeOf } from './threads.js'
import { chatOf, keep, unixTime, userOf, type ChatState, type World } from './world.js'

/** Who says something where, and how. */
export interface Speech extends SayOptions {
  readonly chat: FakeChat
  readonly by: Speaker
}

export const say = (world: World, speech: Speech, text: string): SeenMessage =>
  utter(world, speech, textOf(world, text, speech))

export function send(world: World, speech: Speech & SendOptions, kind: MediaKind): SeenMessage {
  const { text, entities } = textOf(world, speech.caption ?? '', speech)
  const caption = text === '' ? {} : { caption: text, caption_entities: entities }
  const content = speech.file === undefined ? media[kind] : documentOf(world, speech.file)
  return utter(world, speech, { ...content, ...caption })
}

function documentOf(world: World, { name, bytes }: NonNullable<SendOptions['file']>): Partial<Message> {
  const file_id = `sent-${world.files.size + 1}`
  world.files.set(file_id, bytes)
  const file_unique_id = `unique-${file_id}`
  return { document: { file_id, file_unique_id, file_name: name, file_size: bytes.length } }
}

/** A channel post, and its copy in every group the channel is linked to. */
export function post(world: World, channel: FakeChat, text: string): SeenMessage {
  const state = chatOf(world, channel.id)
  const date = unixTime(world.now())
  const content = { date, sender_chat: state.wire, text, entities: marksIn(text) }
  const kept = keep(state, content)
  deliver(world, state, kept.wire)
  const forward_origin = originOf(world, channel, kept.wire)
  for (const group of world.chats.values()) {
    if (group.linkedTo !== channel.id) continue
    const copy = { ...content, from: telegram, forward_origin, is_automatic_forward: true as const }
    deliver(world, group, keep(group, copy).wire)
  }
  return seen(world, kept)
}

/** A person rewrites a message; of media, the caption. */
export function alter(world: World, message: SeenMessage, now: { text: string; at?: Date }): SeenMessage {
  const { text, at = world.now() } = now
  const state = chatOf(world, message.chat)
  const kept = state.messages.get(message.id)
  if (kept === undefined) throw new Error(`message ${message.id} is gone`)
  const marks = marksIn(text)
  const content =
    kept.wire.caption === undefined ? { text, entities: marks } : { caption: text, caption_entities: marks }
  kept.wire = { ...kept.wire, ...content, edit_date: unixTime(at) }
  kept.edits += 1
  deliver(world, state, kept.wire)
  return seen(world, kept)
}

function utter(world: World, speech: Speech, content: Partial<Message>): SeenMessage {
  const { chat, by, at = world.now(), thread, replyTo, forwardedFrom } = speech
  const state = chatOf(world, chat.id)
  if (state.migratedTo !== undefined) throw new Error(`chat ${chat.id} has moved to ${state.migratedTo}`)
  enter(world, state, by)
  const date = unixTime(at)
  const kept = keep(state, {
    ...senderOf(world, by),
    date,
    ...placeOf(state, thread, replied(state, replyTo)),
    ...(forwardedFrom !== undefined && { forward_origin: originOf(world, forwardedFrom, { date }) }),
    ...content,
  })
  deliver(world, state, kept.wire)
  return seen(world, kept)
}

/** Whoever speaks is there: writing opens a private chat, and a group has its speakers as members. */
function enter(world: World, state: ChatState, by: Speaker): void {
  if (state.wire.type === 'private') {
    if (state.openness !== 'fresh' && state.openness !== 'open')
      throw new Error(`${by.name} cannot write: ${state.openness}`)
    state.openness = 'open'
  } else if (by.as === undefined && !state.members.has(by.id)) {
    const user = userOf(world, by)
    state.members.set(by.id, memberWith('member', user))
  }
}

/** GroupAnonymousBot speaks for a hidden administrator. */
function senderOf(world: World, by: Speaker): Pick<Message, 'from' | 'sender_chat'> {
  if (by.as === undefined) return { from: userOf(world, by) }
  const from = { id: by.id, is_bot: true, first_name: by.name, username: 'GroupAnonymousBot' }
  return { from, sender_chat: chatOf(world, by.as.id).wire }
}

/** The user in whose name Telegram itself forwards channel posts. */
const telegram = { id: 777_000, is_bot: false, first_name: 'Telegram' }

function originOf(
  world: World,
  whose: Person | FakeChat | string,
  { date, message_id = 1 }: { readonly date: number; readonly message_id?: number },
): MessageOrigin {
  if (typeof whose === 'string') return { type: 'hidden_user', sender_user_name: whose, date }
  if ('alone' in whose) return { type: 'user', sender_user: userOf(world, whose), date }
  const chat = chatOf(world, whose.id).wire
  if (chat.type !== 'channel') throw new Error('only channels are named as the origin of what is forwarded')
  return { type: 'channel', chat, message_id, date }
}

function replied(state: ChatState, to: SeenMessage | undefined): Message | undefined {
  if (to === undefined) return undefined
  const kept = state.messages.get(to.id)
  if (kept === undefined) throw new Error(`message ${to.id} is not in this chat`)
  return kept.wire
}

function textOf(
  world: World,
  words: string,
  { mention }: SayOptions,
): { text: string; entities: MessageEntity[] } {
  const name = mention === 'username' ? `@${world.me.username}` : world.me.first_name
  const text = mention === undefined ? words : `${name} ${words}`
  const user = { type: 'text_mention', offset: 0, length: name.length, user: world.user } as const
  return { text, entities: [...(mention === 'name' ? [user] : []), ...marksIn(text)] }
}

const file = { file_id: 'file', file_unique_id: 'file', file_size: 1024 }
const picture = { ...file, width: 512, height: 512 }

const media: Readonly<Record<MediaKind, Partial<Message>>> = {
  sticker: { sticker: { ...picture, type: 'regular', is_animated: false, is_video: false, emoji: '👍' } },
  voice: { voice: { ...file, duration: 3 } },
  photo: { photo: [picture] },
  video: { video: { ...picture, duration: 3 } },
  document: { document: { ...file, file_name: '材料.pdf' } },
  location: { location: { latitude: 39.9, longitude: 116.4 } },
  contact: { contact: { phone_number: '+8610000000', first_name: '联系人' } },
}
