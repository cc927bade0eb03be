import type { ConceptId } from '../../values/ids.js'
import type { Question } from '../words/question.js'
import type { Card } from './card.js'

/** What a term is worth to the index. */
export const termWeights = {
  field: { title: 2.2, alias: 1.8, text: 1, concept: 2.2 },
  single: 0.35,
  filler: 0.1,
  concept: 1,
  /** A subject of the whole base, beside one that tells cards apart. */
  everywhere: 0.35,
  aspect: 0.5,
}

/** What the index holds of a card, each looked in by itself. */
export type Field = keyof typeof termWeights.field

/** What speaks for a card and what against it, each part between 0 and 1 but `sounds`. */
export interface Parts {
  /** The index's own score beside the best card's. */
  readonly words: number
  /** Share of the question's subjects that the card is about, rarer ones counting more. */
  readonly subjects: number
  /** Share of the ways of asking that the card answers. */
  readonly aspects: number
  /** Whether the question asks in a way, the card answers in one, and they differ. */
  readonly askedElse: number
  /** Share of the question's own words that stand in the card. */
  readonly written: number
  /** Share of them that stand there or mean what the card is about. */
  readonly coverage: number
  /** How like the question is to the likest of those that people asked the card with. */
  readonly like: number
  /** The same for the second likest. */
  readonly alike: number
  /** How much the question sounds like those the card is asked with: a tenth of its logit. */
  readonly sounds: number
  /** Whether it is the very question that somebody wrote down for the card: whoever does may rely on it. */
  readonly verbatim: number
  /** How near the card is to what was just talked about. */
  readonly topic: number
}

/**
 * What each part is worth, fitted to questions that people asked (`npm run bench -- fit`). Two are chosen: `verbatim`,
 * a promise to editors that no unseen question can test, and `topic`, for which there are too few follow-ups to fit.
 */
export const partWeights: Readonly<Record<keyof Parts, number>> = {
  words: 0.42,
  subjects: 0.3,
  aspects: 0.2,
  askedElse: -0.12,
  written: 0.88,
  coverage: 0.82,
  like: 0.9,
  alike: 0.56,
  sounds: 1.6,
  verbatim: 2,
  topic: 3,
}

export const partNames = Object.keys(partWeights) as readonly (keyof Parts)[]

export function scoreOf(parts: Parts): number {
  return partNames.reduce((sum, name) => sum + partWeights[name] * parts[name], 0)
}

const sameWords = 0.98

/** The very words that the card was asked with, unless the talk is about something else. */
export function isVerbatim({ like, topic }: Pick<Parts, 'like' | 'topic'>, onTopic: boolean): boolean {
  return like >= sameWords && (topic > 0 || !onTopic)
}

/** What a leaning question, one that names nothing, and any other one take from the topic. */
const topicWorth = { weak: 0.15, leant: 0.6, alone: 0.9 }

/**
 * A weak prior, stronger when the question leans on what was said before: 那要多久, 省内的呢. Whoever goes on about
 * something does not turn to what we have nothing on.
 */
export function topicNearness(question: Question, card: Card, topic: readonly ConceptId[]): number {
  if (card.is.kind === 'not-covered') return 0
  const near = nearness(card.subjects, topic)
  if (question.subjects.length === 0) return near * topicWorth.alone
  return near * (question.leans ? topicWorth.leant : topicWorth.weak)
}

/** 1 for a card about what the topic is about, less for one that only touches it. */
function nearness(subjects: readonly ConceptId[], topic: readonly ConceptId[]): number {
  const [about] = topic
  if (about === undefined) return 0
  if (subjects[0] === about) return 1
  if (subjects.includes(about)) return 0.7
  return subjects.some((id) => topic.includes(id)) ? 0.4 : 0
}

export type Rarity = ReadonlyMap<ConceptId, number>

export function rarityOf(cards: readonly Card[], everywhere: ReadonlySet<ConceptId>): Rarity {
  const counts = new Map<ConceptId, number>()
  for (const id of cards.flatMap((card) => card.subjects)) counts.set(id, (counts.get(id) ?? 0) + 1)
  const weight = (id: ConceptId, count: number): number =>
    everywhere.has(id) ? termWeights.everywhere : Math.log(1 + cards.length / count)
  return new Map([...counts].map(([id, count]) => [id, weight(id, count)]))
}

/** The card's first subject counts in full, what it only touches counts less. */
export function subjectAgreement(question: Question, card: Card, rarity: Rarity): number {
  let all = 0
  let met = 0
  for (const id of question.subjects) {
    const weight = rarity.get(id) ?? 1
    all += weight
    met += weight * standing(card.subjects.indexOf(id))
  }
  return all === 0 ? 0 : met / all
}

/** What a card that only touches a subject is worth beside one that is about it. */
const touching = 0.7

function standing(place: number): number {
  if (place < 0) return 0
  return place === 0 ? 1 : touching
}

export function aspectAgreement(question: Question, card: Card): number {
  if (question.aspects.length === 0 || card.aspects.length === 0) return 0
  return question.aspects.filter((id) => card.aspects.includes(id)).length / question.aspects.length
}

export function isAskedElse(question: Question, card: Card): boolean {
  return (
    question.aspects.length > 0 &&
    card.aspects.length > 0 &&
    !question.aspects.some((id) => card.aspects.includes(id))
  )
}
