import type { CivilDate } from '../values/civil-date.js'
import type { EntryId } from '../values/ids.js'
import type { Scope } from './asking-files.js'
import type { EntrySource as Entry } from './entry.js'
import type { JudgedValue } from './judge/judge.js'
import type { Hit, SearchOptions } from './search/search.js'
import type { Question } from './words/question.js'

/** Every way a question can end. `nearest` are topics to offer when there is no answer. */
export type Answer =
  | {
      readonly kind: 'found'
      readonly entry: Entry
      readonly related: readonly Entry[]
      /** Whether the value that the question names will do. */
      readonly judgement?: JudgedValue
      /** A sum as it was said, in another money than yuan: it cannot be judged. */
      readonly foreignSum?: string
      /** Whether what the question states is true, where it asks for nothing but that. */
      readonly confirmed?: Confirmed
      /** What the word means that the question asks about, where it asks for nothing but that. */
      readonly meaning?: string
    }
  | { readonly kind: 'ambiguous'; readonly choices: readonly Entry[] }
  | {
      readonly kind: 'unknown'
      readonly why: 'empty' | 'no-match' | 'not-then'
      readonly nearest: readonly Entry[]
    }
  | { readonly kind: 'out-of-scope'; readonly says: string; readonly nearest: readonly Entry[] }
  | { readonly kind: 'refused'; readonly card: Scope['refusals'][number] | { readonly says: string } }

/** What somebody wants confirmed of a thing: that it is needed, that one may do without it, that it is allowed, or is so. */
export type Stated = 'need' | 'do-without' | 'can' | 'be'

/** A question that states something and asks for a yes or a no, held against what its entry says of the thing. */
export interface Confirmed {
  readonly matter: Stated
  /** 对吗 and 吧 want to hear 对, 是吗 wants to hear 是, and 要不要 its own word again. */
  readonly how: 'right' | 'so' | 'plain'
  /** Whether the thing is needed, allowed or so. */
  readonly holds: boolean
  /** Whether what was stated is true: 不用实缴 is, where nothing has to be paid in. */
  readonly agrees: boolean
}

/** What may bend an answer besides the words of the question. */
export interface Asking {
  readonly asOf: CivilDate
  /** The entry the same person was just reading, if it is recent. */
  readonly topic?: EntryId
}

/** `withTerms`: hits tell what each term of the question added to them, for whoever looks into it. */
export type Explaining = Asking & Pick<SearchOptions, 'withTerms'>

/** How an answer came about, for `--explain`. */
export interface Explained {
  readonly question: Question
  readonly answer: Answer
  readonly hits: readonly Hit[]
  readonly certainty: number
}

/** The entries an answer shows or offers, best first. */
export function entriesOf(answer: Answer): readonly EntryId[] {
  switch (answer.kind) {
    case 'found':
      return [answer.entry.id, ...answer.related.map(({ id }) => id)]
    case 'ambiguous':
      return answer.choices.map(({ id }) => id)
    case 'unknown':
    case 'out-of-scope':
    case 'refused':
      return []
  }
}
