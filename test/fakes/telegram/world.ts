import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Chat, ChatMember, Message, User, UserFromGetMe } from 'grammy/types'
import { Changes } from './changes.js'
import { Faults } from './faults.js'
import type { BotOptions, SeenCall, Toast, Violation } from './telegram.js'
import { Updates } from './updates.js'
import { Webhook } from './webhook.js'

/** A message as it stands, with what the Bot API does not tell. */
export interface Kept {
  wire: Message
  edits: number
  readonly bytes?: Uint8Array
}

export interface Topic {
  closed: boolean
}

/** How a person stands to the bot: never wrote, may be written to, has blocked it, is no more. */
export type Openness = 'fresh' | 'open' | 'blocked' | 'deactivated'

export interface ChatState {
  readonly wire: Chat
  readonly messages: Map<number, Kept>
  nextMessage: number
  readonly members: Map<number, ChatMember>
  readonly topics: Map<number, Topic>
  /** Of a private chat. */
  openness: Openness
  migratedTo: number | undefined
  readonly linkedTo: number | undefined
}

export interface Query {
  readonly at: Date
  over: boolean
}

/** Everything Telegram knows for one bot. */
export interface World {
  readonly token: string
  readonly me: UserFromGetMe
  /** The bot as others see it. */
  readonly user: User
  readonly mentionsArrive: boolean
  readonly now: () => Date
  readonly changes: Changes
  readonly faults: Faults
  readonly updates: Updates
  readonly webhook: Webhook
  readonly chats: Map<number, ChatState>
  readonly users: Map<number, User>
  readonly queries: Map<string, Query>
  /** What people sent, by the ids of the files. */
  readonly files: Map<string, Uint8Array>
  /** Commands by scope and language. */
  readonly commands: Map<string, readonly object[]>
  /** Calls not yet answered. */
  readonly connections: Set<ServerResponse>
  readonly calls: SeenCall[]
  readonly violations: Violation[]
  readonly toasts: Toast[]
  /** Counts the ids given, by sort. */
  readonly next: { person: number; group: number; supergroup: number }
}

export function newWorld(id: number, options: BotOptions): World {
  const changes = new Changes()
  const now = options.now ?? (() => new Date())
  const updates = new Updates(changes, 100_001)
  const { webhookTimeoutMs: timeoutMs = 60_000, webhookRetryMs: retryMs = 20 } = options
  const me = meOf(id, options)
  return {
    me,
    user: { id, is_bot: true, first_name: me.first_name, username: me.username },
    token: `${id}:${randomBytes(26).toString('base64url')}`,
    mentionsArrive: options.mentionsArrive ?? true,
    now,
    changes,
    faults: new Faults(),
    updates,
    webhook: new Webhook(updates, changes, { timeoutMs, retryMs, now }),
    chats: new Map(),
    users: new Map(),
    queries: new Map(),
    files: new Map(),
    commands: new Map(),
    connections: new Set(),
    calls: [],
    violations: [],
    toasts: [],
    next: { person: 1001, group: 1, supergroup: 1_000_000_001 },
  }
}

function meOf(id: number, { username = 'chizheng_bot', privacy = true }: BotOptions): UserFromGetMe {
  return {
    id,
    is_bot: true,
    first_name: '持证',
    username,
    can_join_groups: true,
    can_read_all_group_messages: !privacy,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }
}

export function newChat(wire: Chat, linkedTo?: number): ChatState {
  return {
    wire,
    messages: new Map(),
    // Every chat counts from the same number: an id without its chat means nothing.
    nextMessage: 11,
    members: new Map(),
    topics: new Map(),
    openness: 'fresh',
    migratedTo: undefined,
    linkedTo,
  }
}

/** Basic groups have small negative ids; supergroups and channels share one long range. */
export function newChatId({ next }: World, sort: 'group' | 'supergroup'): number {
  next[sort] += 1
  return sort === 'group' ? -next.group : -1_000_000_000_000 - next.supergroup
}

/** The state of a chat that a test named. */
export function chatOf(world: World, chat: number): ChatState {
  const state = world.chats.get(chat)
  if (state === undefined) throw new Error(`there is no chat ${chat}`)
  return state
}

/** A person that a test named. */
export function userOf(world: World, person: { readonly id: number }): User {
  const user = world.users.get(person.id)
  if (user === undefined) throw new Error(`there is no person ${person.id}`)
  return user
}

/** Puts a message into its chat, under the chat's next id. */
export function keep(
  state: ChatState,
  message: Omit<Message, 'message_id' | 'chat'>,
  bytes?: Uint8Array,
): Kept {
  const message_id = state.nextMessage
  const kept: Kept = {
    wire: { message_id, chat: state.wire, ...message },
    edits: 0,
    ...(bytes !== undefined && { bytes }),
  }
  state.nextMessage += 1
  state.messages.set(message_id, kept)
  return kept
}

export const unixTime = (at: Date): number => Math.floor(at.getTime() / 1000)
