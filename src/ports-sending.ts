import type { ChatClosed } from './chat/arrival.js'
import type { StoredPress } from './chat/press.js'
import type { Instant } from './values/civil-date.js'
import type { CardKey, ChatRef, MessageId, ThreadId } from './values/ids.js'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Who holds a claimed row, and until when it is theirs. Marks made after that are refused. */
export interface Lease {
  readonly owner: string
  readonly until: Instant
}

/** One platform call as the channel's renderer made it, which only that channel reads, or an attachment (`reply/attachment.ts`). */
export type Call = Json

export type Lane = 'talk' | 'reminder'

/** A message ready for the outbox: each of its calls becomes one row. */
export interface OutgoingMessage {
  readonly to: ChatRef
  readonly thread?: ThreadId
  readonly replyTo?: MessageId
  readonly lane: Lane
  /** Of a reminder: the nearest goes first. */
  readonly due?: Instant
  /** Set on a message whose last part may be edited later. */
  readonly card?: CardKey
  readonly calls: readonly Call[]
  readonly presses: readonly Omit<StoredPress, 'card' | 'revision'>[]
}

/** A row of the outbox, claimed for sending. `edits` is what CardKey resolved to; absent means a fresh message. */
export interface Send {
  readonly id: number
  /** The same for every attempt at this row: platforms that drop repeats get it. */
  readonly key: string
  readonly to: ChatRef
  readonly thread?: ThreadId
  readonly replyTo?: MessageId
  readonly call: Call
  /** A digest that has no content yet: `fillDigest` gives it some before it is sent. */
  readonly unfilled?: true
  readonly edits?: MessageId
  /** An earlier attempt may have arrived, or what is edited says so already: say so in the message. */
  readonly repeated: boolean
  /** The message to edit bears the mark of a repeat. */
  readonly marked?: true
  readonly queuedAt: Instant
}

export type SendOutcome =
  /**
   * `chat` is set when the address named a person and the platform says which chat that is: the rest follows there.
   * `marked`: it stands there with the mark of a repeat; the outbox says so, not the channel.
   */
  | { readonly kind: 'sent'; readonly message: MessageId; readonly chat?: string; readonly marked?: true }
  | { readonly kind: 'maybe-sent'; readonly why: string }
  /** It is tried again then, as often as it takes. `doubtful`: this attempt may have arrived, so the next one is a repeat. */
  | { readonly kind: 'not-before'; readonly at: Instant; readonly doubtful?: Doubt; readonly why?: string }
  | { readonly kind: 'moved-to'; readonly chat: string }
  /** The message to edit is gone or too old: the outbox sends a fresh one. */
  | { readonly kind: 'cannot-edit'; readonly why: string }
  /** Final. `closes`: the chat takes nothing more from us at all. */
  | { readonly kind: 'refused'; readonly why: string; readonly closes?: ChatClosed }

/** Why nobody knows whether it arrived. A platform `in-trouble` said so itself: it hardly took the message. */
export type Doubt = 'unanswered' | 'in-trouble'
