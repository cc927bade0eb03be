import type { CivilDate, Instant } from '../../values/civil-date.js'
import type {
  ChatRef,
  EntryId,
  FlowId,
  InputId,
  InterviewId,
  OutcomeId,
  PersonRef,
} from '../../values/ids.js'
import type { Answer, Answers } from '../answers.js'
import type { RequirementState, Verdict } from '../flow/flow.js'

/** One person's interview. Where it stands and what it comes to is worked out from its answers each time. */
export interface Interview {
  readonly id: InterviewId
  readonly flow: FlowId
  readonly by: PersonRef
  /** Where it is asked now. */
  readonly chat: ChatRef
  readonly state: InterviewState
  readonly startedAt: Instant
  /** Of the last answer or move. */
  readonly changedAt: Instant
  /** Everything that was answered, also to questions that are not asked any more. */
  readonly answers: ReadonlyMap<InputId, GivenAnswer>
  /** The answered question to which somebody went back. */
  readonly at?: InputId
  /** What the answers were before the last change, which can be taken back until then. */
  readonly undo?: { readonly answers: ReadonlyMap<InputId, GivenAnswer>; readonly until: Instant }
  /** Goes on although nothing more can change the verdict: for the full list. */
  readonly whole?: true
  /** What it came to when it was last finished, or last judged again. */
  readonly came?: CameTo
  /** How many days getting ready shall take, where that is not what we advise. */
  readonly preparationDays?: number
  /** What was noted on its list of materials: of this company and no other. */
  readonly papers?: readonly NotedPaper[]
}

/** What somebody noted of one thing to have ready on paper; absent: as the answers say, and nobody's. */
export interface NotedPaper {
  /** The id of the paper. */
  readonly paper: string
  readonly done?: boolean
  readonly owner?: string
  readonly due?: CivilDate
}

/** One as it is kept; its revision grows with every change. */
export interface KnownInterview {
  readonly interview: Interview
  readonly revision: number
}

export type InterviewState = 'open' | 'paused' | 'finished' | 'cancelled'

export interface GivenAnswer {
  readonly answer: Answer
  /** Of the question as it was then: asked under another meaning it is asked again. */
  readonly meaning: number
  readonly at: Instant
}

/** A result as it was told: enough to see whether it would be told otherwise today. */
export interface CameTo {
  readonly on: CivilDate
  readonly knowledge: string
  readonly verdict: Verdict
  readonly outcomes: readonly OutcomeId[]
  readonly states: readonly (readonly [EntryId, RequirementState])[]
}

/** The answers as they count under these questions: what was asked under another meaning does not. */
export function answersUnder(
  given: ReadonlyMap<InputId, GivenAnswer>,
  questions: readonly { readonly input: InputId; readonly meaning: number }[],
): Answers {
  return new Map(
    questions.flatMap(({ input, meaning }): readonly (readonly [InputId, Answer])[] => {
      const one = given.get(input)
      return one?.meaning === meaning ? [[input, one.answer]] : []
    }),
  )
}
