import type { CivilDate, Instant } from '../values/civil-date.js'
import type { FlowId, InputId, InterviewId } from '../values/ids.js'

/**
 * What a button about interviews does. It names its question, so that an old button never answers another one; an
 * answer that was typed and asked back waits in the session, and `meant` takes it.
 */
export type InterviewPress =
  /** Opens the interview of that kind where it stands, or a new one. */
  | { readonly kind: 'interview-open'; readonly flow: FlowId }
  /** A table to fill for many companies; absent: which interview is asked first. */
  | { readonly kind: 'interview-table'; readonly flow?: FlowId }
  /** Asks for the code by which an interview that was begun elsewhere goes on here. */
  | { readonly kind: 'interview-code' }
  | ({ readonly kind: 'interview'; readonly interview: InterviewId } & InterviewStep)

export type InterviewStep =
  /** Options by id; of a question that takes yes or no 'yes' or 'no'. */
  | { readonly step: 'answer'; readonly input: InputId; readonly options: readonly string[] }
  /** Another answer to a question that was answered: one of the changes that would pass. */
  | { readonly step: 'set'; readonly input: InputId; readonly options: readonly string[] }
  /** Shows the question again with these ticked. */
  | { readonly step: 'pick'; readonly input: InputId; readonly options: readonly string[] }
  | { readonly step: 'unknown' | 'meant' | 'keep' | 'why' | 'person' | 'change'; readonly input: InputId }
  /** The question before that one. */
  | { readonly step: 'back'; readonly input: InputId }
  | { readonly step: 'review'; readonly from: number }
  | { readonly step: 'undo' | 'pause' | 'go-on' | 'whole' }
  /** `sure`: it was asked whether that is meant. */
  | { readonly step: 'cancel' | 'restart'; readonly sure?: true }
  /** What it came to, or one side of it. */
  | { readonly step: 'result'; readonly view: ResultView }
  /** Opens or closes one branch of why it came to that; `open` stand open then, `answeredAt` is when its card was true. */
  | {
      readonly step: 'branch'
      readonly branch: string
      readonly open: readonly string[]
      readonly answeredAt: Instant
    }
  /** Which other answers can be put beside those that were given; then what one of them would come to. */
  | { readonly step: 'compare' }
  | { readonly step: 'compare-with'; readonly input: InputId; readonly options: readonly string[] }
  /** How many days getting ready shall take; absent: they are asked for. */
  | { readonly step: 'preparation'; readonly days?: number }
  /** A document of the result to pass on. */
  | { readonly step: 'document'; readonly as: 'pdf' | 'markdown' }
  /** A code by which it goes on in another conversation. */
  | { readonly step: 'elsewhere' }
  /** The list of materials to get ready; once all are, they can be taken for the answers. */
  | { readonly step: 'papers' | 'papers-ready' }
  /** Notes one thing on that list. */
  | ({ readonly step: 'paper'; readonly paper: string } & PaperNote)
  /** Takes over what was answered in that earlier interview; absent: in the last one. */
  | { readonly step: 'reuse'; readonly earlier?: InterviewId }

/** Only what is named changes. */
export interface PaperNote {
  readonly done?: boolean
  readonly owner?: string
  readonly due?: CivilDate
}

export const resultViews = ['summary', 'why', 'whole-why', 'fixes', 'practice', 'papers'] as const
export type ResultView = (typeof resultViews)[number]
