import type { Instant } from '../values/civil-date.js'
import type { ChatRef, EventId, MessageId, PersonRef, PressToken, ThreadId } from '../values/ids.js'
import type { SheetText } from '../values/sheet-text.js'

export interface Chat extends ChatRef {
  readonly kind: 'private' | 'group'
}

export interface Person extends PersonRef {
  /** What others see; absent where the platform does not tell. */
  readonly name?: string
  /** Speaks as the group itself (an anonymous administrator): nobody can be told apart by this id, so their buttons are anybody's. */
  readonly anonymous?: true
}

interface Arrived {
  /** The platform's own id of the event: a second copy changes nothing. */
  readonly id: EventId
  readonly at: Instant
  readonly chat: Chat
  readonly thread?: ThreadId
  readonly from: Person
  /** The message that came, or on which something was done: what an answer replies to. */
  readonly message?: MessageId
}

/** Why a chat takes nothing more from us. */
export type ChatClosed = 'removed' | 'muted' | 'blocked' | 'gone'

/** One thing that came in, whatever the platform. Whether the bot was called is decided by id in `receive.ts`. */
export type Arrival = Arrived &
  (
    | {
        readonly kind: 'said'
        readonly text: string
        readonly addressed: boolean
        readonly replyTo?: MessageId
        /** `message` was said before and now says this. */
        readonly edited?: true
      }
    | { readonly kind: 'pressed'; readonly token: PressToken; readonly on?: MessageId }
    | { readonly kind: 'unsupported'; readonly what: string; readonly addressed: boolean }
    /** A table, by its name. */
    | { readonly kind: 'file'; readonly file: SentFile; readonly addressed: boolean }
    /** The bot may speak in this chat from now on: added to a group, allowed again, or a person opened the conversation. */
    | { readonly kind: 'joined' }
    | { readonly kind: 'left'; readonly why: ChatClosed }
    /** The platform gave the chat another id. */
    | { readonly kind: 'migrated'; readonly to: string }
  )

export interface SentFile {
  /** As its sender called it. */
  readonly name: string
  /** In bytes, where the platform tells. */
  readonly size?: number
  readonly content: FileContent
}

/** `there`: the platform keeps it, under that key. */
export type FileContent =
  { readonly kind: 'here'; readonly read: SheetText } | { readonly kind: 'there'; readonly key: string }

/** What became of a file that the platform keeps; `unreached`: later it may be had. */
export type FileHad = SheetText | { readonly kind: 'refused' | 'too-large' | 'unreached' }

/** Sessions are kept apart by channel, chat, thread and person. */
export interface SessionKey extends ChatRef {
  readonly thread?: ThreadId
  readonly person: string
}

export function sessionKeyOf(arrival: Arrival): SessionKey {
  return {
    channel: arrival.chat.channel,
    chat: arrival.chat.chat,
    ...(arrival.thread !== undefined && { thread: arrival.thread }),
    person: arrival.from.person,
  }
}
