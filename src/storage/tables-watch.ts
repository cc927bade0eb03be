import type { ChatSettings, Keeper, Ladders, LineState, StandInWhen } from '../deadlines/watch.js'
import type { Matter } from '../deadlines/matter.js'
import type { RuleContents } from '../deadlines/rules.js'
import type { RecordKind } from '../ports-watch.js'
import type { CivilDate, Instant } from '../values/civil-date.js'
import type { CardKey, ChannelName, CycleId, EventId, MatterId, RuleId, RungId } from '../values/ids.js'
import type { JsonText } from './column-text.js'

export interface MattersTable {
  id: MatterId
  body: JsonText<Matter>
  /** Grows with every change of the matter, its watches or their chats. */
  revision: number
  /** Null: never, until it changes. */
  wake_at: Instant | null
}

export interface WatchesTable {
  matter: MatterId
  channel: ChannelName
  chat: string
  keepers: JsonText<readonly Keeper[]>
  ladders: JsonText<Ladders>
  since: Instant
}

/** Who hears of a matter in the stead of a chat that watches it. */
export interface StandInsTable {
  matter: MatterId
  channel: ChannelName
  chat: string
  when_kind: StandInWhen['kind']
  for_channel: ChannelName
  for_chat: string
  /** Working days, of the kind `unanswered`. */
  after_days: number | null
  /** Of the kind `closed`. */
  since: Instant | null
  by_name: string
}

export interface LedgerTable {
  matter: MatterId
  rule: RuleId
  cycle: CycleId
  rung: RungId
  channel: ChannelName
  chat: string
  /** The day for which it was planned. */
  on_day: CivilDate
  state: LineState
  due: Instant
  not_before: Instant
  /** The digest that tells it: its first row in the outbox. Null while none does. */
  told_by: number | null
  /** The card of that digest. */
  card: CardKey | null
  /** When it ended, or its legal day if that is later; null while planned. */
  spent_at: Instant | null
}

/** The calendar link of a chat. The link itself is not kept. */
export interface FeedsTable {
  channel: ChannelName
  chat: string
  token_hash: string
  made_at: Instant
}

/** What chats were last told of: one row at most. */
export interface ToldRulesTable {
  place: 1
  body: JsonText<RuleContents>
}

/** A table that somebody sent, under the id of the event that brought it. */
export interface SheetsTable {
  channel: ChannelName
  sheet: EventId
  chat: string
  body: string
  kept_at: Instant
}

export interface RecordTable {
  matter: MatterId
  /** From 1, without gaps. */
  number: number
  at: Instant
  kind: RecordKind
  body: JsonText<object>
  hash: string
}

/** How a chat wants to hear of deadlines; null: as usual. */
export type SettingsColumn = JsonText<ChatSettings> | null
