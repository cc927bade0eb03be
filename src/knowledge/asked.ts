import type { CardText } from './card-text.js'
import type { Steps } from './steps.js'

/** A question that people asked before, as it is compared with new ones. */
export interface Asked {
  /** The place of the card that answers it. */
  readonly card: number
  /** False for what is none of ours: those cards say that we have nothing. */
  readonly ours: boolean
  readonly features: readonly string[]
}

export function askedOf(texts: readonly CardText[]): readonly Asked[] {
  return texts.flatMap(({ card: { is }, questions }, card) =>
    questions.map((features) => ({ card, ours: is.kind === 'entry', features })),
  )
}

/** Questions a step: each takes some hundredths of a millisecond. */
export const askedPerStep = 50

/** In how many questions each feature stands. */
export function* countsSteps(asked: readonly Asked[]): Steps<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const [at, { features }] of asked.entries()) {
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
    if (at % askedPerStep === 0) yield
  }
  return counts
}
