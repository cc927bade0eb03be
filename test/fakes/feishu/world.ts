import { randomBytes } from 'node:crypto'
import type { Fault } from './faults.js'
import type { Operation, RecordedCall } from './calls.js'
import type { RaisedEvent } from './events.js'
import type { AppOptions, ClientConfig, EventType, Scope } from './feishu.js'
import type { OpenLink } from './long-connection.js'
import type { Chat, Person } from './people.js'
import type { Violation } from './reading.js'
import type { WebhookTarget } from './webhook.js'

/** All that the platform knows about one app: what every part of its fake reads and changes. */
export interface World {
  readonly id: string
  readonly secret: string
  readonly botOpenId: string
  readonly tenantKey: string
  readonly verificationToken: string
  readonly options: AppOptions
  skewMs: number
  readonly tokens: Token[]
  tokenRequests: number
  readonly missingScopes: Set<Scope>
  botAbility: boolean
  subscribed: ReadonlySet<EventType> | 'all'
  readonly people: Map<string, Person>
  readonly unavailable: Set<string>
  readonly chats: Map<string, ChatState>
  readonly messages: Map<string, MessageState>
  /** Pictures and files by the keys that messages name them by. */
  readonly uploads: Map<string, Uploaded>
  /** What people sent, by the keys in their messages. */
  readonly files: Map<string, Uint8Array>
  /** When which uuid was first used, and for which message. */
  readonly uuids: Map<string, { readonly at: number; readonly message: string }>
  readonly events: RaisedEvent[]
  /** Which event a delivery was of. */
  readonly deliveries: Map<string, RaisedEvent>
  readonly clickTokens: Map<string, ClickToken>
  readonly calls: RecordedCall[]
  readonly violations: Violation[]
  readonly faults: ActiveFault[]
  readonly links: OpenLink[]
  clientConfig: ClientConfig
  pushWithHandshake: boolean
  webhook?: WebhookTarget
  readonly watchers: Set<() => void>
}

/** A picture has no name. */
export interface Uploaded {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Token {
  readonly value: string
  readonly expiresAt: number
  refused: boolean
}

export interface ChatState extends Chat {
  name: string
  readonly members: Map<string, Person>
  owner: Person | 'bot'
  admins: readonly Person[]
  botIn: boolean
  muted: boolean
  disbanded: boolean
  /** When something was last sent or edited here, for the limit of the chat. */
  sentAt: readonly number[]
}

export interface MessageState {
  readonly id: string
  readonly chatId: string
  /** The open_id of the person or bot. */
  readonly from: string
  readonly by: 'person' | 'this-bot' | 'other-bot'
  readonly kind: string
  /** As on the wire: a JSON string. */
  content: string
  readonly mentions: readonly Mention[]
  readonly createdAt: number
  readonly parent?: string
  readonly root?: string
  thread?: string
  readonly uuid?: string
  edits: number
  gone?: 'recalled' | 'deleted'
}

/** How the platform tells who a placeholder in a text is. */
export interface Mention {
  readonly key: string
  readonly id: { readonly open_id: string; readonly union_id: string; readonly user_id: string }
  readonly name: string
  readonly mentioned_type: 'user' | 'bot'
  readonly tenant_key: string
}

/** What a click gives the bot for updating the card later: 30 minutes, twice, only after the answer. */
export interface ClickToken {
  readonly message: string
  readonly at: number
  answered: boolean
  uses: number
}

export interface ActiveFault {
  readonly operation: Operation | 'any'
  readonly fault: Fault
  left: number
  /** Cuts the connections that hang on this fault. */
  readonly held: (() => void)[]
}

export function newWorld(options: AppOptions): World {
  return {
    id: `cli_${randomBytes(8).toString('hex')}`,
    secret: randomBytes(16).toString('hex'),
    botOpenId: newId('ou_'),
    tenantKey: randomBytes(8).toString('hex'),
    verificationToken: randomBytes(12).toString('hex'),
    options,
    skewMs: 0,
    tokens: [],
    tokenRequests: 0,
    missingScopes: new Set(options.hearsAll === false ? ['im:message.group_msg'] : []),
    botAbility: true,
    subscribed: 'all',
    people: new Map(),
    unavailable: new Set(),
    chats: new Map(),
    messages: new Map(),
    uploads: new Map(),
    files: new Map(),
    uuids: new Map(),
    events: [],
    deliveries: new Map(),
    clickTokens: new Map(),
    calls: [],
    violations: [],
    faults: [],
    links: [],
    clientConfig: {
      PingInterval: 120,
      ReconnectCount: -1,
      ReconnectInterval: 0.05,
      ReconnectNonce: 0,
      ...options.clientConfig,
    },
    pushWithHandshake: false,
    watchers: new Set(),
  }
}

export function newId(prefix: string): string {
  return prefix + randomBytes(16).toString('hex')
}

export function nowIn(world: World): number {
  return (world.options.now ?? Date.now)() + world.skewMs
}

/** Wakes whoever waits for a condition on this world. */
export function changed(world: World): void {
  for (const watcher of world.watchers) watcher()
}

export function chatOf(world: World, chatId: string): ChatState {
  const chat = world.chats.get(chatId)
  if (chat === undefined) throw new Error(`there is no chat ${chatId} in this app`)
  return chat
}

export function messageOf(world: World, messageId: string): MessageState {
  const message = world.messages.get(messageId)
  if (message === undefined) throw new Error(`there is no message ${messageId} in this app`)
  return message
}
