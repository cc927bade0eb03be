import type { Generated, Selectable } from 'kysely'
import type { Arrival, Chat } from '../chat/arrival.js'
import type { Effect } from '../chat/decision.js'
import type { KnownChat } from '../chat/turn.js'
import type { Session } from '../chat/session.js'
import type { Call, Json, Lane } from '../ports-sending.js'
import type { Press } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import type {
  CardKey,
  ChannelName,
  EntryId,
  EventId,
  HandoverCode,
  MessageId,
  PressToken,
  ThreadId,
} from '../values/ids.js'
import type { Bit, JsonText } from './column-text.js'
import type { InterviewsTable } from './tables-interviews.js'
import type {
  FeedsTable,
  LedgerTable,
  MattersTable,
  RecordTable,
  SettingsColumn,
  SheetsTable,
  StandInsTable,
  ToldRulesTable,
  WatchesTable,
} from './tables-watch.js'

/** The tables as both databases have them: instants are integers, booleans 0 or 1, JSON is text. */
export interface Tables {
  readonly arrivals: ArrivalsTable
  readonly sessions: SessionsTable
  readonly presses: PressesTable
  readonly cards: CardsTable
  readonly outbox: OutboxTable
  readonly answers: AnswersTable
  readonly ratings: RatingsTable
  readonly transcript: TranscriptTable
  readonly serving: ServingTable
  readonly chats: ChatsTable
  readonly handovers: HandoversTable
  readonly caught_up: CaughtUpTable
  readonly matters: MattersTable
  readonly watches: WatchesTable
  readonly stand_ins: StandInsTable
  readonly ledger: LedgerTable
  readonly record: RecordTable
  readonly feeds: FeedsTable
  readonly sheets: SheetsTable
  readonly told_rules: ToldRulesTable
  readonly interviews: InterviewsTable
}

/** Both columns are null, or neither is. */
interface LeaseColumns {
  lease_owner: string | null
  lease_until: Instant | null
}

export interface ArrivalsTable extends LeaseColumns {
  /** Grows in the order of commits: see `transaction.ts`. */
  seq: Generated<number>
  channel: ChannelName
  chat: string
  event: EventId
  body: JsonText<Arrival>
  received_at: Instant
  handled_at: Instant | null
}

export interface SessionsTable {
  channel: ChannelName
  chat: string
  /** Empty outside threads: null could not be part of a primary key. */
  thread: ThreadId | ''
  person: string
  body: JsonText<Session>
  changed_at: Instant
}

export interface PressesTable {
  token: PressToken
  press: JsonText<Press>
  channel: ChannelName
  chat: string
  /** A person of the same channel: platforms do not know each other's people. */
  owner: string | null
  expires_at: Instant
  card: CardKey | null
  revision: number | null
}

export interface CardsTable {
  card: CardKey
  channel: ChannelName
  chat: string
  revision: number
  /** The message that shows the card; null until it is sent, and again once it cannot be edited. */
  message: MessageId | null
  /** Whether that message bears the mark of a repeat. */
  marked: Generated<Bit>
  /** When it last had a new revision. */
  changed_at: Instant
}

export type SendState = 'planned' | 'waiting' | 'sending' | 'sent' | 'maybe-sent' | 'refused' | 'collapsed'

export interface OutboxTable extends LeaseColumns {
  id: Generated<number>
  channel: ChannelName
  chat: string
  thread: ThreadId | null
  reply_to: MessageId | null
  lane: Lane
  /** Place in the chat: by rank, then due, then id. Talk has rank 0 and due 0, so only its id counts. */
  rank: number
  due: Instant
  card: CardKey | null
  call: JsonText<Call>
  state: Generated<SendState>
  repeated: Generated<Bit>
  not_before: Generated<Instant>
  /** The message this attempt edits, as resolved when it was claimed. */
  edits: MessageId | null
  /** Whether that one bears the mark of a repeat. */
  marked: Bit | null
  message: MessageId | null
  why: string | null
  /** A digest that gets its content when it is claimed; until then `call` is null. */
  unfilled: Generated<Bit>
  /** The digest that the row belongs to, by the id of its first row, since it has content. Null: none. */
  digest: number | null
  created_at: Instant
  /** Null while the row may still be sent: what the partial indexes hold. */
  settled_at: Instant | null
}

export type OutboxRow = Selectable<OutboxTable>

type Answered = Extract<Effect, { kind: 'answered' }>

export interface AnswersTable {
  channel: ChannelName
  answer: EventId
  chat: string
  person: string
  question: string
  outcome: Answered['outcome']
  entries: JsonText<readonly EntryId[]>
  knowledge: string
  answered_at: Instant
}

export interface RatingsTable {
  channel: ChannelName
  answer: EventId
  person: string
  useful: Bit
  rated_at: Instant
}

export interface TranscriptTable {
  channel: ChannelName
  chat: string
  key: string
  by: 'person' | 'bot'
  body: JsonText<Json>
  /** Place in the chat: the cursor the line began with. */
  place: number
  /** Grows with every change in the chat. */
  cursor: number
  changed_at: Instant
}

export interface ServingTable {
  id: 1
  owner: string
  until: Instant
}

export interface ChatsTable {
  channel: ChannelName
  chat: string
  /** Null until something came from there. */
  kind: Chat['kind'] | null
  state: Generated<KnownChat['state']>
  /** When it last closed: kept when it opens again. */
  closed_at: Instant | null
  /** When somebody else was last told that it is closed. */
  told_closed_at: Instant | null
  /** It closed, and nobody else was told yet: not before then. */
  orphaned_at: Instant | null
  introduced_at: Instant | null
  started_at: Instant | null
  seen_at: Instant | null
  settings: SettingsColumn
}

export interface HandoversTable {
  code: HandoverCode
  channel: ChannelName
  person: string
  press: JsonText<Press>
  expires_at: Instant
  used_at: Instant | null
}

export interface CaughtUpTable {
  channel: ChannelName
  at: Instant
}
