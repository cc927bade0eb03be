import { normalise } from './normalise.js'
import type { Card } from './card.js'
import { fillerTerms, isPair, termsOf } from './terms.js'
import { weights } from './rank.js'

/** A term of a question with what it is worth: rare words say most, fillers next to nothing. */
export interface WeighedTerm {
  readonly term: string
  readonly weight: number
}

/** The words of all cards: which card has which, and how much each tells. */
export interface Vocabulary {
  /** Each term of a question once, weighed. */
  weighed(terms: readonly string[]): readonly WeighedTerm[]
  /** What a term is worth to the index, whatever its rarity: that the index knows itself. */
  boost(term: string): number
  /** Share of the question's weight that stands in the card at this place. */
  coverage(asked: readonly WeighedTerm[], card: number): number
  /** Terms that are worth looking up: not those that stand in every fifth card, unless there is nothing else. */
  telling(terms: readonly string[]): readonly string[]
  /** Whether two characters stand side by side in any card. */
  readonly knows: (pair: string) => boolean
}

const commonFrom = 0.25

export function vocabularyOf(cards: readonly Card[], fillers: Iterable<string>): Vocabulary {
  const texts = cards.map((card) => normalise([card.title, ...card.aliases, card.text].join(' ')))
  const sets = texts.map((text) => new Set(termsOf(text)))
  const counts = countsOf(sets)
  const pairs = pairsIn(texts)
  const weak = fillerTerms(fillers)
  const unseen = Math.log(1 + counts.size) / 2

  const boost = (term: string): number => {
    if (weak.has(term)) return weights.filler
    return isPair(term) ? 1 : weights.single
  }
  const rarity = (term: string): number => {
    const count = counts.get(term)
    return count === undefined ? unseen : Math.log(1 + sets.length / count)
  }

  return {
    weighed: (terms) => [...new Set(terms)].map((term) => ({ term, weight: rarity(term) * boost(term) })),
    boost,
    coverage: (asked, card) => coverage(asked, sets[card] ?? new Set()),
    telling: (terms) => {
      const told = [...new Set(terms)].filter((term) => (counts.get(term) ?? 0) <= sets.length * commonFrom)
      return told.length > 0 ? told : terms
    },
    knows: (pair) => pairs.has(pair),
  }
}

function coverage(asked: readonly WeighedTerm[], has: ReadonlySet<string>): number {
  let all = 0
  let met = 0
  for (const { term, weight } of asked) {
    all += weight
    if (has.has(term)) met += weight
  }
  return all === 0 ? 0 : met / all
}

function countsOf(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const set of sets) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

function pairsIn(texts: readonly string[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const text of texts) {
    for (const [run] of text.matchAll(/\p{Script=Han}{2,}/gu)) {
      const characters = [...run]
      characters.slice(1).forEach((character, at) => pairs.add((characters[at] ?? '') + character))
    }
  }
  return pairs
}
