import { askedPerStep, type Lesson } from './asked.js'
import type { Question } from './question.js'
import { places, signsOf } from './signs.js'
import type { Steps } from './steps.js'

/** Whether a question sounds like those people ask us (above 0) or like others (below): the logarithm of the odds. */
export type Belonging = (question: Question) => number

/**
 * Logistic regression over the signs of questions of both kinds, learnt one question after the other. Without any of
 * the other kind it says nothing.
 */
export function* belongingSteps(lessons: readonly Lesson[]): Steps<Belonging> {
  const weights = new Float32Array(places)
  const others = lessons.filter(({ ours }) => !ours).length
  // Both kinds count the same, however many there are of each.
  const share = (ours: boolean): number => (ours ? 1 : lessons.length / others - 1)
  if (others > 0 && others < lessons.length) {
    for (let round = 0; round < rounds; round++) {
      for (const [index, { signs, ours }] of lessons.entries()) {
        const off = 1 / (1 + Math.exp(-oddsOf(signs, weights))) - (ours ? 1 : 0)
        move(weights, signs, (firstStep / (1 + round)) * off * share(ours), shrink / (1 + round))
        if (index % askedPerStep === 0) yield
      }
    }
  }
  return (question) => {
    const odds = oddsOf(signsOf(question), weights)
    return namesOurs.test(question.text) ? Math.max(0, odds) : odds
  }
}

/** Whoever names our licence asks about it, whatever is asked of other licences in the same words. */
const namesOurs = /呼叫中心.{0,4}[证照质]|呼叫证|b24|call cent(?:er|re) (?:licen[cs]e|permit)/

const rounds = 3
const firstStep = 2
const shrink = 1e-3

function move(weights: Float32Array, signs: Int32Array, step: number, decay: number): void {
  const each = step / Math.sqrt(signs.length)
  for (const place of signs) {
    const weight = weights[place] ?? 0
    weights[place] = weight - each - decay * weight
  }
}

function oddsOf(signs: Int32Array, weights: Float32Array): number {
  let sum = 0
  for (const place of signs) sum += weights[place] ?? 0
  return sum / Math.sqrt(signs.length)
}
