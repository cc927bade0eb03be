import type { CardText } from './card-text.js'
import type { KnownPair } from './mend.js'
import { termWeights } from './rank.js'
import { mapped, type Steps } from './steps.js'
import { fillerTerms, isPair } from './terms.js'

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
  coverage(asked: readonly WeighedTerm[], card: number, means?: (term: string) => boolean): number
  /** Terms that are worth looking up: not those that stand in every fourth card, unless there is nothing else. */
  telling(terms: readonly string[]): readonly string[]
  /** Whether two characters stand side by side in any entry, or in any card at all. */
  readonly knows: KnownPair
}

const commonFrom = 0.25

export function* vocabularySteps(texts: readonly CardText[], fillers: Iterable<string>): Steps<Vocabulary> {
  const sets = yield* mapped(
    texts,
    ({ title, alias, text, asked }) => new Set([...title, ...alias, ...text, ...asked]),
  )
  const counts = yield* countsOf(sets)
  const pairs = yield* pairsIn(texts)
  const weak = fillerTerms(fillers)
  const unseen = Math.log(1 + counts.size) / 2

  const boost = (term: string): number => {
    if (weak.has(term)) return termWeights.filler
    return isPair(term) ? 1 : termWeights.single
  }
  const rarity = (term: string): number => {
    const count = counts.get(term)
    return count === undefined ? unseen : Math.log(1 + sets.length / count)
  }

  return {
    weighed: (terms) => [...new Set(terms)].map((term) => ({ term, weight: rarity(term) * boost(term) })),
    boost,
    coverage: (asked, card, means = () => false) => coverage(asked, sets[card] ?? new Set(), means),
    telling: (terms) => {
      const told = [...new Set(terms)].filter((term) => (counts.get(term) ?? 0) <= sets.length * commonFrom)
      return told.length > 0 ? told : terms
    },
    knows: (pair, where = 'ours') => (where === 'ours' ? pairs.get(pair) === 'ours' : pairs.has(pair)),
  }
}

function coverage(
  asked: readonly WeighedTerm[],
  has: ReadonlySet<string>,
  means: (term: string) => boolean,
): number {
  let all = 0
  let met = 0
  for (const { term, weight } of asked) {
    all += weight
    if (has.has(term) || means(term)) met += weight
  }
  return all === 0 ? 0 : met / all
}

function* countsOf(sets: readonly ReadonlySet<string>[]): Steps<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const set of sets) {
    for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1)
    yield
  }
  return counts
}

/** Words of cards that say we have nothing are no words of ours: 典当行 stays strange. */
function* pairsIn(texts: readonly CardText[]): Steps<ReadonlyMap<string, 'ours' | 'others'>> {
  const pairs = new Map<string, 'ours' | 'others'>()
  for (const { card, whole } of texts) {
    const whose = card.is.kind === 'entry' ? 'ours' : 'others'
    for (const [run] of whole.matchAll(/\p{Script=Han}{2,}/gu)) {
      const characters = [...run]
      characters.slice(1).forEach((character, at) => {
        const pair = (characters[at] ?? '') + character
        if (whose === 'ours' || !pairs.has(pair)) pairs.set(pair, whose)
      })
    }
    yield
  }
  return pairs
}
