import { askedPerStep, type Lesson } from './asked.js'
import type { Question } from './question.js'
import { places, signsOf } from './signs.js'
import type { Steps } from './steps.js'

/** How much a question sounds like those that each card is asked with, by the card's place: logits. */
export type Classifier = (question: Question) => Float64Array

/**
 * Multinomial logistic regression from the signs of a question to its card, learnt one question after the other, in two
 * rounds: after one alone, what is learnt hangs too much on the order.
 */
export function* classifierSteps(lessons: readonly Lesson[], cards: number): Steps<Classifier> {
  const model = yield* modelSteps(lessons, cards)
  for (const rate of rates)
    for (const [index, lesson] of lessons.entries()) {
      learn(lesson, rate, model)
      if (index % askedPerStep === 0) yield
    }
  return (question) => logitsOf(signsOf(question), model, new Float64Array(cards))
}

/** How far a lesson moves the weights, in each round. */
const rates = [6, 4]

/** The cards that the sign at a place may speak for are those from `start[place]` up to `start[place + 1]`. */
interface Model {
  readonly start: Int32Array
  readonly cards: Int32Array
  /** What each of these signs says for each of its cards. */
  readonly weights: Float32Array
  /** One number for each card, to work with. */
  readonly scratch: Float64Array
}

function learn({ card, signs }: Lesson, rate: number, model: Model): void {
  const { start, cards, weights } = model
  const step = rate / Math.sqrt(signs.length)
  const odds = softmax(logitsOf(signs, model, model.scratch))
  odds[card] = (odds[card] ?? 0) - 1
  for (const place of signs) {
    const end = start[place + 1] ?? 0
    for (let pair = start[place] ?? 0; pair < end; pair++)
      weights[pair] = (weights[pair] ?? 0) - step * (odds[cards[pair] ?? 0] ?? 0)
  }
}

/** Fills `logits`. */
function logitsOf(signs: Int32Array, { start, cards, weights }: Model, logits: Float64Array): Float64Array {
  logits.fill(0)
  const each = 1 / Math.sqrt(signs.length)
  for (const place of signs) {
    const end = start[place + 1] ?? 0
    for (let pair = start[place] ?? 0; pair < end; pair++) {
      const card = cards[pair] ?? 0
      logits[card] = (logits[card] ?? 0) + each * (weights[pair] ?? 0)
    }
  }
  return logits
}

function softmax(logits: Float64Array): Float64Array {
  let highest = 0
  for (const logit of logits) highest = Math.max(highest, logit)
  let all = 0
  for (let at = 0; at < logits.length; at++) all += logits[at] = Math.exp((logits[at] ?? 0) - highest)
  for (let at = 0; at < logits.length; at++) logits[at] = (logits[at] ?? 0) / all
  return logits
}

/**
 * A sign speaks only for cards whose questions have it this many times as often as questions do at large. The others
 * make most of the pairs and most of the work, and the answers were no better with them.
 */
const leastLift = 2

function* modelSteps(lessons: readonly Lesson[], cards: number): Steps<Model> {
  const telling = tellingSigns(lessons, cards)
  yield
  const start = new Int32Array(places + 1)
  for (const signs of telling) for (const place of signs) start[place + 1] = (start[place + 1] ?? 0) + 1
  for (let place = 0; place < places; place++)
    start[place + 1] = (start[place + 1] ?? 0) + (start[place] ?? 0)
  const size = start[places] ?? 0
  const of = new Int32Array(size)
  const next = start.slice()
  for (const [card, signs] of telling.entries())
    for (const place of signs) {
      const pair = next[place] ?? 0
      of[pair] = card
      next[place] = pair + 1
    }
  return { start, cards: of, weights: new Float32Array(size), scratch: new Float64Array(cards) }
}

/** The places of the signs that may speak for each card. */
function tellingSigns(lessons: readonly Lesson[], cards: number): readonly (readonly number[])[] {
  const byCard = Array.from({ length: cards }, (): Int32Array[] => [])
  for (const { card, signs } of lessons) byCard[card]?.push(signs)
  const atLarge = new Int32Array(places)
  for (const { signs } of lessons) count(signs, atLarge)
  const its = new Int32Array(places)
  return byCard.map((asked) => {
    for (const signs of asked) count(signs, its)
    const usual = (leastLift * asked.length) / lessons.length
    const telling: number[] = []
    for (const signs of asked)
      for (const place of signs) {
        if ((its[place] ?? 0) >= usual * (atLarge[place] ?? 0) && its[place] !== 0) telling.push(place)
        its[place] = 0
      }
    return telling
  })
}

function count(signs: Int32Array, counts: Int32Array): void {
  for (const place of signs) counts[place] = (counts[place] ?? 0) + 1
}
