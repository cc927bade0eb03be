import type { Effect } from './chat/decision.js'
import type { Instant } from './values/civil-date.js'
import type { ChatRef, EntryId } from './values/ids.js'

/** What people asked and what they thought of the answers, for those who look after the knowledge. */
export interface Feedback {
  /** The latest `limit` questions since then that ended without an answer, or whose answer somebody rated 没用; oldest first. */
  unanswered(since: Instant, limit: number): Promise<readonly PastQuestion[]>
  /** The latest `limit` questions since then whose answer somebody rated; oldest first. */
  rated(since: Instant, limit: number): Promise<readonly PastQuestion[]>
}

/** A question with how it ended. Who asked it is not told. */
export interface PastQuestion {
  readonly chat: ChatRef
  readonly question: string
  readonly outcome: Extract<Effect, { kind: 'answered' }>['outcome']
  /** What was shown or offered, best first. */
  readonly entries: readonly EntryId[]
  /** The version of the knowledge that answered. */
  readonly knowledge: string
  readonly at: Instant
  /** How many people rated it 有用, and how many 没用. */
  readonly useful: number
  readonly useless: number
}
