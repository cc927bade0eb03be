import type { ConceptId } from '../values/ids.js'
import { normalise } from './normalise.js'
import type { Question } from './question.js'
import type { Card } from './card.js'

/** Chosen on the golden questions; each is worth what it adds to a card's score. */
export const weights = {
  field: { title: 2.2, alias: 1.8, text: 1, concept: 2.2 },
  single: 0.35,
  filler: 0.1,
  concept: 1,
  /** A subject of the whole base, beside one that tells cards apart. */
  everywhere: 0.35,
  aspect: 0.5,
  words: 1,
  subjects: 0.6,
  aspects: 0.34,
  coverage: 0.4,
  named: 0.2,
  /** What a card that only touches a subject is worth beside one that is about it. */
  touching: 0.7,
  unasked: 0.03,
  /** What a card loses that is about something the question does not name. */
  aboutElse: 0.08,
  topic: 0.15,
  topicLeant: 0.6,
  topicAlone: 0.8,
}

/** What speaks for a card, each part between 0 and 1. */
export interface Parts {
  /** The index's own score beside the best card's. */
  readonly words: number
  /** Share of the question's subjects that the card is about, rarer ones counting more. */
  readonly subjects: number
  /** Share of the ways of asking that the card answers. */
  readonly aspects: number
  /** Share of the question's own words that the card has. */
  readonly coverage: number
  /** How much of a name that people give the card stands in the question as a whole. */
  readonly named: number
}

export function scoreOf(parts: Parts, card: Card, question: Question, topic: readonly ConceptId[]): number {
  const unasked = card.subjects.filter((id) => !question.subjects.includes(id)).length
  return (
    weights.words * parts.words +
    weights.subjects * parts.subjects +
    weights.aspects * parts.aspects +
    weights.coverage * parts.coverage +
    weights.named * parts.named -
    weights.unasked * unasked -
    (isAsked(card.subjects[0], question) ? 0 : weights.aboutElse) +
    topicBonus(card, question, topic)
  )
}

function isAsked(id: ConceptId | undefined, { subjects }: Question): boolean {
  return id === undefined || subjects.length === 0 || subjects.includes(id)
}

/** A weak prior, stronger when the question leans on what was said before: 那要多久, 省内的呢. */
function topicBonus(card: Card, question: Question, topic: readonly ConceptId[]): number {
  const near = nearness(card.subjects, topic)
  if (question.subjects.length === 0) return near * weights.topicAlone
  return near * (question.leans ? weights.topicLeant : weights.topic)
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
    everywhere.has(id) ? weights.everywhere : Math.log(1 + cards.length / count)
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

function standing(place: number): number {
  if (place < 0) return 0
  return place === 0 ? 1 : weights.touching
}

export function aspectAgreement(question: Question, card: Card): number {
  if (question.aspects.length === 0 || card.aspects.length === 0) return 0
  return question.aspects.filter((id) => card.aspects.includes(id)).length / question.aspects.length
}

const longName = 6

/** The names of a card as they may stand in a question. */
export function namesOf(card: Card): readonly string[] {
  return [card.title, ...card.aliases].map(normalise).filter((name) => name.length > 1)
}

export function namedIn(text: string, names: readonly string[]): number {
  const longest = names.reduce(
    (best, name) => (name.length > best && text.includes(name) ? name.length : best),
    0,
  )
  return Math.min(1, longest / longName)
}
