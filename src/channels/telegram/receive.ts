import type { CallbackQuery, Chat as WireChat, ChatMemberUpdated, Message, Update } from 'grammy/types'
import type { Arrival, Chat } from '../../chat/arrival.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { eventId, messageId, pressToken, threadId, type EventId, type ThreadId } from '../../values/ids.js'
import { callsUs, repliedTo, withoutMention, type Us } from './called-us.js'
import { contentOf } from './content.js'
import { standingChange } from './membership.js'
import { personNamed, senderOf } from './sender.js'
import { sheetIn } from './sheet.js'

export type Received =
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  /** `why` names a kind, so that it can be counted; never a text. */
  | { readonly kind: 'ignored'; readonly why: string }

export const notCalled = 'not called'

/** `pressedAt`: Telegram does not say when a button was pressed. */
export function receive(update: Update, us: Us, pressedAt: Instant): Received {
  const id = eventId(`telegram:${us.id}:${update.update_id}`)
  const { message, edited_message, callback_query, my_chat_member } = update
  if (message !== undefined) return receiveMessage(message, id, us)
  if (edited_message !== undefined) return receiveEdit(edited_message, id, us)
  if (callback_query !== undefined) return receivePress(callback_query, id, pressedAt)
  if (my_chat_member !== undefined) return receiveStanding(my_chat_member, id)
  return ignored(Object.keys(update).find((key) => key !== 'update_id') ?? 'nothing')
}

function receiveMessage(message: Message, id: EventId, us: Us): Received {
  if (message.migrate_to_chat_id !== undefined)
    return migration(message, { id, from: message.chat.id, to: message.migrate_to_chat_id })
  if (message.migrate_from_chat_id !== undefined)
    return migration(message, { id, from: message.migrate_from_chat_id, to: message.chat.id })
  return receiveWords(message, id, us)
}

/** Told in the old group and in the new one, in either order: both say the same. */
function migration(message: Message, moved: { id: EventId; from: number; to: number }): Received {
  const sender = senderOf(message)
  const chat: Chat = { channel: 'telegram', chat: String(moved.from), kind: 'group' }
  return arrival({
    kind: 'migrated',
    id: moved.id,
    at: fromUnix(message.date),
    chat,
    from: sender.kind === 'person' ? sender.person : { channel: 'telegram', person: chat.chat },
    to: String(moved.to),
  })
}

function receiveEdit(message: Message, id: EventId, us: Us): Received {
  const received = receiveWords(message, id, us)
  if (received.kind === 'ignored') return received
  // A position that is shared live is edited every few seconds.
  if (received.arrival.kind !== 'said') return ignored('an edit without words')
  const at = fromUnix(message.edit_date ?? message.date)
  return arrival({ ...received.arrival, at, edited: true })
}

function receiveWords(message: Message, id: EventId, us: Us): Received {
  const chat = chatOf(message.chat)
  if (chat === undefined) return ignored('a channel')
  const sender = senderOf(message)
  if (sender.kind === 'nobody') return ignored(sender.why)
  const content = contentOf(message)
  if (content.kind === 'notice') return ignored('a notice')
  if (chat.kind === 'group' && !callsUs(message, content, us)) return ignored(notCalled)
  const arrived = {
    id,
    at: fromUnix(message.date),
    chat,
    ...threadOf(message),
    from: sender.person,
    message: messageId(String(message.message_id)),
    addressed: true,
  }
  const sheet = sheetIn(message)
  if (sheet !== undefined) return arrival({ ...arrived, kind: 'file', file: sheet })
  if (content.kind === 'media') return arrival({ ...arrived, kind: 'unsupported', what: content.what })
  const replied = repliedTo(message)
  return arrival({
    ...arrived,
    kind: 'said',
    text: withoutMention(content, us),
    ...(replied !== undefined && { replyTo: messageId(String(replied.message_id)) }),
  })
}

function receivePress({ from, message, data }: CallbackQuery, id: EventId, at: Instant): Received {
  if (data === undefined) return ignored('a press without data')
  const chat = message === undefined ? undefined : chatOf(message.chat)
  if (message === undefined || chat === undefined) return ignored('a press outside chats')
  const on = messageId(String(message.message_id))
  return arrival({
    kind: 'pressed',
    id,
    at,
    chat,
    ...threadOf(message),
    from: personNamed(from),
    message: on,
    token: pressToken(data),
    on,
  })
}

function receiveStanding(update: ChatMemberUpdated, id: EventId): Received {
  const chat = chatOf(update.chat)
  const change = standingChange(update)
  if (chat === undefined) return ignored('a channel')
  if (change === undefined) return ignored('same standing')
  return arrival({ id, at: fromUnix(update.date), chat, from: personNamed(update.from), ...change })
}

/** In a forum's General topic, number 1, messages are sent without a thread. */
function threadOf({ is_topic_message, message_thread_id: thread }: Partial<Message>): { thread?: ThreadId } {
  return is_topic_message === true && thread !== undefined && thread !== 1
    ? { thread: threadId(String(thread)) }
    : {}
}

function chatOf({ id, type }: WireChat): Chat | undefined {
  if (type === 'channel') return undefined
  return { channel: 'telegram', chat: String(id), kind: type === 'private' ? 'private' : 'group' }
}

const fromUnix = (seconds: number): Instant => instant(seconds * 1000)
const arrival = (of: Arrival): Received => ({ kind: 'arrival', arrival: of })
const ignored = (why: string): Received => ({ kind: 'ignored', why })
