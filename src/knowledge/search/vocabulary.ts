import type { CardText } from './card-text.js'
import type { KnownPair } from '../words/mend.js'
import { countOf, postingsSteps, type Postings } from './postings.js'
import { termWeights, type Parts } from './rank.js'
import { pairKey, wordKeys, type SignBook, type Signs } from './signs.js'
import { mapped, type Steps } from '../steps.js'
import { fillerTerms, isHanPair, isPair, termsOf } from './terms.js'

/** A word of a question with what it is worth: rare words say most, fillers next to nothing. */
export interface WeighedWord {
  readonly key: number
  readonly sign: number
  readonly weight: number
}

export type Coverage = Pick<Parts, 'written' | 'coverage'>

/** The words of all cards: which card has which, and how much each tells. */
export interface Vocabulary {
  /** Each word of a question once, weighed. */
  weighed(text: string): readonly WeighedWord[]
  /** What a term is worth to the index, whatever its rarity: that the index knows itself. */
  boost(term: string): number
  /** How much of a question's weight stands in the card at this place, or means what the card is about. */
  coverage(asked: readonly WeighedWord[], card: number, means: (key: number) => boolean): Coverage
  /** The terms of a text that are worth looking up: not those that stand in every fourth card, unless there is nothing else. */
  telling(text: string): readonly string[]
  /** Whether two characters stand side by side in any entry, or in any card at all. */
  readonly knows: KnownPair
}

const commonFrom = 0.25

export interface LearntVocabulary {
  readonly cards: number
  /** Signs of words that tell nothing. */
  readonly weak: Signs
  /** Which card has which words. */
  readonly postings: Postings
  /** By the number of a sign, whether it stands in any entry, or in what is none of ours. */
  readonly ours: Uint8Array
  readonly others: Uint8Array
}

/** What is said everywhere tells as little as fillers do. */
export function* vocabularySteps(
  texts: readonly CardText[],
  fillers: readonly string[],
  book: SignBook,
): Steps<LearntVocabulary> {
  const weak = book.learn(fillers.flatMap(wordKeys))
  const words = yield* mapped(texts, (text) => wordsOf(text, book))
  const postings = yield* postingsSteps(words, book.size)
  return { cards: texts.length, weak, postings, ...(yield* standingSteps(texts, book)) }
}

export function vocabularyOf(
  { cards, weak, postings, ours, others }: LearntVocabulary,
  fillers: readonly string[],
  book: SignBook,
): Vocabulary {
  const weakSigns = new Set(weak)
  const weakTerms = fillerTerms(fillers)
  const unseen = Math.log(1 + usedIn(postings)) / 2
  const isCommon = (key = 0): boolean => countOf(book.numberOf(key), postings) > cards * commonFrom

  const weighed = (key: number): WeighedWord => {
    const sign = book.numberOf(key)
    const count = countOf(sign, postings)
    const rarity = count === 0 ? unseen : Math.log(1 + cards / count)
    const kind = book.kindOf(sign) === 'pair' ? 1 : termWeights.single
    return { key, sign, weight: rarity * (weakSigns.has(sign) ? termWeights.filler : kind) }
  }

  return {
    weighed: (text) => [...new Set(wordKeys(text))].map(weighed),
    boost: (term) => {
      if (weakTerms.has(term)) return termWeights.filler
      return isPair(term) ? 1 : termWeights.single
    },
    coverage: (asked, card, means) => coverage(asked, ({ sign }) => standsIn(card, sign, postings), means),
    telling: (text) => {
      const keys = wordKeys(text)
      const terms = termsOf(text)
      const told = terms.filter((_, at) => !isCommon(keys[at]))
      return [...new Set(told.length > 0 ? told : terms)]
    },
    knows: (pair, where = 'ours') => {
      if (!isHanPair(pair)) return false
      const sign = book.numberOf(pairKey(pair, 0))
      return ours[sign] === 1 || (where === 'anywhere' && others[sign] === 1)
    },
  }
}

/** What is none of ours is known by likeness alone, not by the words it was asked with. */
function wordsOf({ card, names, says, asked }: CardText, book: SignBook): Signs {
  const called = names.map(({ signs }) => signs)
  const ours = card.is.kind === 'entry' ? asked.map(({ signs }) => signs) : []
  return [
    ...book.together([...called, says, ...ours], ['pair', 'word']),
    // Elsewhere they stand everywhere.
    ...book.together(called, ['single']),
  ]
}

/** How many signs stand anywhere. */
function usedIn({ start }: Postings): number {
  let used = 0
  for (let sign = 0; sign + 1 < start.length; sign++) if (start[sign] !== start[sign + 1]) used++
  return used
}

function standsIn(card: number, sign: number, { start, at }: Postings): boolean {
  let from = start[sign] ?? 0
  let to = start[sign + 1] ?? 0
  while (from < to) {
    const middle = (from + to) >> 1
    if ((at[middle] ?? 0) < card) from = middle + 1
    else to = middle
  }
  return from < (start[sign + 1] ?? 0) && at[from] === card
}

function coverage(
  asked: readonly WeighedWord[],
  stands: (word: WeighedWord) => boolean,
  means: (key: number) => boolean,
): Coverage {
  let all = 0
  let written = 0
  let met = 0
  for (const word of asked) {
    const isWritten = stands(word)
    all += word.weight
    if (isWritten) written += word.weight
    if (isWritten || means(word.key)) met += word.weight
  }
  return all === 0 ? { written: 0, coverage: 0 } : { written: written / all, coverage: met / all }
}

/** Words of cards that say we have nothing are no words of ours: 典当行 stays strange. */
function* standingSteps(
  texts: readonly CardText[],
  book: SignBook,
): Steps<Pick<LearntVocabulary, 'ours' | 'others'>> {
  const ours = new Uint8Array(book.size)
  const others = new Uint8Array(book.size)
  for (const { card, names, says, asked } of texts) {
    const known = card.is.kind === 'entry' ? ours : others
    mark(says, known)
    for (const { signs } of names) mark(signs, known)
    for (const { signs } of asked) mark(signs, known)
    yield
  }
  return { ours, others }
}

function mark(signs: Signs, known: Uint8Array): void {
  for (const sign of signs) known[sign] = 1
}
