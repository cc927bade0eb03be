import MiniSearch from 'minisearch'
import type { ConceptId } from '../values/ids.js'
import type { Card } from './card.js'
import type { Lexicon } from './lexicon.js'
import { normalise } from './normalise.js'
import type { Question } from './question.js'
import {
  aspectAgreement,
  namedIn,
  namesOf,
  rarityOf,
  scoreOf,
  subjectAgreement,
  weights,
  type Parts,
} from './rank.js'
import { isSingle, termsOf } from './terms.js'
import { vocabularyOf } from './vocabulary.js'

/** A card with what speaks for it. */
export interface Hit extends Parts {
  readonly card: Card
  readonly score: number
}

export interface SearchIndex {
  search(question: Question, options?: SearchOptions): readonly Hit[]
  /** Whether two characters stand side by side in any card. */
  readonly knows: (pair: string) => boolean
}

export interface SearchOptions {
  /** What the conversation was just about. */
  readonly topic?: readonly ConceptId[]
  readonly allowed?: (card: Card) => boolean
}

const reranked = 20

/** One index over all cards; its best twenty are ranked again by what the question is about and how it asks. */
export function searchIndex(cards: readonly Card[], lexicon: Lexicon): SearchIndex {
  const engine = engineOf(cards)
  const vocabulary = vocabularyOf(cards, [...lexicon.fillers, ...everywhereForms(lexicon)])
  const rarity = rarityOf(cards, lexicon.everywhere)
  const names = cards.map(namesOf)
  const boostTerm = (term: string): number => conceptBoost(term, lexicon.everywhere) ?? vocabulary.boost(term)

  return {
    knows: vocabulary.knows,
    search(question, { topic = [], allowed = () => true } = {}) {
      const terms = termsOf(question.text)
      const asked = vocabulary.weighed(terms)
      const found = engine.search(
        {
          combineWith: 'OR',
          queries: [
            query(vocabulary.telling(terms).filter(isSingle), ['title', 'alias']),
            query(
              vocabulary.telling(terms).filter((term) => !isSingle(term)),
              ['title', 'alias', 'text'],
            ),
            query([...conceptTerms(question), ...topicTerms(question, topic)], ['concept']),
          ],
        },
        { boostTerm },
      )
      const best = found[0]?.score ?? 1
      const hit = (at: number, words: number): Hit | undefined => {
        const card = cards[at]
        if (card === undefined || !allowed(card)) return undefined
        const parts: Parts = {
          words: words / best,
          subjects: subjectAgreement(question, card, rarity),
          aspects: aspectAgreement(question, card),
          coverage: vocabulary.coverage(asked, at),
          named: namedIn(question.text, names[at] ?? []),
        }
        return { card, ...parts, score: scoreOf(parts, card, question, topic) }
      }
      return found
        .slice(0, reranked)
        .flatMap(({ id, score }) => hit(Number(id), score) ?? [])
        .sort((a, b) => b.score - a.score)
    },
  }
}

/** Words that name the whole base tell no card from another. */
function everywhereForms({ subjects, everywhere }: Lexicon): readonly string[] {
  return [...subjects.concepts].flatMap(([form, ids]) => (ids.some((id) => everywhere.has(id)) ? [form] : []))
}

function query(
  terms: readonly string[],
  fields: (keyof Fields)[],
): { queries: string[]; fields: string[]; combineWith: 'OR' } {
  return { queries: [terms.join(' ')], fields, combineWith: 'OR' }
}

type Fields = Readonly<Record<'title' | 'alias' | 'text' | 'concept', string>>

/** Terms are made before they reach the engine: it only splits at spaces. */
function engineOf(cards: readonly Card[]): MiniSearch<Fields & { readonly at: number }> {
  const engine = new MiniSearch<Fields & { readonly at: number }>({
    fields: ['title', 'alias', 'text', 'concept'],
    idField: 'at',
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: weights.field, combineWith: 'OR' },
  })
  engine.addAll(cards.map((card, at) => ({ at, ...fieldsOf(card) })))
  return engine
}

function fieldsOf(card: Card): Fields {
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

/** What a question that leans on the one before it is about, too. */
function topicTerms({ leans, subjects }: Question, [about]: readonly ConceptId[]): readonly string[] {
  return about !== undefined && (leans || subjects.length === 0) ? [`§${about}`] : []
}

function conceptBoost(term: string, everywhere: ReadonlySet<string>): number | undefined {
  if (term.startsWith('§')) return everywhere.has(term.slice(1)) ? weights.everywhere : weights.concept
  return term.startsWith('?') ? weights.aspect : undefined
}
