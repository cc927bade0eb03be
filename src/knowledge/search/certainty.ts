import type { Question } from '../words/question.js'
import type { Hit } from './search.js'

/** A question with what was found for it. */
export interface Found {
  readonly question: Question
  readonly hits: readonly Hit[]
  /** Whether it sounds like what people ask us. */
  readonly belonging: number
}

/** What the first card's match looks like, as numbers that hardly depend on the size of the base. */
export interface Evidence extends Pick<
  Hit,
  'written' | 'coverage' | 'aspects' | 'like' | 'alike' | 'sounds' | 'topic'
> {
  /** By how much the first card leads. */
  readonly margin: number
  /** Share of the question that is no word of ours. */
  readonly strange: number
  readonly belonging: number
}

export function evidenceOf({ question, hits, belonging }: Found): Evidence {
  const [first, second] = hits
  const strange = question.strange.join('').length
  return {
    written: first?.written ?? 0,
    coverage: first?.coverage ?? 0,
    aspects: first?.aspects ?? 0,
    margin: Math.min(1, (first?.score ?? 0) - (second?.score ?? 0)),
    strange: strange / Math.max(4, question.text.length),
    like: first?.like ?? 0,
    alike: first?.alike ?? 0,
    sounds: first?.sounds ?? 0,
    topic: first?.topic ?? 0,
    belonging,
  }
}

/**
 * How sure it is that the question is ours and its first card the answer. Fitted to questions that were ours and to
 * others that the base had not been taught (`npm run bench -- fit`). `topic` is chosen: there are too few follow-ups to fit.
 */
export const evidenceWeights: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -6.1,
  written: 2.4,
  coverage: 1.9,
  aspects: 0.6,
  margin: 0.85,
  strange: -3.1,
  like: 0.9,
  alike: 0.5,
  sounds: 2.7,
  topic: 3,
  belonging: 0.75,
}

export const evidenceNames: readonly (keyof Evidence)[] = [
  'written',
  'coverage',
  'aspects',
  'margin',
  'strange',
  'like',
  'alike',
  'sounds',
  'topic',
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
