import type { Effect } from './chat/decision.js'
import type { Chat, ChatClosed } from './chat/arrival.js'
import type { OtherWatch } from './chat/turn.js'
import type { StoredPress } from './chat/press.js'
import type { RuleContents } from './deadlines/rules.js'
import type { NewLine, LineKey, Watched } from './deadlines/watch.js'
import type { QuestionAgain } from './ports-interviews.js'
import type { Call, OutgoingMessage } from './ports-sending.js'
import type { Instant } from './values/civil-date.js'
import type { CardKey, ChatRef, EventId, FeedToken, MatterId, MessageId } from './values/ids.js'

/** What is watched and what was said of it. Every method is one transaction of its own. */
export interface WatchStore {
  /**
   * All matters that this chat watches, and nothing of any other chat's watching of them, but for who stands in for it.
   * What it took over from a closed chat is watched by it.
   */
  watchedIn(chat: ChatRef): Promise<readonly Watched[]>
  /** The chats that watch these matters: for whoever has to be told, never to be shown to another chat. */
  watchersOf(matters: readonly MatterId[]): Promise<readonly OtherWatch[]>
  /** The matters of which this chat hears once nobody answers elsewhere: nobody watches them here. */
  standsInFor(chat: ChatRef): Promise<readonly Watched[]>
  /**
   * Closed chats of which nobody else was told since they closed; of one chat once a day at most. With what they watch
   * or took over, as all chats see it.
   */
  orphaned(now: Instant, limit: number): Promise<readonly Orphaned[]>
  /** Queues what others are told of a closed chat, and that they were. */
  tellOrphaned(chat: ChatRef, messages: readonly OutgoingMessage[], now: Instant): Promise<void>
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
   * are sent when the row is; those in `missed`, `doubted` and `dropped` are not. What is in none comes with another
   * digest. Without calls it ends: also one that was to go once more with the content that it has. Nothing is changed when
   * the lease was lost or any other row has content already, or when a matter changed since it was read.
   */
  fillDigest(filling: Filling, owner: string, now: Instant): Promise<'filled' | 'lost' | 'outdated'>
  /** The digests that ended since then without anybody knowing whether they arrived, in the order in which they ended. */
  doubtful(since: Instant): Promise<readonly DoubtfulDigest[]>
  /** What a digest by its outbox row tells, as long as that is not settled: what one that goes once more has to tell. */
  linesIn(digest: number): Promise<Planned>
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
  /** The rules and holidays of which every chat was told what they changed; undefined before the first. */
  toldRules(): Promise<RuleContents | undefined>
  keepToldRules(contents: RuleContents): Promise<void>
  /** A table that somebody sent to this chat; undefined when it is kept no more. */
  sheet(chat: ChatRef, sheet: EventId): Promise<string | undefined>
  /** What happened to a matter and what was said of it, from the first line. */
  recordOf(matter: MatterId): Promise<readonly RecordLine[]>
}

export type MatterEffect = Extract<
  Effect,
  {
    readonly kind:
      | 'matter-registered'
      | 'matter-noted'
      | 'matter-described'
      | 'watch-changed'
      | 'watch-ended'
      | 'matter-erased'
      | 'stood-in'
      | 'stood-down'
      | 'chat-set'
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
  /** Their matters, with what was said by the rules of these lines. */
  readonly watched: readonly Watched[]
}

export interface Orphaned {
  readonly chat: ChatRef
  readonly why: ChatClosed
  readonly since: Instant
  readonly watched: readonly Watched[]
}

export interface DoubtfulDigest {
  /** Its outbox row. */
  readonly row: number
  readonly chat: ChatRef
  /** Absent until something came from that chat. */
  readonly kind?: Chat['kind']
  readonly endedAt: Instant
}

export interface Filling {
  /** The outbox row of the digest. */
  readonly row: number
  /** Of what it was made. */
  readonly read: readonly Pick<TickedMatter, 'matter' | 'revision'>[]
  /** Empty: there is nothing left to say, and the row ends. */
  readonly calls: readonly Call[]
  readonly card: CardKey
  readonly presses: readonly Omit<StoredPress, 'card' | 'revision'>[]
  readonly told: readonly LineKey[]
  readonly missed: readonly LineKey[]
  /** Of one that was to go once more: nobody will know whether its first attempt came. */
  readonly doubted: readonly LineKey[]
  readonly dropped: readonly LineKey[]
  /** Questions in whose middle it comes, to go behind it. One whose interview changed since it was read is left out. */
  readonly again: readonly QuestionAgain[]
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

/** A line of a matter's record. Each hash covers the one before it: see `storage/deadlines/record-chain.ts`. */
export interface RecordLine {
  /** From 1, without gaps. */
  readonly number: number
  readonly at: Instant
  readonly kind: RecordKind
  /** Ids, days and who did it, as JSON can hold them; never what a message said. */
  readonly body: object
  readonly hash: string
}
