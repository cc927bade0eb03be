import { askedPerStep, type Asked } from './asked.js'
import type { Lexicon } from '../words/lexicon.js'
import type { Parts } from './rank.js'
import { countOf, postingsSteps, type Postings } from './postings.js'
import type { Question } from '../words/question.js'
import { questionKeys, wordKeys, type SignBook, type SignKind, type Signs } from './signs.js'
import { mapped, type Steps } from '../steps.js'

/** How like a question is to those that cards were asked with. */
export interface Likest {
  /** Of the card at a place, the two likest, each between 0 and 1. */
  at(place: number): Pick<Parts, 'like' | 'alike'>
  /** The places of the cards that were asked with anything like it, the likest first. */
  readonly places: readonly number[]
}

export interface Likeness {
  to(question: Question): Likest
}

/** All questions that were asked, by their place. */
export interface LearntLikeness {
  /** The card of each. */
  readonly cards: Int32Array
  /** What the weights of each are multiplied with. */
  readonly shares: Float64Array
  /** By the number of a sign, what it weighs. */
  readonly values: Float64Array
  /** Which of them has which signs. */
  readonly postings: Postings
}

export function* likenessSteps(
  asked: readonly Asked[],
  lexicon: Lexicon,
  book: SignBook,
): Steps<LearntLikeness> {
  const worth = worthIn(lexicon, book)
  const telling = ({ signs }: Asked): Signs => signs.filter((sign) => worth[sign] !== 0)
  const compared = yield* mapped(asked, telling, askedPerStep)
  const cards = Int32Array.from(asked, ({ card }) => card)
  yield
  const postings = yield* postingsSteps(compared, book.size)
  const values = worth.map(
    (of, sign) => of * Math.log(1 + cards.length / Math.max(1, countOf(sign, postings))),
  )
  const shares = Float64Array.from(compared, (signs) => shareOf(signs, values))
  return { cards, shares, values, postings }
}

/** Cosine between a question and each that was asked before, rare signs counting most. */
export function likenessOf({ cards, shares, values, postings }: LearntLikeness, book: SignBook): Likeness {
  // Filled anew for each question: to get so much memory and give it back takes longer than the comparing.
  const likenesses = new Float64Array(cards.length)
  const most = cards.reduce((last, card) => Math.max(last, card), -1) + 1
  return {
    to(question) {
      const signs = book.look(questionKeys(question))
      const share = shareOf(signs, values)
      likenesses.fill(0)
      for (const sign of signs) addTo(likenesses, sign, share * (values[sign] ?? 0) ** 2, postings)
      return likestOf(likenesses, { cards, shares, most })
    },
  }
}

const worthOf: Readonly<Record<SignKind, number>> = {
  single: 0,
  word: 1.2,
  subject: 2.2,
  aspect: 1.4,
  beginning: 0,
  end: 0,
  pair: 1,
}
const worthOfFiller = 0.15
const worthEverywhere = 0.4

/** How much each sign says that two questions mean the same. */
function worthIn({ fillers, everywhere }: Lexicon, book: SignBook): Float64Array {
  const weak = book.learn([...fillers].flatMap(wordKeys))
  const broad = book.learn(questionKeys({ text: '', subjects: [...everywhere], aspects: [] }))
  const worth = Float64Array.from({ length: book.size }, (_, sign) => worthOf[book.kindOf(sign)])
  for (const sign of weak) worth[sign] = Math.min(worth[sign] ?? 0, worthOfFiller)
  for (const sign of broad) worth[sign] = worthEverywhere
  return worth
}

/** What the weights of some signs are multiplied with to make their squares one together: a long question is no liker than a short one. */
function shareOf(signs: Signs, values: Float64Array): number {
  let squares = 0
  for (const sign of signs) squares += (values[sign] ?? 0) ** 2
  return squares === 0 ? 0 : 1 / Math.sqrt(squares)
}

function addTo(likenesses: Float64Array, sign: number, worth: number, { start, at }: Postings): void {
  const end = start[sign + 1] ?? 0
  for (let index = start[sign] ?? 0; index < end; index++) {
    const place = at[index] ?? 0
    likenesses[place] = (likenesses[place] ?? 0) + worth
  }
}

interface AskedBefore extends Pick<LearntLikeness, 'cards' | 'shares'> {
  /** Above every card's place. */
  readonly most: number
}

function likestOf(likenesses: Float64Array, { cards, shares, most }: AskedBefore): Likest {
  const like = new Float64Array(most)
  const alike = new Float64Array(most)
  for (let at = 0; at < likenesses.length; at++) {
    const sum = likenesses[at] ?? 0
    if (sum === 0) continue
    const likeness = sum * (shares[at] ?? 0)
    const card = cards[at] ?? 0
    const likest = like[card] ?? 0
    if (likeness > likest) like[card] = likeness
    alike[card] = Math.max(alike[card] ?? 0, Math.min(likest, likeness))
  }
  return {
    at: (place) => ({ like: like[place] ?? 0, alike: alike[place] ?? 0 }),
    places: placesOf(like),
  }
}

function placesOf(like: Float64Array): readonly number[] {
  const places: number[] = []
  for (let place = 0; place < like.length; place++) if (like[place] !== 0) places.push(place)
  return places.sort((a, b) => (like[b] ?? 0) - (like[a] ?? 0))
}
