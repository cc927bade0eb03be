import type { CardText } from './card-text.js'
import type { Signs } from './signs.js'
import type { Steps } from '../steps.js'

/** A question that people asked before. */
export interface Asked {
  /** The place of the card that answers it. */
  readonly card: number
  /** False for what is none of ours: those cards say that we have nothing. */
  readonly ours: boolean
  readonly signs: Signs
  /** Its place among lessons: by what it says alone, so that one lesson more or less moves no other. */
  readonly order: number
}

export function askedOf(texts: readonly CardText[]): readonly Asked[] {
  return texts.flatMap(({ card: { is }, asked }, card) =>
    asked.map(({ signs, order }) => ({ card, ours: is.kind === 'entry', signs, order })),
  )
}

/** What is learnt from, each card's far apart: what was asked, and the names of our cards. */
export function* lessonSteps(texts: readonly CardText[]): Steps<readonly Asked[]> {
  const shelves = Array.from({ length: 1 << shelfBits }, (): Asked[] => [])
  for (const [at, text] of texts.entries()) {
    for (const lesson of lessonsOf(text, at)) shelves[lesson.order >>> (32 - shelfBits)]?.push(lesson)
    yield
  }
  const lessons: Asked[] = []
  for (const shelf of shelves) {
    lessons.push(...shelf.sort((a, b) => a.order - b.order))
    yield
  }
  return lessons
}

/** Sorted a shelf at a time, by their highest bits: all at once takes too long for one step. */
const shelfBits = 6

function lessonsOf({ card: { is }, asked, names }: CardText, card: number): readonly Asked[] {
  const ours = is.kind === 'entry'
  return [...asked, ...(ours ? names : [])].map(({ signs, order }) => ({ card, ours, signs, order }))
}

/** Questions a step: each takes some hundredths of a millisecond. */
export const askedPerStep = 50
