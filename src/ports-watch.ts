import type { Effect } from './chat/decision.js'
import type { StoredPress } from './chat/press.js'
import type { NewLine, LineKey, Watched } from './deadlines/watch.js'
import type { Call } from './ports.js'
import type { Instant } from './values/civil-date.js'
import type { CardKey, ChatRef, FeedToken, MatterId, MessageId } from './values/ids.js'

/** What is watched and what was said of it. Every method is one transaction of its own. */
export interface WatchStore {
  /** All matters that this chat watches, and nothing of any other chat's watching of them. */
  watchedIn(chat: ChatRef): Promise<readonly Watched[]>
  /** Matters whose moment has come, the longest waiting first, with all their watches. */
  awake(now: Instant, limit: number): Promise<readonly Watched[]>
  /** All matters by their ids, a page after another: those behind `after`, with all their watches. */
  matters(after: MatterId | undefined, limit: number): Promise<readonly Watched[]>
  /** What a turn may change of matters, outside any chat: an import. All of it or nothing. */
  change(effects: readonly MatterEffect[], now: Instant): Promise<void>
  /**
   * Keeps the lines that are not known yet, sees to it that a digest is on its way to the chat of each planned one, and
   * sets when to look next. False, and nothing changed, when the matter changed since it was read. Lines of a closed chat
   * wait until it opens again.
   */
  remind(round: TickedMatter, now: Instant): Promise<boolean>
  /**
   * The planned lines of a chat whose hour has come and that no digest tells yet, with their matters as this chat sees
   * them: what its next digest has to tell.
   */
  plannedIn(chat: ChatRef, now: Instant): Promise<Planned>
  /**
   * Gives a digest its content while its row is leased to `owner`; further calls become rows behind it. Lines in `told`
   * are sent when the row is; those in `dropped` need not be. What is in neither comes with another digest. False, and
   * nothing changed, when the lease was lost or the row has content already.
   */
  fillDigest(filling: Filling, owner: string, now: Instant): Promise<boolean>
  /** How many matters are awake, and how many digests wait for an hour still to come. */
  reminding(now: Instant): Promise<{ readonly awake: number; readonly later: number }>
  /** Looks at all matters anew: a rule, a ladder or a holiday file changed. Returns how many. */
  wakeAll(now: Instant): Promise<number>
  /** The newest cards, in every chat, on which a deadline of the matter was told or is being told, with all they tell. */
  cardsTelling(matter: MatterId, limit: number): Promise<readonly ToldCard[]>
  /** What that message of ours tells; nothing if it is none of a digest. */
  toldIn(chat: ChatRef, message: MessageId): Promise<readonly LineKey[]>
  /** When the calendar link of this chat was made; undefined: it has none. */
  feedMadeAt(chat: ChatRef): Promise<Instant | undefined>
  /** The chat whose calendar this link opens; undefined where it is dead, or the bot was sent away from its chat. */
  chatOfFeed(token: FeedToken): Promise<ChatRef | undefined>
  /** What happened to a matter and what was said of it, from the first line. */
  recordOf(matter: MatterId): Promise<readonly RecordLine[]>
}

export type MatterEffect = Extract<
  Effect,
  {
    readonly kind:
      'matter-registered' | 'matter-noted' | 'matter-described' | 'watch-changed' | 'watch-ended' | 'chat-set'
  }
>

export interface TickedMatter {
  readonly matter: MatterId
  readonly revision: number
  readonly lines: readonly NewLine[]
  /** Undefined: never again, until it changes. */
  readonly wakeAt: Instant | undefined
}

export interface Planned {
  readonly lines: readonly LineKey[]
  readonly watched: readonly Watched[]
}

export interface Filling {
  /** The outbox row of the digest. */
  readonly row: number
  /** Empty: there is nothing left to say, and the row ends. */
  readonly calls: readonly Call[]
  readonly card: CardKey
  readonly presses: readonly Omit<StoredPress, 'card' | 'revision'>[]
  readonly told: readonly LineKey[]
  readonly dropped: readonly LineKey[]
}

export interface ToldCard extends Planned {
  readonly chat: ChatRef
  readonly card: CardKey
}

export type RecordKind =
  | 'registered'
  | 'noted'
  | 'described'
  | 'watch-changed'
  | 'watch-ended'
  /** The chat got another id. */
  | 'watch-moved'
  | 'planned'
  | 'missed'
  | 'sent'
  | 'maybe-sent'
  | 'dropped'

/** A line of a matter's record. Each hash covers the one before it: see `storage/record-chain.ts`. */
export interface RecordLine {
  /** From 1, without gaps. */
  readonly number: number
  readonly at: Instant
  readonly kind: RecordKind
  /** Ids, days and who did it, as JSON can hold them; never what a message said. */
  readonly body: object
  readonly hash: string
}
