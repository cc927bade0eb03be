import { askedPerStep, type Asked } from './asked.js'
import { count, postingsSteps, type Postings } from './postings.js'
import type { Question } from '../words/question.js'
import { questionKeys, type SignBook, type Signs } from './signs.js'
import type { Steps } from '../steps.js'

/** How much a question sounds like those that each card is asked with, by the card's place: logits. */
export type Classifier = (question: Question) => Float64Array

/**
 * Multinomial logistic regression from the signs of a question to its card. It starts from what counting alone says and
 * goes through the questions once: from nothing, what one round learns hangs too much on their order.
 */
export function* classifierSteps(
  lessons: readonly Asked[],
  cards: number,
  book: SignBook,
): Steps<LearntClassifier> {
  const telling = yield* tellingSteps(lessons, cards, book)
  const postings = yield* postingsSteps(
    telling.map(({ signs }) => signs),
    book.size,
  )
  const model: LearntClassifier = { ...postings, weights: yield* startSteps(telling, postings) }
  const scratch = new Float64Array(cards)
  for (const [index, lesson] of lessons.entries()) {
    learn(lesson, model, scratch)
    if (index % askedPerStep === 0) yield
  }
  return model
}

/** The weights to begin with: a sign's pairs stand in the order of the cards, as these are gone through. */
function* startSteps(telling: readonly Telling[], { start, at }: Postings): Steps<Float32Array> {
  const weights = new Float32Array(at.length)
  const next = start.slice()
  for (const { signs, says } of telling) {
    for (const [index, sign] of signs.entries()) {
      const place = next[sign] ?? 0
      weights[place] = says[index] ?? 0
      next[sign] = place + 1
    }
    yield
  }
  return weights
}

export function classifierOf(model: LearntClassifier, cards: number, book: SignBook): Classifier {
  return (question) => {
    const signs = book.look(questionKeys(question))
    const share = 1 / Math.sqrt(Math.max(1, signs.length))
    return sumsOf(signs, model, new Float64Array(cards)).map((sum) => sum * share)
  }
}

/** How far a lesson moves the weights. */
const rate = 5
/** Whoever is as sure of a lesson has nothing to learn from it. */
const learnt = 0.95

/** For each sign the cards that it may speak for, and what it says for each of them. */
export interface LearntClassifier extends Postings {
  readonly weights: Float32Array
}

function learn({ card, signs }: Asked, model: LearntClassifier, scratch: Float64Array): void {
  const share = 1 / Math.sqrt(signs.length)
  const odds = sumsOf(signs, model, scratch)
  const all = raise(odds, share)
  if ((odds[card] ?? 0) > learnt * all) return
  odds[card] = (odds[card] ?? 0) - all
  move(signs, odds, (rate * share) / all, model)
}

/** Turns the sums of all cards into odds against each other, and returns all odds together. */
function raise(sums: Float64Array, share: number): number {
  let all = 0
  // By index: `of` takes three times as long over typed arrays.
  for (let card = 0; card < sums.length; card++) {
    const sum = sums[card] ?? 0
    // In a large base hardly any card has a sign of the question.
    all += sums[card] = sum === 0 ? 1 : nearlyExp(sum * share)
  }
  return all
}

/** (1 + x/256)^256: near enough to learn by, in half the time of `Math.exp`. Finite up to 3,800; logits are some ten. */
function nearlyExp(x: number): number {
  const by2 = Math.max(0, 1 + x / 256) ** 2
  const by4 = by2 * by2
  const by8 = by4 * by4
  const by16 = by8 * by8
  const by32 = by16 * by16
  const by64 = by32 * by32
  const by128 = by64 * by64
  return by128 * by128
}

function move(
  signs: Signs,
  odds: Float64Array,
  step: number,
  { start, at, weights }: LearntClassifier,
): void {
  for (const sign of signs) {
    const end = start[sign + 1] ?? 0
    for (let pair = start[sign] ?? 0; pair < end; pair++)
      weights[pair] = (weights[pair] ?? 0) - step * (odds[at[pair] ?? 0] ?? 0)
  }
}

/** Fills `sums`. */
function sumsOf(signs: Signs, { start, at, weights }: LearntClassifier, sums: Float64Array): Float64Array {
  sums.fill(0)
  for (const sign of signs) {
    const end = start[sign + 1] ?? 0
    for (let pair = start[sign] ?? 0; pair < end; pair++) {
      const card = at[pair] ?? 0
      sums[card] = (sums[card] ?? 0) + (weights[pair] ?? 0)
    }
  }
  return sums
}

/**
 * A sign speaks only for cards whose questions have it this many times as often as questions do at large. The others
 * make most of the pairs and most of the work, and the answers were no better with them.
 */
const leastLift = 2

/** The signs that may speak for a card, and for each of them what it says before anything is learnt. */
interface Telling {
  readonly signs: Signs
  readonly says: readonly number[]
}

function* tellingSteps(lessons: readonly Asked[], cards: number, book: SignBook): Steps<readonly Telling[]> {
  const byCard = Array.from({ length: cards }, (): Signs[] => [])
  const atLarge = new Int32Array(book.size)
  for (const [index, { card, signs }] of lessons.entries()) {
    byCard[card]?.push(signs)
    count(signs, atLarge)
    if (index % askedPerStep === 0) yield
  }
  const its = new Int32Array(book.size)
  const all: Telling[] = []
  for (const asked of byCard) {
    for (const signs of asked) count(signs, its)
    all.push(tellingOf(asked, its, { atLarge, lessons: lessons.length }))
    yield
  }
  return all
}

interface Usual {
  /** How many lessons have each sign. */
  readonly atLarge: Int32Array
  readonly lessons: number
}

/** Of a card that is asked with these; `its` counts their signs and is left empty. */
function tellingOf(asked: readonly Signs[], its: Int32Array, { atLarge, lessons }: Usual): Telling {
  const signs: number[] = []
  const says: number[] = []
  for (const list of asked)
    for (const sign of list) {
      const share = (its[sign] ?? 0) / asked.length
      its[sign] = 0
      const lift = (share * lessons) / (atLarge[sign] ?? 1)
      if (lift < leastLift) continue
      signs.push(sign)
      says.push(Math.log(lift) * Math.sqrt(share))
    }
  return { signs, says }
}
