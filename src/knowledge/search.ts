import MiniSearch from 'minisearch'
import type { CardId, ConceptId, EntryId } from '../values/ids.js'
import type { Lexicon } from './lexicon.js'
import { normalise } from './normalise.js'
import type { Question } from './question.js'
import { fillerTerms, isPair, termsOf } from './terms.js'

/** What the index holds: entries, and cards that say "we have nothing on this". */
export interface Card {
  readonly is:
    { readonly kind: 'entry'; readonly id: EntryId } | { readonly kind: 'not-covered'; readonly id: CardId }
  readonly title: string
  readonly text: string
  readonly aliases: readonly string[]
  /** The first is what the card is about, the others what it touches. */
  readonly subjects: readonly ConceptId[]
  readonly aspects: readonly ConceptId[]
}

/** A card with what speaks for it; every part is between 0 and 1 but `words`, which is the index's own score. */
export interface Hit {
  readonly card: Card
  readonly words: number
  /** Share of the question's subjects that the card is about, rarer ones counting more. */
  readonly subjects: number
  /** Whether the card answers this way of asking. */
  readonly aspects: number
  /** Share of the question's own words that the card has. */
  readonly coverage: number
  /** How much of a name that people give the card stands in the question as a whole. */
  readonly named: number
  readonly score: number
}

export interface SearchIndex {
  search(question: Question, options?: SearchOptions): readonly Hit[]
  /** Whether two characters stand side by side in any card. */
  readonly knows: (pair: string) => boolean
}

export interface SearchOptions {
  /** A weak prior: what the conversation was just about. */
  readonly topic?: readonly ConceptId[]
  readonly allowed?: (card: Card) => boolean
}

const fields = ['title', 'alias', 'text', 'concept'] as const
const reranked = 20

/** Chosen on the golden questions; each is worth what it adds to the card's score. */
export const weights = {
  field: { title: 2.2, alias: 1.8, text: 1, concept: 1.6 },
  single: 0.35,
  filler: 0.1,
  concept: 1,
  aspect: 0.5,
  words: 1,
  subjects: 0.6,
  aspects: 0.34,
  coverage: 0.4,
  named: 0.2,
  /** What a card that only touches a subject is worth beside one that is about it. */
  touching: 0.7,
  unasked: 0.04,
  topic: 0.15,
  topicAlone: 0.5,
}

export function searchIndex(cards: readonly Card[], lexicon: Lexicon): SearchIndex {
  const engine = new MiniSearch<Record<string, string | number>>({
    fields: [...fields],
    idField: 'at',
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: weights.field, combineWith: 'OR' },
  })
  engine.addAll(cards.map((card, at) => ({ at, ...indexed(card) })))
  const rarity = rarityOf(cards, lexicon.everywhere)
  const fillers = fillerTerms(lexicon.fillers)
  const pairs = knownPairs(cards)
  const termSets = cards.map(
    (card) => new Set(termsOf(normalise([card.title, ...card.aliases, card.text].join(' ')))),
  )
  const names = cards.map((card) =>
    [card.title, ...card.aliases].map(normalise).filter((name) => name.length > 1),
  )
  const termRarity = rarityOfTerms(termSets)

  return {
    knows: (pair) => pairs.has(pair),
    search(question, { topic = [], allowed = () => true } = {}) {
      const terms = termsOf(question.text)
      const query = [...terms, ...conceptTerms(question)].join(' ')
      if (query === '') return []
      const found = engine.search(query, { boostTerm: (term) => termWeight(term, fillers) })
      const best = found[0]?.score ?? 1
      return found
        .slice(0, reranked * 2)
        .flatMap((result) => {
          const at = Number(result.id)
          const card = cards[at]
          if (card === undefined || !allowed(card)) return []
          const parts = {
            words: result.score / best,
            subjects: subjectAgreement(question, card, rarity),
            aspects: aspectAgreement(question, card),
            named: named(question.text, names[at] ?? []),
            coverage: coverage(terms, termSets[at] ?? new Set(), termRarity, fillers),
          }
          return [{ card, ...parts, words: result.score, score: scoreOf(parts, card, question, topic) }]
        })
        .slice(0, reranked)
        .sort((a, b) => b.score - a.score)
    },
  }
}

