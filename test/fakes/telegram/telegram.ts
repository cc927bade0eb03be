import type { Message, MessageEntity, MessageOrigin, Update, UserFromGetMe } from 'grammy/types'

/** A Bot API server on 127.0.0.1 with any number of bots, each in a world of its own. */
export interface FakeTelegram {
  /** For grammY's `apiRoot`. Stays the same through `down` and `up`. */
  readonly url: string
  /** A new bot with its own token, people and chats; nothing is shared with other bots. */
  bot(options?: BotOptions): FakeBot
  /** Cuts every connection and refuses new ones. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

export interface BotOptions {
  readonly username?: string
  /** Privacy mode, as BotFather sets it; on by default: `can_read_all_group_messages` is its opposite. */
  readonly privacy?: boolean
  /** Whether a bare mention reaches a bot in privacy mode. True by default; in the wild it is unreliable. */
  readonly mentionsArrive?: boolean
  /** How long a webhook may take to answer; 60 s by default. */
  readonly webhookTimeoutMs?: number
  /** How long after a failed push the same update is pushed again; 20 ms by default. */
  readonly webhookRetryMs?: number
  /** What messages are dated with and presses grow old by. */
  readonly now?: () => Date
}

/** One bot, seen from outside: what people do to it, what goes wrong around it and what came of it. */
export interface FakeBot extends People, Membership, Trouble, Reading {
  readonly token: string
  readonly me: UserFromGetMe
}

/** Ends what was begun. Calling it again changes nothing. */
export type Lift = () => void

export interface FakeChat {
  readonly id: number
  readonly kind: 'private' | 'group' | 'supergroup' | 'channel'
  readonly forum: boolean
}

/** Who writes: a person, or somebody hidden behind a chat. */
export interface Speaker {
  readonly id: number
  readonly name: string
  readonly username?: string
  /** Speaks as this chat: an anonymous administrator. */
  readonly as?: FakeChat
}

export interface Person extends Speaker {
  /** The private conversation with the bot. The bot may write there once the person has written. */
  readonly alone: FakeChat
}

export interface PersonOptions {
  readonly id?: number
  readonly name?: string
  readonly username?: string
}

export interface GroupOptions {
  readonly id?: number
  /** `group` by default. A `forum` is a supergroup with topics. */
  readonly kind?: 'group' | 'supergroup' | 'forum'
  readonly title?: string
  /** The first one owns the group; without any, somebody unknown does. Others join by speaking. */
  readonly admins?: readonly Person[]
  /** The bot's standing from the start, without an update; `member` by default. */
  readonly bot?: BotStatus
  /** The channel whose posts are forwarded here by themselves. */
  readonly linkedTo?: FakeChat
}

export interface SayOptions {
  readonly replyTo?: SeenMessage
  /** The topic, as `topic` returned it. */
  readonly thread?: number
  /** Puts the bot's name before the text: `@username`, or a `text_mention` of its visible name. */
  readonly mention?: 'username' | 'name'
  /** When it was written, if not now. */
  readonly at?: Date
  /** A person, a channel, or the name of somebody who hides behind it. */
  readonly forwardedFrom?: Person | FakeChat | string
}

export type MediaKind = 'sticker' | 'voice' | 'photo' | 'video' | 'document' | 'location' | 'contact'

