import type { Arrival, Chat, ChatClosed, Person, SentFile } from '../../src/chat/arrival.js'
import type { Known } from '../../src/chat/turn.js'
import { instant, type Instant } from '../../src/values/civil-date.js'
import {
  eventId,
  messageId,
  pressToken,
  type HandoverCode,
  type MessageId,
  type PressToken,
} from '../../src/values/ids.js'

/** What a person does. `called` only matters in a group. */
export type Act =
  | {
      readonly kind: 'say'
      readonly text: string
      readonly called: boolean
      /** Replies to the last reminder that went to the chat. */
      readonly toReminder?: boolean
    }
  /** Changes the text of what was last said, or of what was said as `of`. */
  | {
      readonly kind: 'edit'
      readonly text: string
      readonly of?: string | undefined
      readonly called: boolean
    }
  /** The newest button with this label in the chat, or with `oldest` the first that ever had it. */
  | { readonly kind: 'press'; readonly label: string; readonly oldest: boolean }
  | { readonly kind: 'forge'; readonly token: string }
  | { readonly kind: 'send'; readonly what: string; readonly called: boolean }
  /** Sends a table; `had`: what comes of having it, where a platform keeps it. */
  | { readonly kind: 'file'; readonly file: SentFile; readonly had?: Known['file']; readonly called?: false }
  /** Follows the link to the private chat that was last given to anybody. */
  | { readonly kind: 'follow' }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave'; readonly why: ChatClosed }
  | { readonly kind: 'migrate'; readonly to: string }

/** Who does something, where and when; `number` counts what happens in a room. */
export interface Scene {
  readonly number: number
  readonly at: Instant
  readonly chat: Chat
  readonly from: Person
}

/** What people can refer to. */
export interface Past {
  readonly lastCode: () => HandoverCode | undefined
  readonly tokenNamed: (label: string, which: 'newest' | 'oldest') => PressToken
  readonly hear: (message: MessageId, text: string) => void
  /** What was said last, or as these words. */
  readonly said: (text: string | undefined) => MessageId
}

/** An act as it arrives; `agoMs`: it was done that long ago. */
export function arrivalOf(act: Act, { number, at, chat, from }: Scene, past: Past, agoMs: number): Arrival {
  const arrived = { id: eventId(`event-${number}`), at: instant(at - agoMs), chat, from }
  const addressed = (called = true): boolean => chat.kind === 'private' || called
  const said = (text: string, called?: boolean, message = messageId(`message-${number}`)) => {
    past.hear(message, text)
    return { ...arrived, kind: 'said' as const, text, message, addressed: addressed(called) }
  }
  switch (act.kind) {
    case 'say':
      return {
        ...said(act.text, act.called),
        ...(act.toReminder === true && { replyTo: messageId('reminder') }),
      }
    case 'edit':
      return { ...said(act.text, act.called, past.said(act.of)), edited: true }
    case 'follow':
      return said(`/start ${past.lastCode() ?? ''}`)
    case 'send':
      return { ...arrived, kind: 'unsupported', what: act.what, addressed: addressed(act.called) }
    case 'file':
      return { ...arrived, kind: 'file', file: act.file, addressed: addressed(act.called) }
    case 'forge':
      return { ...arrived, kind: 'pressed', token: pressToken(act.token) }
    case 'press':
      return {
        ...arrived,
        kind: 'pressed',
        token: past.tokenNamed(act.label, act.oldest ? 'oldest' : 'newest'),
      }
    case 'join':
      return { ...arrived, kind: 'joined' }
    case 'leave':
      return { ...arrived, kind: 'left', why: act.why }
    case 'migrate':
      return { ...arrived, kind: 'migrated', to: act.to }
  }
}
