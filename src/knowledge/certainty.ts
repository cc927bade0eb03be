import type { Question } from './question.js'
import type { Hit } from './search.js'

/** What the first card's match looks like, as numbers that mean the same on a base of any size. */
export interface Evidence {
  readonly coverage: number
  readonly subjects: number
  readonly aspects: number
  readonly margin: number
  readonly named: number
  readonly strange: number
}

export function evidenceOf(question: Question, hits: readonly Hit[], onTopic: boolean): Evidence {
  const [first, second] = hits
  const strange = question.strange.join('').length
  return {
    coverage: first?.coverage ?? 0,
    subjects: first?.subjects ?? 0,
    aspects: first?.aspects ?? 0,
    margin: Math.min(1, (first?.score ?? 0) - (second?.score ?? 0)),
    named: question.subjects.length > 0 || onTopic ? 1 : 0,
    strange: strange / Math.max(4, question.text.length),
  }
}

/**
 * The chance that the first card is right. Between a fit to the golden questions (`npm run bench -- certainty`), which
 * trusts the words alone, and the wish that a named subject counts even where people use words that no card has.
 */
export const weights: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: -1.6,
  coverage: 2.6,
  subjects: 0.9,
  aspects: 0.5,
  margin: 1.2,
  named: 0.8,
  strange: -4.5,
}

export function certainty(question: Question, hits: readonly Hit[], onTopic: boolean): number {
  if (hits.length === 0) return 0
  const evidence = evidenceOf(question, hits, onTopic)
  const keys = Object.keys(evidence) as (keyof Evidence)[]
  const sum = keys.reduce((total, key) => total + weights[key] * evidence[key], weights.bias)
  return 1 / (1 + Math.exp(-sum))
}
