import type { Hono } from 'hono'
import type { Arrival, ChatClosed, FileHad, SessionKey } from './chat/arrival.js'
import type { Effect } from './chat/decision.js'
import type { KnownChat } from './chat/turn.js'
import type { Handover } from './chat/handover.js'
import type { Place } from './chat/place.js'
import type { FoundPress, StoredPress } from './chat/press.js'
import type { Session } from './chat/session.js'
import type { InterviewStore, ReadInterview } from './ports-interviews.js'
import type { WatchStore } from './ports-watch.js'
import type { Attachment } from './reply/attachment.js'
import type { Button, Reply } from './reply/reply.js'
import type { Instant } from './values/civil-date.js'
import type {
  CardKey,
  ChannelName,
  ChatRef,
  EventId,
  HandoverCode,
  MatterId,
  MessageId,
  PersonRef,
  PressToken,
  ThreadId,
} from './values/ids.js'

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

export type TokenOf = (button: Button) => PressToken

/** What goes out of an attachment: a text, a PNG of a drawing, a PDF of a document. The same for the same. */
export type BytesOf = (attachment: Attachment) => Promise<Uint8Array>

/** A platform. Rendering is pure; sending says what became of one call and never throws for a platform's no. */
export interface Channel {
  readonly name: ChannelName
  /** For how long the platform itself drops a second copy under one key. */
  readonly dropsRepeatsForMs: number
  /** How many sends may begin within one second; the platform's own waiting times come on top. */
  readonly sendsPerSecond: number
  place(): Place
  render(reply: Reply, tokenOf: TokenOf): readonly Call[]
  send(send: Send): Promise<SendOutcome>
  /**
   * Whether a person may manage this group, asked of the platform now. Rejects when that cannot be known: then nobody
   * may. A private conversation is its person's own, and not asked about.
   */
  mayManage?(person: PersonRef, chat: ChatRef): Promise<boolean>
  /** A file that the platform keeps, under the key that its arrival named. Soon over: others wait for their turns meanwhile. */
  fetchFile?(file: KeptFile): Promise<FileFetched>
  /** Where one person is written to alone. Absent where every conversation is private anyway. */
  aloneWith?(person: PersonRef): AloneWith
}

/** A file on a platform and the message with which it came. */
export interface KeptFile {
  readonly key: string
  readonly message?: MessageId
}

export type FileFetched =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | Extract<FileHad, { readonly kind: 'refused' | 'too-large' | 'unreached' }>

/** `link`: the person must have written first; until then only a link to it works, which carries a code. */
export interface AloneWith {
  readonly chat: ChatRef
  readonly link?: (code: HandoverCode) => string
}

/** A platform with its connection. What comes in goes to the intake it was made with. */
export interface Platform {
  readonly channel: Channel
  /** Where the platform calls us; absent when we call it. */
  readonly routes?: Hono
  /** Begins to receive, and goes on through any trouble until stopped. */
  start(): void
  /** Resolves when nothing more comes in. */
  stop(): Promise<void>
  /** What keeps it from receiving now, in a few words for operators; empty when all is well. */
  trouble(): readonly string[]
}

/** One thing that `doctor` looked at, in the operators' language. */
export type Finding =
  | { readonly kind: 'well'; readonly what: string }
  /** `remedy`: the step that mends it, with where to find it in the platform's console. */
  | { readonly kind: 'trouble'; readonly what: string; readonly remedy: string }
  /** Worth knowing; nothing to mend. */
  | { readonly kind: 'note'; readonly what: string }

/** What a channel may do with what came in. */
export interface Intake {
  /** Resolves once stored: only then may the platform be told. */
  accept(arrivals: readonly Arrival[]): Promise<void>
  /** The immediate answer to a click, from two indexed reads, before the turn itself follows through `accept`. */
  toast(pressed: Arrival): Promise<string>
  /** Whether we sent this message: a reply to it calls us. */
  wrote(chat: ChatRef, message: MessageId): Promise<boolean>
  /** When the channel last had nothing waiting for us: what comes without a date after a gap is at least that old. */
  caughtUp(channel: ChannelName): Promise<Instant | undefined>
  noteCaughtUp(channel: ChannelName, at: Instant): Promise<void>
}
