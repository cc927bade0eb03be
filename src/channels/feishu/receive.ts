import type { Arrival, Chat, ChatClosed, Person } from '../../chat/arrival.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { eventId, messageId, pressToken, threadId, type EventId, type MessageId } from '../../values/ids.js'
import {
  chatEvent,
  clickEvent,
  groupEvent,
  messageEvent,
  pressValue,
  type Envelope,
  type MessageEvent,
} from './event.js'
import { isBot, kindName, textOf } from './message-text.js'
import { sheetIn } from './sheet.js'

/** What must be known to read an event. */
export interface Facts {
  readonly appId: string
  /** Our own open_id; undefined until the platform has told it. */
  readonly bot: string | undefined
  readonly now: Instant
  /** Whether the message replies to one of ours. */
  readonly repliesToUs: boolean
  /** Of the chat of a click, which does not tell. */
  readonly chatKind: Chat['kind']
}

export type Received = { readonly kind: 'arrival'; readonly arrival: Arrival } | Ignored

export interface Ignored {
  readonly kind: 'ignored'
  readonly why:
    | 'foreign-app'
    | 'unreadable'
    | 'another-bot'
    | 'not-called'
    /** It mentions somebody, and who we are is not known yet. */
    | 'bot-unknown'
    | 'foreign-button'
    | 'no-matter'
    | 'unknown-type'
}

const ignored = (why: Ignored['why']): Ignored => ({ kind: 'ignored', why })

/** One event as an arrival, or why it is none. */
export function receive(envelope: Envelope, facts: Facts): Received {
  const { header } = envelope
  if (header.app_id !== facts.appId) return ignored('foreign-app')
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return messageIn(envelope, facts)
    case 'card.action.trigger':
      return clickIn(envelope, facts)
    case 'im.chat.member.bot.added_v1':
      return chatChanged(envelope, facts, 'group', { kind: 'joined' })
    case 'im.chat.access_event.bot_p2p_chat_entered_v1':
      return chatChanged(envelope, facts, 'private', { kind: 'joined' })
    case 'im.chat.member.bot.deleted_v1':
      return chatChanged(envelope, facts, 'group', { kind: 'left', why: 'removed' })
    case 'im.chat.disbanded_v1':
      return chatChanged(envelope, facts, 'group', { kind: 'left', why: 'gone' })
    case 'im.chat.updated_v1':
      return mayAllSpeak(envelope)
        ? chatChanged(envelope, facts, 'group', { kind: 'joined' })
        : ignored('no-matter')
    case 'im.message.recalled_v1':
    case 'im.message.message_read_v1':
    case 'im.message.reaction.created_v1':
    case 'im.message.reaction.deleted_v1':
    // A menu entry tells the person, not the chat.
    case 'application.bot.menu_v6':
      return ignored('no-matter')
    default:
      return ignored('unknown-type')
  }
}

/** The message that a message of a group replies to: whether we wrote it has to be asked before `receive`. */
export function repliedTo(
  envelope: Envelope,
): { readonly chat: string; readonly message: MessageId } | undefined {
  const message = messageOf(envelope)?.message
  if (message?.parent_id === undefined || isPrivate(message)) return undefined
  return { chat: message.chat_id, message: messageId(message.parent_id) }
}

/** Whether it takes knowing who we are to read the event. */
export function mentionsSomebody(envelope: Envelope): boolean {
  return (messageOf(envelope)?.message.mentions.length ?? 0) > 0
}

/** The chat in which a button was clicked. */
export function clickedIn(envelope: Envelope): string | undefined {
  if (envelope.header.event_type !== 'card.action.trigger') return undefined
  return clickEvent.safeParse(envelope.event).data?.context.open_chat_id
}

function messageOf({ header, event }: Envelope): MessageEvent | undefined {
  return header.event_type === 'im.message.receive_v1' ? messageEvent.safeParse(event).data : undefined
}

const isPrivate = (message: MessageEvent['message']): boolean => message.chat_type === 'p2p'

