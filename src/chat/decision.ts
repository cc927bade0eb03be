import type { Answer } from '../knowledge/answer-kinds.js'
import type { Matter, MatterDescription, Noted } from '../deadlines/matter.js'
import type { ChatSettings, StandIn, StandInWhen, Watch } from '../deadlines/watch.js'
import type { Interview } from '../interview/kept/interview.js'
import type { Press, Reply } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import type {
  CardKey,
  ChatRef,
  EntryId,
  EventId,
  FeedToken,
  HandoverCode,
  InterviewId,
  MatterId,
  PersonRef,
} from '../values/ids.js'
import type { ChatClosed } from './arrival.js'
import type { OfferedButton, Session } from './session.js'
import type { Turn } from './turn.js'

export interface Decision {
  /** The immediate answer to a click; best effort, never in the outbox. */
  readonly toast?: string
  readonly messages: readonly Said[]
  readonly session: Session
  /** The session of the private chat to which a turn in a group writes: what is offered there can be typed. */
  readonly there?: { readonly chat: ChatRef; readonly session: Session }
  readonly effects: readonly Effect[]
}

/** A reply and the card it belongs to, if it may change later. */
export interface Said {
  readonly reply: Reply
  readonly card?: CardKey
  /** Absent: where the arrival came from. Elsewhere a message belongs to no thread and replies to nothing. */
  readonly to?: ChatRef
  /** Its buttons are anybody's in that chat: a reminder is for all of them, not for who pressed it last. */
  readonly forAll?: true
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
  | { readonly kind: 'introduced'; readonly chat: ChatRef }
  /** Somebody began anew there with /start: `doctor` shows such chats. */
  | { readonly kind: 'started'; readonly chat: ChatRef }
  | { readonly kind: 'chat-closed'; readonly chat: ChatRef; readonly why: ChatClosed }
  | { readonly kind: 'chat-moved'; readonly chat: ChatRef; readonly to: string }
  | {
      readonly kind: 'handed-over'
      readonly code: HandoverCode
      readonly by: PersonRef
      readonly then: Press
      readonly expiresAt: Instant
    }
  /** A code works once. */
  | { readonly kind: 'handover-used'; readonly code: HandoverCode }
  /** `chat` watches it from now on. */
  | { readonly kind: 'matter-registered'; readonly matter: Matter; readonly chat: ChatRef }
  /** Goes to the end of its log, in this order. */
  | { readonly kind: 'matter-noted'; readonly matter: MatterId; readonly entries: readonly Noted[] }
  | { readonly kind: 'matter-described'; readonly matter: MatterId; readonly as: MatterDescription }
  | {
      readonly kind: 'watch-changed'
      readonly matter: MatterId
      readonly chat: ChatRef
      readonly watch: Pick<Watch, 'keepers' | 'ladders'>
    }
  | { readonly kind: 'watch-ended'; readonly matter: MatterId; readonly chat: ChatRef }
  /** Ends the watching of that chat; if no other watches it, all that is kept of the matter is gone. */
  | { readonly kind: 'matter-erased'; readonly matter: MatterId; readonly chat: ChatRef }
  /** Another chat hears of it in the stead of one that watches it, under these terms. */
  | {
      readonly kind: 'stood-in'
      readonly matter: MatterId
      readonly standIn: Pick<StandIn, 'chat' | 'for' | 'when' | 'by'>
    }
  | {
      readonly kind: 'stood-down'
      readonly matter: MatterId
      readonly chat: ChatRef
      readonly when: StandInWhen['kind']
    }
  | { readonly kind: 'chat-set'; readonly chat: ChatRef; readonly settings: ChatSettings }
  /** The chat's calendar opens with this link from now on, and with no other. */
  | { readonly kind: 'feed-opened'; readonly chat: ChatRef; readonly token: FeedToken }
  | { readonly kind: 'feed-closed'; readonly chat: ChatRef }
  /** Of the digests that ended in doubt from then until then: they arrived, or they go once more and say so. */
  | {
      readonly kind: 'doubts-settled'
      readonly from: Instant
      readonly until: Instant
      readonly as: 'arrived' | 'again'
    }
  /** So that a press imports what was shown of it. */
  | { readonly kind: 'sheet-kept'; readonly sheet: EventId; readonly chat: ChatRef; readonly text: string }
  /** As it stands now: a new one, or in the place of what was kept under its id. */
  | { readonly kind: 'interview-kept'; readonly interview: Interview }
  | { readonly kind: 'interview-erased'; readonly interview: InterviewId }

export const nothing = ({ known }: Turn): Decision => ({ messages: [], session: known.session, effects: [] })

export const saying = (reply: Reply, session: Session): Decision => ({
  messages: [{ reply }],
  session: offering(reply, session),
  effects: [],
})

/** The buttons of the last reply can be typed; older ones can only be clicked. */
export function offering(reply: Reply, session: Session): Session {
  return { ...session, offered: offeredBy(reply) }
}

export const offeredBy = (reply: Reply): readonly OfferedButton[] =>
  (reply.buttons ?? []).flat().map(({ label, press }) => ({ label, press }))
