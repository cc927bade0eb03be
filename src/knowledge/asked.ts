import type { CardText } from './card-text.js'
import type { Steps } from './steps.js'

/** A question that people asked before, as it is compared with new ones. */
export interface Asked {
  /** The place of the card that answers it. */
  readonly card: number
  /** False for what is none of ours: those cards say that we have nothing. */
  readonly ours: boolean
  readonly features: readonly string[]
  /** See `signs.ts`. */
  readonly signs: Int32Array
}

export function askedOf(texts: readonly CardText[]): readonly Asked[] {
  return texts.flatMap(({ card: { is }, questions }, card) =>
    questions.map((question) => ({ card, ours: is.kind === 'entry', ...question })),
  )
}

/** What is learnt from: what was asked, and the names of our cards. */
export type Lesson = Omit<Asked, 'features'>

export function lessonsOf(texts: readonly CardText[]): readonly Lesson[] {
  const named = texts.flatMap(({ card: { is }, nameSigns }, card) =>
    is.kind === 'entry' ? nameSigns.map((signs): Lesson => ({ card, ours: true, signs })) : [],
  )
  return mixed([...askedOf(texts), ...named])
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

/** Each card's lessons far apart, and in an order that one lesson more or less leaves as it is. */
function mixed(lessons: readonly Lesson[]): readonly Lesson[] {
  return lessons
    .map((lesson) => ({ lesson, key: keyOf(lesson) }))
    .sort((a, b) => a.key - b.key)
    .map(({ lesson }) => lesson)
}

function keyOf({ signs }: Lesson): number {
  let key = 0
  for (const place of signs) key = Math.imul(key ^ place, 0x9e3779b1)
  return key >>> 0
}
