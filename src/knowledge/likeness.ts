import { askedPerStep, countsSteps, type Asked } from './asked.js'
import { featuresOf, worthIn } from './features.js'
import type { Lexicon } from './lexicon.js'
import type { Question } from './question.js'
import type { Steps } from './steps.js'

/** The two likest of the questions that a card was asked with, each between 0 and 1. */
export interface Likest {
  readonly like: number
  readonly alike: number
}

export const unlike: Likest = { like: 0, alike: 0 }

/** The cards that were asked with questions like this one, by their place. */
export interface Likeness {
  to(question: Question): ReadonlyMap<number, Likest>
}

/** Where a feature stands: the places of questions in the list of all, and what it is worth there. */
interface Postings {
  readonly at: number[]
  readonly weight: number[]
}

type WeightOf = (feature: string) => number

/** Cosine between a question and each that was asked before, rare features counting most. */
export function* likenessSteps(asked: readonly Asked[], lexicon: Lexicon): Steps<Likeness> {
  const counts = yield* countsSteps(asked)
  const worthOf = worthIn(lexicon)
  // Not the questions themselves: what is made here lives as long as the index, their features need not.
  const cards = asked.map(({ card }) => card)
  const weightOf: WeightOf = (feature) =>
    worthOf(feature) * Math.log(1 + cards.length / (counts.get(feature) ?? 1))
  const postings = yield* postingsSteps(asked, weightOf)
  return {
    to(question) {
      const likenesses = new Float64Array(cards.length)
      const features = featuresOf(question)
      unit(features, weightOf).forEach((weight, index) => {
        const found = postings.get(features[index] ?? '')
        if (found !== undefined) addTo(likenesses, found, weight)
      })
      return likestByCard(likenesses, cards)
    },
  }
}

function addTo(likenesses: Float64Array, { at, weight }: Postings, asked: number): void {
  for (let index = 0; index < at.length; index++) {
    const place = at[index] ?? 0
    likenesses[place] = (likenesses[place] ?? 0) + asked * (weight[index] ?? 0)
  }
}

function likestByCard(likenesses: Float64Array, cards: readonly number[]): ReadonlyMap<number, Likest> {
  const best = new Map<number, Likest>()
  likenesses.forEach((likeness, at) => {
    const card = cards[at]
    if (likeness === 0 || card === undefined) return
    const { like, alike } = best.get(card) ?? unlike
    if (likeness > like) best.set(card, { like: likeness, alike: like })
    else if (likeness > alike) best.set(card, { like, alike: likeness })
  })
  return best
}

function* postingsSteps(asked: readonly Asked[], weightOf: WeightOf): Steps<ReadonlyMap<string, Postings>> {
  const postings = new Map<string, Postings>()
  for (const [at, { features }] of asked.entries()) {
    unit(features, weightOf).forEach((weight, index) => {
      const found = postingsOf(features[index] ?? '', postings)
      found.at.push(at)
      found.weight.push(weight)
    })
    if (at % askedPerStep === 0) yield
  }
  return postings
}

function postingsOf(feature: string, postings: Map<string, Postings>): Postings {
  const found = postings.get(feature)
  if (found !== undefined) return found
  const made: Postings = { at: [], weight: [] }
  postings.set(feature, made)
  return made
}

/** Weights whose squares add up to one, so that a long question is no liker than a short one. */
function unit(features: readonly string[], weightOf: WeightOf): readonly number[] {
  const weights = features.map(weightOf)
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0))
  return length === 0 ? [] : weights.map((weight) => weight / length)
}