function indexed(card: Card): Record<(typeof fields)[number], string> {
  return {
    title: searchable(card.title),
    alias: searchable(card.aliases.join(' ')),
    text: searchable(card.text),
    concept: conceptTerms(card).join(' '),
  }
}

const searchable = (text: string): string => termsOf(normalise(text)).join(' ')

function conceptTerms({ subjects, aspects }: Pick<Card, 'subjects' | 'aspects'>): readonly string[] {
  return [...subjects.map((id) => `§${id}`), ...aspects.map((id) => `?${id}`)]
}

function termWeight(term: string, fillers: ReadonlySet<string>): number {
  if (term.startsWith('§')) return weights.concept
  if (term.startsWith('?')) return weights.aspect
  if (fillers.has(term)) return weights.filler
  return isPair(term) ? 1 : weights.single
}

interface Parts {
  readonly words: number
  readonly subjects: number
  readonly aspects: number
  readonly coverage: number
  readonly named: number
}

function scoreOf(parts: Parts, card: Card, question: Question, topic: readonly ConceptId[]): number {
  const unasked = card.subjects.filter((id) => !question.subjects.includes(id)).length
  const onTopic = topic.length > 0 && card.subjects.some((id) => topic.includes(id))
  return (
    weights.words * parts.words +
    weights.subjects * parts.subjects +
    weights.aspects * parts.aspects +
    weights.coverage * parts.coverage +
    weights.named * parts.named -
    weights.unasked * unasked +
    (onTopic ? (question.subjects.length === 0 ? weights.topicAlone : weights.topic) : 0)
  )
}

type Rarity = ReadonlyMap<ConceptId, number>

const everywhereWeight = 0.2

function rarityOf(cards: readonly Card[], everywhere: ReadonlySet<ConceptId>): Rarity {
  const counts = new Map<ConceptId, number>()
  for (const id of cards.flatMap((card) => card.subjects)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return new Map(
    [...counts].map(([id, count]) => [
      id,
      everywhere.has(id) ? everywhereWeight : Math.log(1 + cards.length / count),
    ]),
  )
}

/** The card's first subject counts in full, what it only touches counts 0.7. */
function subjectAgreement(question: Question, card: Card, rarity: Rarity): number {
  const weight = (id: ConceptId): number => rarity.get(id) ?? 1
  const all = question.subjects.reduce((sum, id) => sum + weight(id), 0)
  if (all === 0) return 0
  const met = question.subjects.reduce((sum, id) => sum + weight(id) * standing(card.subjects.indexOf(id)), 0)
  return met / all
}

function standing(place: number): number {
  if (place < 0) return 0
  return place === 0 ? 1 : weights.touching
}

const longName = 6

function named(text: string, names: readonly string[]): number {
  const longest = names.reduce(
    (best, name) => (name.length > best && text.includes(name) ? name.length : best),
    0,
  )
  return Math.min(1, longest / longName)
}

function aspectAgreement(question: Question, card: Card): number {
  if (question.aspects.length === 0 || card.aspects.length === 0) return 0
  return question.aspects.filter((id) => card.aspects.includes(id)).length / question.aspects.length
}

function rarityOfTerms(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const set of sets) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1)
  return new Map([...counts].map(([term, count]) => [term, Math.log(1 + sets.length / count)]))
}

function coverage(
  terms: readonly string[],
  has: ReadonlySet<string>,
  rarity: ReadonlyMap<string, number>,
  fillers: ReadonlySet<string>,
): number {
  const unseen = Math.log(1 + rarity.size)
  let all = 0
  let met = 0
  for (const term of terms) {
    const weight = (rarity.get(term) ?? unseen / 2) * termWeight(term, fillers)
    all += weight
    if (has.has(term)) met += weight
  }
  return all === 0 ? 0 : met / all
}

function knownPairs(cards: readonly Card[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const card of cards) {
    for (const run of normalise([card.title, ...card.aliases, card.text].join(' ')).matchAll(
      /\p{Script=Han}+/gu,
    )) {
      const characters = [...run[0]]
      characters.slice(1).forEach((character, index) => pairs.add((characters[index] ?? '') + character))
    }
  }
  return pairs
}
