import type { Answer } from '../knowledge/answer.js'
import type { Matter, MatterDescription, Noted } from '../deadlines/matter.js'
import type { ChatSettings, StandIn, StandInWhen, Watch, Watched } from '../deadlines/watch.js'
import type { Rules } from '../deadlines/rules.js'
import type { Faces } from '../draw/face.js'
import type { Flows } from '../interview/flow/flows.js'
import type { Interview, KnownInterview } from '../interview/kept/interview.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { DoubtsPress, LineRef } from '../reply/deadline-press.js'
import type { Press, Reply } from '../reply/reply.js'
import type { CivilDate, Instant } from '../values/civil-date.js'
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
import type { Arrival, Chat, ChatClosed, FileHad } from './arrival.js'
import type { KnownFeed } from './files/calendar.js'
import type { KnownProof } from './files/filing.js'
import type { Prospects } from './interview/prospects.js'
import type { OtherWatch } from './matters/leaving.js'
import type { Handover } from './handover.js'
import type { Place } from './place.js'
import type { FoundPress } from './press.js'
import type { OfferedButton, Session } from './session.js'

/** One arrival with everything a decision may look at: rows of this chat and person only. */
export interface Turn {
  readonly arrival: Arrival
  readonly known: Known
  readonly now: Now
}

export interface Known {
  readonly session: Session
  readonly knowledge: Knowledge
  readonly rules: Rules
  readonly flows: Flows
  /** What this chat watches. */
  readonly watched?: readonly Watched[]
  /** What it hears of only once nobody answers elsewhere. */
  readonly standsInFor?: readonly Watched[]
  /** Whether the person who acts may manage this chat; always so in a private one. */
  readonly mayManage?: boolean
  /** Unguessable texts for new matters. */
  readonly fresh?: readonly string[]
  /** The deadlines of which the message told that this one replies to. */
  readonly replied?: readonly LineRef[]
  /** The other chats that watch a matter of which this was asked: they are told, never shown. */
  readonly others?: readonly OtherWatch[]
  readonly press?: FoundPress
  readonly feed?: KnownFeed
  /** What this chat watches, as an iCalendar text. */
  readonly calendar?: string
  readonly faces?: Faces
  readonly proof?: KnownProof
  /** The file that came, or why it could not be had. */
  readonly file?: FileHad
  /** What a table that came says of companies; undefined where it says nothing of any. */
  readonly prospects?: Prospects
  /** The text of a table that was sent here; undefined when it is kept no more. */
  readonly sheet?: string
  /** The interview that was asked for; undefined where it is not this person's. */
  readonly interview?: KnownInterview
  /** This person's interviews, newest first, at most ten. */
  readonly interviews?: readonly KnownInterview[]
  /** Reminders that ended in doubt, as operators were told of them. */
  readonly doubts?: readonly Pick<DoubtsPress, 'from' | 'until' | 'count'>[]
  /** What this chat is like on its platform. */
  readonly place: Place
  /** What is kept of this chat; undefined when it was never seen. */
  readonly chat?: KnownChat
  readonly handover?: Handover
  /** How the person who acts can be reached alone. */
  readonly alone?: Alone
  /** When this process began to serve. */
  readonly since?: Instant
  /** There is no room to take anything new on. */
  readonly short?: true
  /** Where alarms go: the operators' chats. */
  readonly operators: readonly ChatRef[]
}

/** What is fetched for one intent, and for no other. */
export type Needed = Omit<
  Known,
  'session' | 'knowledge' | 'rules' | 'flows' | 'place' | 'since' | 'short' | 'operators'
>

export interface KnownChat {
  readonly state: 'live' | ChatClosed
  /** Absent while it is live. */
  readonly closedAt?: Instant
  /** Absent until something came from there, or its platform named it when we wrote to its person. */
  readonly kind?: Chat['kind']
  /** Whether the bot has introduced itself there. */
  readonly introduced: boolean
}

/** How one person can be reached alone: by writing first, or only by a link that the person follows. */
export type Alone =
  | { readonly kind: 'writes'; readonly chat: ChatRef; readonly session: Session }
  | { readonly kind: 'link'; readonly url: string; readonly code: HandoverCode }

export interface Now {
  readonly at: Instant
  readonly today: CivilDate
}

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
