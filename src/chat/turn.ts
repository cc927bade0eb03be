import type { Proof } from '../deadlines/proof.js'
import type { Watch, Watched } from '../deadlines/watch.js'
import type { Rules } from '../deadlines/rules.js'
import type { Faces } from '../draw/face.js'
import type { Flows } from '../interview/flow/flows.js'
import type { KnownInterview } from '../interview/kept/interview.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { DoubtsPress, LineRef } from '../reply/deadline-press.js'
import type { CivilDate, Instant } from '../values/civil-date.js'
import type { ChatRef, FeedToken, HandoverCode, MatterId } from '../values/ids.js'
import type { Arrival, Chat, ChatClosed, FileHad } from './arrival.js'
import type { Prospects } from './interview/prospects.js'
import type { Handover } from './handover.js'
import type { Place } from './place.js'
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

/** What is known of the calendar link of a chat. */
export interface KnownFeed {
  /** When the link that works now was made; absent: there is none. The link itself is not kept. */
  readonly madeAt?: Instant
  /** A link that works once it is kept. Absent: nobody has set under which address the world reaches us. */
  readonly next?: { readonly token: FeedToken; readonly url: string }
}

/** What is on record of a matter, as a file; `altered` where it cannot be vouched for. */
export interface KnownProof {
  readonly matter: MatterId
  readonly proof: Proof
}

/** A chat besides this one that watches a matter. */
export interface OtherWatch {
  readonly matter: MatterId
  readonly watch: Pick<Watch, 'chat' | 'keepers'>
}
