import type { Midway } from './chat/interview/asked-again.js'
import type { OfferedButton } from './chat/session.js'
import type { ChatSettings } from './deadlines/watch.js'
import type { Interview, KnownInterview } from './interview/kept/interview.js'
import type { OutgoingMessage } from './ports-sending.js'
import type { Instant } from './values/civil-date.js'
import type { ChatRef, HandoverCode, InterviewId, PersonRef } from './values/ids.js'

/** An interview on whose state something rests, as it was read. */
export interface ReadInterview {
  readonly interview: InterviewId
  readonly revision: number
}

/** One whose person is to be told of it unasked, with how its chat wants to hear of things. Closed chats have none. */
export interface PlacedInterview extends KnownInterview {
  readonly group: boolean
  readonly settings: ChatSettings
}

/** What a person is told of an interview unasked. */
export interface InterviewNews {
  readonly messages: readonly OutgoingMessage[]
  /** The buttons of it, so that they can be typed. */
  readonly offered: readonly OfferedButton[]
}

/** An interview as it was read while its person is in the middle of it. */
export interface KnownMidway extends Midway, KnownInterview {}

/** The question of an interview that was read so, put once more behind what came in between. */
export interface QuestionAgain extends ReadInterview {
  readonly messages: readonly OutgoingMessage[]
}

/** A page of interviews by their ids: those behind `after`. */
export interface InterviewPage {
  readonly after: InterviewId | undefined
  readonly limit: number
}

/** Guided interviews, each its person's own. Every method is one transaction of its own. */
export interface InterviewStore {
  /** That of another person is not found. */
  interview(by: PersonRef, id: InterviewId): Promise<KnownInterview | undefined>
  /** Newest first, whatever their state, of all chats. */
  interviewsOf(by: PersonRef, limit: number): Promise<readonly KnownInterview[]>
  /** What an unused code hands over, whoever has it; undefined once it is no longer its maker's to give. */
  handedInterview(code: HandoverCode, now: Instant): Promise<KnownInterview | undefined>
  /** Those open in this chat, in no topic of it, that somebody went on with since then, with what is talked about there. */
  midway(chat: ChatRef, since: Instant): Promise<readonly KnownMidway[]>
  /** Those that wait unchanged since then, and of which their persons were not told. */
  leftInterviews(since: Instant, page: InterviewPage): Promise<readonly PlacedInterview[]>
  /** Tells of one, and notes that; false, and nothing changed, if it changed meanwhile or was told of. */
  tellLeft(read: ReadInterview, news: InterviewNews, now: Instant): Promise<boolean>
  /** Finished ones that were not yet looked at under the law that has this name. */
  unjudgedInterviews(law: string, limit: number): Promise<readonly KnownInterview[]>
  /** They were: `differs` says whose result is another one than their persons were told. Those that changed meanwhile are left. */
  noteJudged(judged: readonly (ReadInterview & { readonly differs: boolean })[], law: string): Promise<void>
  /** Those whose persons are still to be told of another result. */
  differingInterviews(page: InterviewPage): Promise<readonly PlacedInterview[]>
  /** Keeps what it comes to now and tells of it, if there is anything to tell; false, and nothing changed, if it changed meanwhile. */
  tellJudged(
    read: ReadInterview,
    now: Interview,
    news: InterviewNews | undefined,
    at: Instant,
  ): Promise<boolean>
}
