import type { Hono } from 'hono'
import type { Arrival, FileHad } from './chat/arrival.js'
import type { Place } from './chat/place.js'
import type { Attachment } from './reply/attachment.js'
import type { Button, Reply } from './reply/reply.js'
import type { Instant } from './values/civil-date.js'
import type { ChannelName, ChatRef, HandoverCode, MessageId, PersonRef, PressToken } from './values/ids.js'
import type { Call, Send, SendOutcome } from './ports-sending.js'

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