function messageIn(envelope: Envelope, facts: Facts): Received {
  const { sender, message } = messageOf(envelope) ?? {}
  const person = sender?.sender_id?.open_id
  if (sender?.sender_type === 'app') return ignored('another-bot')
  if (message === undefined || person === undefined) return ignored('unreadable')
  if (message.message_type === 'system') return ignored('no-matter')
  if (!isCall(message, facts)) {
    return ignored(facts.bot === undefined && message.mentions.length > 0 ? 'bot-unknown' : 'not-called')
  }
  const text = textOf(message, facts.bot)
  const arrived = {
    // The message, not the event: a second event with the same message is a copy too.
    id: idOf(facts, message.message_id),
    at: timeIn(message.create_time) ?? facts.now,
    chat: chatOf(message.chat_id, isPrivate(message) ? 'private' : 'group'),
    from: personOf(person),
    message: messageId(message.message_id),
    addressed: true,
    // A private conversation is one conversation: nobody keeps topics apart there.
    ...(message.thread_id !== undefined && !isPrivate(message) && { thread: threadId(message.thread_id) }),
  }
  const sheet = sheetIn(message)
  if (sheet !== undefined) return arrival({ ...arrived, kind: 'file', file: sheet })
  return arrival(
    text === undefined || (text === '' && message.message_type === 'post')
      ? { ...arrived, kind: 'unsupported', what: kindName(message.message_type) }
      : { ...arrived, kind: 'said', text, ...replyIn(message) },
  )
}

/** By id, never by name; a call to everybody has no id and calls nobody. */
function isCall(message: MessageEvent['message'], { bot, repliesToUs }: Facts): boolean {
  return isPrivate(message) || repliesToUs || message.mentions.some((mention) => isBot(mention, bot))
}

function replyIn({ parent_id: parent }: MessageEvent['message']): { readonly replyTo?: MessageId } {
  return parent === undefined || parent === '' ? {} : { replyTo: messageId(parent) }
}

function clickIn({ header, event }: Envelope, facts: Facts): Received {
  const click = clickEvent.safeParse(event).data
  if (click === undefined) return ignored('unreadable')
  const value = pressValue.safeParse(click.action.value).data
  if (value === undefined) return ignored('foreign-button')
  const card = messageId(click.context.open_message_id)
  return arrival({
    kind: 'pressed',
    id: idOf(facts, header.event_id),
    // Clicks wait for their answer and are never repeated: they happen now.
    at: facts.now,
    chat: chatOf(click.context.open_chat_id, facts.chatKind),
    from: personOf(click.operator.open_id),
    token: pressToken(value.press),
    on: card,
    message: card,
    ...(value.thread !== undefined && { thread: threadId(value.thread) }),
  })
}

/** Whether a group lets everybody speak again, us included. Its name and its owner are asked for when they matter. */
const mayAllSpeak = ({ event }: Envelope): boolean =>
  groupEvent.safeParse(event).data?.after_change?.moderation_permission === 'all_members'

type Changed = { readonly kind: 'joined' } | { readonly kind: 'left'; readonly why: ChatClosed }

function chatChanged(
  { header, event }: Envelope,
  facts: Facts,
  kind: Chat['kind'],
  change: Changed,
): Received {
  const read = chatEvent.safeParse(event).data
  if (read === undefined) return ignored('unreadable')
  return arrival({
    ...change,
    id: idOf(facts, header.event_id),
    at: timeIn(header.create_time) ?? facts.now,
    chat: chatOf(read.chat_id, kind),
    // A group may be changed by the platform itself, which is nobody.
    from: personOf(read.operator_id?.open_id ?? 'nobody'),
  })
}

const arrival = (one: Arrival): Received => ({ kind: 'arrival', arrival: one })
const idOf = ({ appId }: Facts, id: string): EventId => eventId(`feishu:${appId}:${id}`)
const chatOf = (chat: string, kind: Chat['kind']): Chat => ({ channel: 'feishu', chat, kind })
const personOf = (person: string): Person => ({ channel: 'feishu', person })

function timeIn(milliseconds: string | undefined): Instant | undefined {
  return milliseconds !== undefined && /^\d{1,15}$/.test(milliseconds)
    ? instant(Number(milliseconds))
    : undefined
}
