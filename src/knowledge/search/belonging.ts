import { askedPerStep, type Asked } from './asked.js'
import type { Question } from '../words/question.js'
import { questionKeys, type SignBook, type Signs } from './signs.js'
import type { Steps } from '../steps.js'

/** Whether a question sounds like those people ask us (above 0) or like others (below): the logarithm of the odds. */
export type Belonging = (question: Question) => number

/** By the number of a sign, how much it speaks for a question to be ours. */
export type LearntBelonging = Float32Array

/**
 * Logistic regression over the signs of questions of both kinds, learnt one question after the other. Without any of
 * the other kind it says nothing.
 */
export function* belongingSteps(lessons: readonly Asked[], book: SignBook): Steps<LearntBelonging> {
  const weights = new Float32Array(book.size)
  const others = lessons.filter(({ ours }) => !ours).length
  const both = others > 0 && others < lessons.length
  for (let round = 1; both && round <= rounds; round++)
    for (const [index, lesson] of lessons.entries()) {
      // Both kinds count the same, however many there are of each.
      learn(lesson, lesson.ours ? 1 : lessons.length / others - 1, round, weights)
      if (index % askedPerStep === 0) yield
    }
  return weights
}

export function belongingOf(weights: LearntBelonging, book: SignBook): Belonging {
  return (question) => {
    const odds = oddsOf(book.look(questionKeys(question)), weights)
    return namesOurs.test(question.text) ? Math.max(0, odds) : odds
  }
}

/** Whoever names our licence asks about it, whatever is asked of other licences in the same words. */
const namesOurs = /呼叫中心.{0,4}[证照质]|呼叫证|b24|call cent(?:er|re) (?:licen[cs]e|permit)/

const rounds = 3
const firstStep = 2
const shrink = 1e-3

function learn({ signs, ours }: Asked, share: number, round: number, weights: Float32Array): void {
  const off = 1 / (1 + Math.exp(-oddsOf(signs, weights))) - (ours ? 1 : 0)
  const each = ((firstStep / round) * off * share) / Math.sqrt(signs.length)
  const kept = 1 - shrink / round
  for (const sign of signs) weights[sign] = kept * (weights[sign] ?? 0) - each
}

function oddsOf(signs: Signs, weights: Float32Array): number {
  let sum = 0
  for (const sign of signs) sum += weights[sign] ?? 0
  return signs.length === 0 ? 0 : sum / Math.sqrt(signs.length)
}
