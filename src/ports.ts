import type { Arrival, ChatClosed, SessionKey } from './chat/arrival.js'
import type { Effect } from './chat/decision.js'
import type { KnownChat } from './chat/turn.js'
import type { Handover } from './chat/handover.js'
import type { FoundPress } from './chat/press.js'
import type { Session } from './chat/session.js'
import type { InterviewStore, ReadInterview } from './ports-interviews.js'
import type { WatchStore } from './ports-watch.js'
import type { Instant } from './values/civil-date.js'
import type {
  ChannelName,
  ChatRef,
  EventId,
  HandoverCode,
  MatterId,
  MessageId,
  PersonRef,
  PressToken,
} from './values/ids.js'
import type { Json, OutgoingMessage, Send, SendOutcome, Lease } from './ports-sending.js'

/** The time, passed in wherever it is needed; the terminal can move it. */
export interface Clock {
  now(): Instant
}

/** Unguessable text for presses and browser sessions. */
export interface Dice {
  token(): string
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Ids, kinds and counts only: message text and secrets have no way in. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields & { readonly error?: never }, error?: unknown): void
}

/** All that one turn changes, stored in one transaction or not at all. */
export interface FinishedTurn {
  readonly arrival: EventId
  readonly messages: readonly OutgoingMessage[]
  readonly sessions: readonly { readonly key: SessionKey; readonly session: Session | undefined }[]
  readonly effects: readonly Effect[]
  /** The matters on whose state the effects rest, as they were read. */
  readonly read?: readonly ReadMatter[]
  /** The interviews that the effects replace or erase. */
  readonly readInterviews?: readonly ReadInterview[]
}

export interface ReadMatter {
  readonly matter: MatterId
  readonly revision: number
}

/**
 * `lost`: its lease is, or the arrival was handled already. `outdated`: a matter or an interview that it read was
 * changed meanwhile, by a turn of another chat. Nothing was changed by either.
 */
export type FinishOutcome = 'stored' | 'lost' | 'outdated'

export interface Backlog {
  readonly arrivals: number
  readonly sends: number
  readonly maybeSent: number
}

/** Durable state. Every method is one transaction of its own; a platform is never awaited inside one. */
export interface Store extends WatchStore, InterviewStore {
  /** Stores what came in; a copy of a known event changes nothing. Returns how many were new. */
  accept(arrivals: readonly Arrival[], at: Instant): Promise<number>
  /** Claims up to `limit` arrivals, at most one a chat, each the oldest unhandled of its chat. */
  takeArrivals(lease: Lease, now: Instant, limit: number): Promise<readonly Arrival[]>
  session(key: SessionKey): Promise<Session | undefined>
  /** The private chat that this person used last, if it is open; undefined if there was never one. */
  privateChat(person: PersonRef): Promise<ChatRef | undefined>
  press(token: PressToken): Promise<FoundPress | undefined>
  chat(at: ChatRef): Promise<KnownChat | undefined>
  handover(code: HandoverCode): Promise<Handover | undefined>
  /** Whether this message of the chat is one that the outbox sent. */
  wrote(chat: ChatRef, message: MessageId): Promise<boolean>
  finish(turn: FinishedTurn, owner: string, now: Instant): Promise<FinishOutcome>
  /** Puts messages into the outbox that answer nothing. */
  queue(messages: readonly OutgoingMessage[], now: Instant): Promise<void>
  /** Claims rows that may go now, in the order the outbox rules give; none of the channels in `except`. */
  takeSends(
    lease: Lease,
    now: Instant,
    limit: number,
    except?: readonly ChannelName[],
  ): Promise<readonly Send[]>
  /** Marks claimed rows; a row whose lease was lost keeps its state. */
  settle(
    results: readonly { readonly id: number; readonly outcome: SendOutcome }[],
    owner: string,
    now: Instant,
  ): Promise<void>
  /**
   * Ends what is still to be sent there and queues `alarms`, unless the last ones were less than a day ago; false, and
   * nothing changed, when it was closed already.
   */
  closeChat(
    chat: ChatRef,
    why: ChatClosed,
    alarms: readonly OutgoingMessage[],
    now: Instant,
  ): Promise<boolean>
  /** When the channel last had nothing waiting for us; undefined: never. */
  caughtUp(channel: ChannelName): Promise<Instant | undefined>
  noteCaughtUp(channel: ChannelName, at: Instant): Promise<void>
  /** The chats in which somebody last sent /start, newest first. */
  startedChats(limit: number): Promise<readonly StartedChat[]>
  /** Deletes what nobody needs any more: see `storage/tidy.ts` for how long what is kept. Returns how many rows. */
  tidy(now: Instant): Promise<number>
  /** Frees what a dead owner held: arrivals are taken again, rows found in sending become maybe-sent. Returns how many. */
  recover(now: Instant): Promise<number>
  backlog(): Promise<Backlog>
  /** One `serve` a SQLite file: false while another one's heartbeat is fresh. PostgreSQL always grants it. */
  holdServe(lease: Lease, now: Instant): Promise<boolean>
  /** Who holds it now; undefined when nobody does. */
  serveHolder(): Promise<string | undefined>
  releaseServe(owner: string): Promise<void>
  close(): Promise<void>
}

export interface StartedChat extends ChatRef {
  readonly kind: 'private' | 'group'
  readonly at: Instant
}

/** What the web page shows again after a reload: both sides of a chat, in order, each line once. */
export interface Transcript {
  /** A second line under a known key changes nothing. Edits replace the body of the line they name. Returns the line's id. */
  append(line: NewLine, at: Instant): Promise<MessageId>
  replace(chat: ChatRef, message: MessageId, body: Json, at: Instant): Promise<boolean>
  /** Lines of `chat` changed after `cursor` (0: from the start), oldest first. */
  since(chat: ChatRef, cursor: number, limit: number): Promise<readonly Line[]>
  /** That line of `chat`, as it stands now. */
  line(chat: ChatRef, message: MessageId): Promise<Line | undefined>
}

export interface NewLine {
  readonly chat: ChatRef
  readonly key: string
  readonly by: 'person' | 'bot'
  readonly body: Json
}

export interface Line {
  readonly id: MessageId
  /** Grows with every change: a reader that remembers the last one misses nothing. */
  readonly cursor: number
  readonly by: 'person' | 'bot'
  readonly body: Json
  readonly at: Instant
}
