import type { Condition } from '../../knowledge/condition/condition.js'
import type { Blocking, Severity } from '../../knowledge/entry.js'
import type { Value } from '../../knowledge/condition/inputs.js'
import type { EntryId, EventKind, FigureId, FlowId, InputId, OutcomeId } from '../../values/ids.js'
import type { DecisionList } from '../decision-list.js'

/** A guided interview: what it asks, which requirements it tests with the answers, and how it can end. */
export interface Flow {
  readonly id: FlowId
  readonly title: string
  readonly intro: string
  /** Where it stands among the others, from 1. */
  readonly place: number
  /** What the button says that opens it from an answer to do with it. */
  readonly invite: string
  /** What answers who asks the very thing that it finds out. */
  readonly entry?: EntryId
  /** In the order in which they are asked, by topic. */
  readonly questions: readonly Question[]
  readonly requirements: readonly Requirement[]
  /** The last one holds where no other does. */
  readonly outcomes: DecisionList<Outcome>
  /** What can be watched from now on, with the days that were answered. */
  readonly arms?: Arms
  /** Without these no verdict is given: it would rest on nothing. */
  readonly needs: readonly InputId[]
  /** Papers that have to be got ready though nobody is asked for them. */
  readonly prepare: readonly ToPrepare[]
  /** What the result says besides the states, in this order. */
  readonly remarks: readonly Remark[]
}

/** One thing to have ready of which nobody is asked. */
export interface ToPrepare {
  readonly id: string
  readonly name: string
}

export interface Arms {
  readonly label: string
  readonly matter: 'licence' | 'application' | 'change' | 'company'
  readonly events: ReadonlyMap<EventKind, InputId>
}

/** Asks for one input; its id is the question's id. */
export interface Question {
  readonly input: InputId
  readonly topic: string
  readonly ask: string
  readonly help: string
  /** Where somebody who does not know can look. */
  readonly lookUp: string
  /** Who does not know hears this and is asked once more. */
  readonly explain?: string
  /** Buttons where the name of the option or 是 and 否 do not fit the question. */
  readonly labels: ReadonlyMap<string, string>
  /** Asked only where this holds; absent: wherever it can still matter. */
  readonly when?: Condition
  /** Not asked where the answers before it say it already. */
  readonly implied?: Implied
  /** Asked although no requirement reads it. */
  readonly use?: Use
  /** What a change of it costs; absent: nobody can change it. */
  readonly change?: Change
  readonly plausible: Plausible
  /** Grows when the question begins to mean something else: older answers are asked again. */
  readonly meaning: number
}

/** Where the condition holds the answer is this one. */
export interface Implied {
  readonly when: Condition
  readonly value: Value
}

/** What an answer is for that no requirement reads. */
export type Use = 'timeline' | 'note'

export const leads = ['days', 'weeks', 'months'] as const
/** How long it takes until a change is real. */
export type Lead = (typeof leads)[number]

export interface Change {
  readonly lead: Lead
  readonly how: string
  /** Only to these: options, or 'yes' and 'no'. */
  readonly to?: readonly string[]
}

/** An answer beyond these is asked back once. */
export interface Plausible {
  /** No more than what was answered there: paid-in capital and the registered one. */
  readonly atMost?: InputId
  /** In steps of the input's unit. */
  readonly from?: bigint
  readonly to?: bigint
}

export const requirementStates = ['met', 'unmet', 'unknown', 'authority-decides', 'not-applicable'] as const
export type RequirementState = (typeof requirementStates)[number]

/** One thing that the law, practice or good sense asks of a company. */
export interface Requirement {
  readonly entry: EntryId
  /** What a result calls it; its entry is called by a question. */
  readonly name: string
  readonly severity: Severity
  readonly blocks: Blocking
  /** What is compared; absent where nothing can be met or missed, only left to the authority. */
  readonly met?: Condition
  readonly states: DecisionList<Exclude<RequirementState, 'unknown'>>
}

export const verdicts = [
  'ready',
  'not-ready',
  'cannot-tell',
  'authority-decides',
  'not-needed',
  'not-supported',
] as const
export type Verdict = (typeof verdicts)[number]

/** One way to end: which licence, and where to go. */
export interface Outcome {
  readonly id: OutcomeId
  readonly title: string
  /** Its title once that was answered: with the full name of the answer between both. */
  readonly named?: { readonly by: InputId; readonly before: string; readonly after: string }
  readonly says: string
  readonly entry: EntryId
  readonly verdict: Exclude<Verdict, 'not-ready' | 'cannot-tell'>
  /** What is otherwise with what can be watched: days without which there is nothing to watch, and what happens by this very answer. */
  readonly arms?: { readonly needs: readonly EventKind[]; readonly today: readonly EventKind[] }
  /** Requirements that are not met do not change its verdict. */
  readonly final: boolean
}

/** Something to say with the result that is no requirement and changes no verdict. */
export interface Remark {
  readonly id: string
  /** Said where all of these hold; one without any is told only to who says one of its words. */
  readonly when?: Condition
  readonly unlessApart?: Apart
  readonly said: readonly string[]
  readonly says: string
  readonly entry: EntryId
}

/** Two days that belong as many years apart as a figure says; a day less is as right. */
export interface Apart {
  readonly from: InputId
  readonly to: InputId
  readonly figure: FigureId
}
