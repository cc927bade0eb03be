import type { Answer } from '../knowledge/answer.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Reply } from '../reply/reply.js'
import type { CivilDate, Instant } from '../values/civil-date.js'
import type { CardKey, ChatRef, EntryId, EventId, PersonRef } from '../values/ids.js'
import type { Arrival } from './arrival.js'
import type { FoundPress } from './press.js'
import type { Session } from './session.js'

/** One arrival with everything a decision may look at: rows of this chat and person only. */
export interface Turn {
  readonly arrival: Arrival
  readonly known: Known
  readonly now: Now
}

export interface Known {
  readonly session: Session
  readonly knowledge: Knowledge
  readonly press?: FoundPress
}

export interface Now {
  readonly at: Instant
  readonly today: CivilDate
}

export interface Decision {
  /** The immediate answer to a click; best effort, never in the outbox. */
  readonly toast?: string
  readonly messages: readonly Said[]
  readonly session: Session
  readonly effects: readonly Effect[]
}

/** A reply and the card it belongs to, if it may change later. */
export interface Said {
  readonly reply: Reply
  readonly card?: CardKey
}

/** What a turn changes besides messages and sessions. */
export type Effect =
  | {
      readonly kind: 'answered'
      readonly answer: EventId
      readonly chat: ChatRef
      readonly by: PersonRef
      readonly question: string
      readonly outcome: Answer['kind']
      readonly entries: readonly EntryId[]
      readonly knowledge: string
    }
  | { readonly kind: 'rated'; readonly answer: EventId; readonly by: PersonRef; readonly useful: boolean }

export const nothing = ({ known }: Turn): Decision => ({ messages: [], session: known.session, effects: [] })

export const saying = (reply: Reply, session: Session): Decision => ({
  messages: [{ reply }],
  session: offering(reply, session),
  effects: [],
})

/** The buttons of the last reply can be typed; older ones can only be clicked. */
export function offering(reply: Reply, session: Session): Session {
  const offered = (reply.buttons ?? []).flat().map(({ label, press }) => ({ label, press }))
  return { ...session, offered }
}
