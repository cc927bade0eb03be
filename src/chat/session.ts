import type { Press, Script } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import type { WrittenAnswer } from '../interview/kept/written-interview.js'
import type {
  CardKey,
  EntryId,
  EventId,
  FlowId,
  InputId,
  InterviewId,
  MessageId,
  PressToken,
} from '../values/ids.js'
import type { Pace } from './flood.js'
import type { Waiting } from './waiting.js'

/** What one person in one chat was last talking about. */
export interface Session {
  /** The entry last answered: for ten minutes a weak hint of what a follow-up means. */
  readonly topic?: { readonly entry: EntryId; readonly at: Instant }
  /** The buttons last shown, so that typing their number or label works everywhere. */
  readonly offered?: readonly OfferedButton[]
  /** What was offered when the bot went deaf: a number typed before `until` means these buttons, later ones were not seen. */
  readonly missed?: { readonly until: Instant; readonly offered: readonly OfferedButton[] }
  /** The last press taken, so that a double click acts once. */
  readonly pressed?: { readonly token: PressToken; readonly at: Instant }
  readonly asked?: AskedQuestion
  /** Messages that were acted on, oldest first: an edit of one, unless it is the last question, says nothing new. */
  readonly done?: readonly MessageId[]
  /** What came too late to be done unasked. */
  readonly late?: Gathered
  /** What the bot asked for last: typed, it is taken as the answer. */
  readonly waiting?: Waiting | undefined
  /** The interview that was last gone on with here, and what it asks now. */
  readonly interview?: Interviewed
  readonly pace?: Pace
  /** What this person wants to read here; simplified until they say so. */
  readonly script?: Script
}

/** The last question: an edit of its message corrects its answer. */
export interface AskedQuestion {
  readonly message: MessageId
  readonly text: string
  readonly answer: EventId
  /** What was talked about before it. */
  readonly topic?: NonNullable<Session['topic']>
}

export interface Interviewed {
  readonly interview: InterviewId
  readonly flow: FlowId
  /** The question that waits for an answer; absent while something else of the interview is shown. */
  readonly input?: InputId
  /** What was typed as the answer and is to be confirmed. */
  readonly meant?: { readonly input: InputId; readonly answer: WrittenAnswer }
  /** What a verdict still waits for: said later, it is taken for the answer. */
  readonly missing?: readonly InputId[]
  /** This question was explained to who did not know, and asked once more. */
  readonly explained?: InputId
  /** How often in a row something was said to the question that is no answer. */
  readonly failed: number
  /** The message that was typed last as an answer: who edits it wants to answer that question anew. */
  readonly typed?: { readonly message: MessageId; readonly text: string; readonly input: InputId }
  /** The materials on the list that was shown last, in its order: what is typed may name one of them. */
  readonly papers?: readonly string[]
}

export interface OfferedButton {
  readonly label: string
  readonly press: Press
}

export const freshSession: Session = {}

/** What one person wanted while the bot was away, on one card: none of it is done unless asked for again. */
export interface Gathered {
  readonly card: CardKey
  readonly begunAt: Instant
  readonly items: readonly LateItem[]
  /** Older ones for which the card had no room. */
  readonly left: number
}

export interface LateItem {
  readonly label: string
  readonly press: Press
  /** Whether a button was pressed or a command sent. */
  readonly by: 'press' | 'command'
  readonly at: Instant
}