export interface SendOptions extends SayOptions {
  readonly caption?: string
  /** What a document is; without it, one that nobody can have. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

/** What people do. Each makes the update Telegram would make, if Telegram would make one (privacy mode, rights). */
export interface People {
  /** Somebody who never wrote to the bot. */
  person(options?: PersonOptions): Person
  group(options?: GroupOptions): FakeChat
  /** The bot is its administrator. */
  channel(options?: { readonly id?: number; readonly title?: string }): FakeChat
  /** The id of a new topic of a forum. Its first message, a service message, has the same id. */
  topic(chat: FakeChat, name: string, by: Person): number
  /** Presses 开始 in the private conversation: `/start`, or `/start payload` through a deep link. */
  starts(person: Person, payload?: string): SeenMessage
  /** Commands and @mentions in the text get their entities. */
  says(chat: FakeChat, by: Speaker, text: string, options?: SayOptions): SeenMessage
  sends(chat: FakeChat, by: Speaker, kind: MediaKind, options?: SendOptions): SeenMessage
  /** The administrator of a group who hides behind it (GroupAnonymousBot). */
  anonymousIn(chat: FakeChat): Speaker
  /** A channel post, forwarded by itself to the groups linked to the channel. */
  posts(channel: FakeChat, text: string): SeenMessage
  edits(message: SeenMessage, text: string, options?: { readonly at?: Date }): SeenMessage
  /** Takes a message away; bots are not told. */
  deletes(message: SeenMessage): void
  /** Returns the id of the callback query. Throws, naming the labels there are, when the message now has no such button. */
  presses(message: SeenMessage, label: string, by: Person): string
  /** A press with any data, also on a message that has no such button or is gone. */
  pressesData(message: SeenMessage, data: string, by: Person): string
  /** From now on this query is too old to be answered; by itself it becomes so after 30 s of the bot's clock. */
  expires(query: string): void
  /** Any update as it is, past privacy and rights. Returns its id. */
  raw(update: Omit<Update, 'update_id'>): number
  /** Delivers an update once more under the same id, confirmed or not. */
  duplicate(updateId: number): void
}

export type BotStatus = 'member' | 'administrator' | 'restricted' | 'left' | 'kicked'
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'

/** Who may do what where. The bot hears of itself through `my_chat_member`. */
export interface Membership {
  /** Coming and going also makes the service message that the group reads. */
  botBecomes(chat: FakeChat, status: BotStatus, by: Person): void
  /** Told as `chat_member`, if the bot is an administrator and asked for such updates. */
  memberBecomes(chat: FakeChat, person: Person, status: MemberStatus): void
  blocks(person: Person): void
  unblocks(person: Person): void
  /** The account is gone: writing to it is a 403. */
  deactivates(person: Person): void
  /** The new chat. Both service messages are updates; `first` says which comes first, `old` by default. */
  migrate(chat: FakeChat, options?: { readonly first?: 'old' | 'new' }): FakeChat
  deletesTopic(chat: FakeChat, thread: number): void
  /** The topic stays and takes no more messages. */
  closesTopic(chat: FakeChat, thread: number): void
  /** The bot no longer finds the chat: 400 chat not found. */
  deletesChat(chat: FakeChat): void
}

/**
 * What goes wrong with calls:
 * - `flood`: 429 with `retry_after`;
 * - `error`: JSON with this code, e.g. 500;
 * - `html`: a gateway's page, 502 by default; `taken`: although it takes effect;
 * - `hang`: never answers; `reset`: the connection breaks before anything is read: neither takes effect;
 * - `lost-answer`: takes effect, then the connection breaks;
 * - `unauthorized`: 401, the token was revoked.
 */
export type Fault =
  | { readonly kind: 'flood'; readonly retryAfterSeconds: number }
  | { readonly kind: 'error'; readonly code: number; readonly description?: string }
  | { readonly kind: 'html'; readonly status?: number; readonly taken?: boolean }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'unauthorized' }

export interface FaultScope {
  /** All methods if absent. */
  readonly method?: string
  /** For so many calls; until lifted if absent. */
  readonly times?: number
}

export interface Trouble {
  /** The fault set last goes first. */
  fault(fault: Fault, scope?: FaultScope): Lift
  /** Breaks the connection of every call of this bot that is not answered yet: a waiting poll, a hanging send. */
  cutConnections(): void
  /** Another program polls: the poll in flight and each new one gets 409 until lifted. */
  stealPoll(): Lift
}

export interface SeenButton {
  readonly label: string
  readonly data?: string
  readonly url?: string
}

/** A message as people see it at the moment of reading. */
export interface SeenMessage {
  readonly chat: number
  readonly id: number
  readonly byBot: boolean
  /** The user id of the sender; the bot's own for `byBot`, absent in channels. */
  readonly from?: number
  /** Text or caption; empty for service messages and bare media. */
  readonly text: string
  readonly entities: readonly MessageEntity[]
  /** Rows of inline buttons, as they are now. */
  readonly buttons: readonly (readonly SeenButton[])[]
  readonly replyTo?: number
  readonly thread?: number
  /** How often its text or buttons were changed. */
  readonly edits: number
  readonly origin?: MessageOrigin
  readonly document?: { readonly name: string; readonly bytes: Uint8Array }
  /** Of a photo. */
  readonly photo?: Uint8Array
  /** As the Bot API tells it. */
  readonly wire: Message
}

export interface SeenCall {
  readonly method: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** A call that broke a rule of the Bot API table or a limit; it was answered with 400 (404 for an unknown method). */
export interface Violation {
  readonly method: string
  readonly reason: string
}

/** The answer to a press: what the presser saw for a moment, if `text` is not empty. */
export interface Toast {
  readonly query: string
  readonly text: string
  readonly alert: boolean
}

/** What came of it. The arrays are live: they grow. */
export interface Reading {
  messagesIn(chat: FakeChat): readonly SeenMessage[]
  /** Calls that were read, in order of arrival, also those a fault swallowed (except `reset`). */
  readonly calls: readonly SeenCall[]
  callsOf(method: string): readonly SeenCall[]
  readonly violations: readonly Violation[]
  readonly toasts: readonly Toast[]
  /** All updates ever made, delivered or not. */
  readonly updates: readonly Update[]
  /** How many updates are neither confirmed by an offset nor taken by a webhook. */
  pending(): number
  /** Whether a getUpdates waits now. */
  polling(): boolean
  /**
   * The first value of `condition` that is not false or undefined, asked again after every change of this bot's world.
   * Rejects after `limitMs` (10 s by default), naming `what`.
   */
  waitFor<T>(condition: () => T | false | undefined, what: string, limitMs?: number): Promise<T>
}

export { startTelegram as fakeTelegram } from './server.js'
