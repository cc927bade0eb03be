import type { Question } from './question.js'
import type { Hit } from './search.js'

/** A question with what was found for it. */
export interface Found {
  readonly question: Question
  readonly hits: readonly Hit[]
  /** Whether it sounds like what people ask us. */
  readonly belonging: number
  /** Whether something was being talked about. */
  readonly onTopic: boolean
}

/** What the first card's match looks like, as numbers that mean the same on a base of any size. */
export interface Evidence extends Pick<Hit, 'coverage' | 'subjects' | 'aspects' | 'like' | 'alike'> {
  /** By how much the first card leads. */
  readonly margin: number
  /** Whether the question, or the talk before it, has a subject at all. */
  readonly named: number
  /** Share of the question that is no word of ours. */
  readonly strange: number
  /** The same beside what names our subjects. */
  readonly alien: number
  /** How like the question is to those that are none of ours. */
  readonly foreign: number
  readonly belonging: number
}

export function evidenceOf({ question, hits, belonging, onTopic }: Found): Evidence {
  const [first, second] = hits
  const strange = question.strange.join('').length
  return {
    coverage: first?.coverage ?? 0,
    subjects: first?.subjects ?? 0,
    aspects: first?.aspects ?? 0,
    margin: Math.min(1, (first?.score ?? 0) - (second?.score ?? 0)),
    named: question.subjects.length > 0 || onTopic ? 1 : 0,
    strange: strange / Math.max(4, question.text.length),
    alien: strange / Math.max(1, strange + question.tellingLength),
    like: first?.like ?? 0,
    alike: first?.alike ?? 0,
    foreign: Math.max(0, ...hits.map(({ card, like }) => (card.is.kind === 'not-covered' ? like : 0))),
    belonging,
  }
}

/**
 * How sure it is that the question is ours and its first card the answer. Fitted to questions that were ours and to
 * others that the base had not been taught (`npm run bench -- fit`).
 */
export const evidenceWeights: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -3.5,
  coverage: 4.8,
  subjects: 0.45,
  aspects: 1.1,
  margin: 1.75,
  named: 0.3,
  strange: -2.7,
  alien: -1.85,
  like: 0.35,
  alike: 1.1,
  foreign: -1.05,
  belonging: 5.5,
}

export const evidenceNames: readonly (keyof Evidence)[] = [
  'coverage',
  'subjects',
  'aspects',
  'margin',
  'named',
  'strange',
  'alien',
  'like',
  'alike',
  'foreign',
  'belonging',
]

export function certainty(found: Found): number {
  if (found.hits.length === 0) return 0
  const evidence = evidenceOf(found)
  const sum = evidenceNames.reduce(
    (total, name) => total + evidenceWeights[name] * evidence[name],
    evidenceWeights.bias,
  )
  return 1 / (1 + Math.exp(-sum))
}
