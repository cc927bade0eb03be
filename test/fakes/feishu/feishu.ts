import type { Faulting } from './faults.js'
import type { LongConnection } from './long-connection.js'
import type { People } from './people.js'
import type { Reading } from './reading.js'
import type { Webhook } from './webhook.js'

export { startFeishu } from './server.js'

/** One server that many apps, and so many tests, share. */
export interface FakeFeishu {
  /** What Client and WSClient take as `domain`: http://127.0.0.1:port. */
  readonly domain: string
  app(options?: AppOptions): FakeApp
  /** From now on nothing listens: every app of this server gets ECONNREFUSED, open links are cut. */
  refuseConnections(): Promise<void>
  /** Listens again on the same port. */
  listenAgain(): Promise<void>
  close(): Promise<void>
}

/**
 * One self-built app in one tenant, with its chats and people.
 * Everything that people do returns at once; what the bot makes of it is awaited with `waitFor`.
 */
export interface FakeApp extends Account, Webhook, LongConnection, People, Reading, Faulting {}

export interface AppOptions {
  /** The platform's clock, for all its dates and windows, in ms since 1970. Default: the real one. `pass` moves it on. */
  readonly now?: () => number
  /** Messages and edits one chat takes in a second (the real platform: 5). Default: no limit. */
  readonly chatQps?: number
  /** What the long connection answers a client about itself, in seconds; fractions are fine. */
  readonly clientConfig?: Partial<ClientConfig>
  /** Sends each event in so many frames. Default 1. */
  readonly fragments?: number
  /** As what card clicks arrive on the long connection; the real platform was seen doing both. Default `event`. */
  readonly clickFrames?: 'event' | 'card'
  /** How long a click waits for its answer, in real ms; then the person sees an error. Default 3000. */
  readonly clickAnswerMs?: number
  /** Whether group messages that do not mention the bot reach it (scope im:message.group_msg). Default true. */
  readonly hearsAll?: boolean
  /** Long connections at once; the next is refused. Default 50. */
  readonly maxConnections?: number
}

/** Defaults of the fake: ping 120, and a client that comes back at once (the real one: interval 120, nonce 30). */
export interface ClientConfig {
  readonly PingInterval: number
  readonly ReconnectCount: number
  readonly ReconnectInterval: number
  readonly ReconnectNonce: number
}

export interface Account {
  /** cli_ and 16 hex digits. */
  readonly id: string
  readonly secret: string
  /** The bot's own open_id, as bot/v3/info tells it. */
  readonly botOpenId: string
  readonly tenantKey: string
  /** What events carry on the long connection; a webhook's is given to `pushTo`. */
  readonly verificationToken: string
  now(): number
  /** Moves the platform's clock on and repeats the events that fell due: 15 s, 5 min, 1 h and 6 h after each other. `pass(0)` after moving an own clock. */
  pass(ms: number): void
  /** Pushes every event not yet acknowledged again, now, with the same event_id and create_time. Clicks are never repeated. */
  redeliver(): void
  /** Every token given so far is refused (HTTP 400, 99991663) until a new one is fetched. */
  expireTokens(): void
  /** How often a token was asked for, refusals included. */
  tokenRequests(): number
  /** Calls that need this scope are refused: 99991672 with its name in the message. */
  revokeScope(scope: Scope): void
  grantScope(scope: Scope): void
  /** False: 230006 on every message. */
  setBotAbility(on: boolean): void
  /** What the console has subscribed to: only these are pushed. Default: all. */
  subscribe(types: readonly EventType[] | 'all'): void
}

export type Scope =
  | 'im:message:send_as_bot'
  | 'im:message:readonly'
  | 'im:message.group_at_msg:readonly'
  | 'im:message.group_msg'
  | 'im:message.p2p_msg:readonly'
  | 'im:chat:readonly'
  | 'im:resource'

export type EventType =
  | 'im.message.receive_v1'
  | 'im.message.recalled_v1'
  | 'im.message.message_read_v1'
  | 'im.chat.member.bot.added_v1'
  | 'im.chat.member.bot.deleted_v1'
  | 'im.chat.disbanded_v1'
  | 'im.chat.updated_v1'
  | 'im.chat.access_event.bot_p2p_chat_entered_v1'
  | 'application.bot.menu_v6'
  | 'card.action.trigger'
