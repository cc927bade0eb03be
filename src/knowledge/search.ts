import MiniSearch from 'minisearch'
import type { ConceptId } from '../values/ids.js'
import { askedOf } from './asked.js'
import { belongingOf, type Belonging } from './belonging.js'
import { cardTextSteps, type CardText } from './card-text.js'
import type { Card } from './card.js'
import type { Lexicon } from './lexicon.js'
import { likenessSteps, unlike, type Likest } from './likeness.js'
import type { Question } from './question.js'
import {
  aspectAgreement,
  isAboutElse,
  isAskedElse,
  namedIn,
  rarityOf,
  scoreOf,
  subjectAgreement,
  termWeights,
  topicNearness,
  type Parts,
} from './rank.js'
import { finished, type Steps } from './steps.js'
import { isSingle, termsOf } from './terms.js'
import { vocabularySteps } from './vocabulary.js'

/** A card with what speaks for it. */
export interface Hit extends Parts {
  readonly card: Card
  readonly score: number
}

export interface SearchIndex {
  search(question: Question, options?: SearchOptions): readonly Hit[]
  /** Whether two characters stand side by side in any card. */
  readonly knows: (pair: string) => boolean
  /** Whether a question sounds like ours (above 0) or not, between -1 and 1. */
  readonly belonging: Belonging
}

export interface SearchOptions {
  /** What the conversation was just about. */
  readonly topic?: readonly ConceptId[]
  readonly allowed?: (card: Card) => boolean
}

const reranked = 20

/** One index over all cards; its best twenty and the twenty likest are ranked by what the question is about and how it asks. */
export function searchIndex(cards: readonly Card[], lexicon: Lexicon): SearchIndex {
  return finished(searchSteps(cards, lexicon))
}

/** The same in steps of a few milliseconds at most. */
export function* searchSteps(cards: readonly Card[], lexicon: Lexicon): Steps<SearchIndex> {
  const texts: CardText[] = []
  for (const card of cards) texts.push(yield* cardTextSteps(card, lexicon))
  const engine = yield* engineSteps(texts)
  const vocabulary = yield* vocabularySteps(texts, [...lexicon.fillers, ...everywhereForms(lexicon)])
  const asked = askedOf(texts)
  yield
  const likeness = yield* likenessSteps(asked, lexicon)
  const belonging = belongingOf(asked, lexicon)
  yield
  const rarity = rarityOf(cards, lexicon.everywhere)
  const boostTerm = (term: string): number => conceptBoost(term, lexicon.everywhere) ?? vocabulary.boost(term)

  return {
    knows: vocabulary.knows,
    belonging,
    search(question, { topic = [], allowed = () => true } = {}) {
      const terms = termsOf(question.text)
      const weighed = vocabulary.weighed(terms)
      const telling = vocabulary.telling(terms)
      const found = engine.search(
        {
          combineWith: 'OR',
          queries: [
            query(telling.filter(isSingle), ['title', 'alias']),
            query(
              telling.filter((term) => !isSingle(term)),
              ['title', 'alias', 'text', 'asked'],
            ),
            query([...conceptTerms(question), ...topicTerms(question, topic)], ['concept']),
          ],
        },
        { boostTerm },
      )
      const words = new Map<number, number>(found.map(({ id, score }) => [Number(id), score]))
      const best = found[0]?.score ?? 1
      const like = likeness.to(question)
      const hit = (at: number): Hit | undefined => {
        const text = texts[at]
        if (text === undefined || !allowed(text.card)) return undefined
        const { card } = text
        const parts: Parts = {
          words: (words.get(at) ?? 0) / best,
          subjects: subjectAgreement(question, card, rarity),
          aspects: aspectAgreement(question, card),
          askedElse: isAskedElse(question, card) ? 1 : 0,
          coverage: vocabulary.coverage(weighed, at),
          named: namedIn(question.text, text.names),
          ...(like.get(at) ?? unlike),
          aboutElse: isAboutElse(card, question) ? 1 : 0,
          topic: topicNearness(card, question, topic),
        }
        return { card, ...parts, score: scoreOf(parts) }
      }
      return [...new Set([...[...words.keys()].slice(0, reranked), ...likest(like)])]
        .flatMap((at) => hit(at) ?? [])
        .sort((a, b) => b.score - a.score)
    },
  }
}

function likest(like: ReadonlyMap<number, Likest>): readonly number[] {
  return [...like]
    .sort(([a, one], [b, other]) => other.like - one.like || a - b)
    .slice(0, reranked)
    .map(([at]) => at)
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

type Fields = Readonly<Record<'title' | 'alias' | 'text' | 'concept' | 'asked', string>>

/** Terms are made before they reach the engine: it only splits at spaces. */
function* engineSteps(texts: readonly CardText[]): Steps<MiniSearch<Fields & { readonly at: number }>> {
  const engine = new MiniSearch<Fields & { readonly at: number }>({
    fields: ['title', 'alias', 'text', 'concept', 'asked'],
    idField: 'at',
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: termWeights.field, combineWith: 'OR' },
  })
  for (const [at, text] of texts.entries()) {
    engine.add({ at, ...fieldsOf(text) })
    yield
  }
  return engine
}

function fieldsOf({ card, title, alias, text, asked }: CardText): Fields {
  return {
    title: title.join(' '),
    alias: alias.join(' '),
    text: text.join(' '),
    concept: conceptTerms(card).join(' '),
    asked: asked.join(' '),
  }
}

function conceptTerms({ subjects, aspects }: Pick<Card, 'subjects' | 'aspects'>): readonly string[] {
  return [...subjects.map((id) => `§${id}`), ...aspects.map((id) => `?${id}`)]
}

/** What a question that leans on the one before it is about, too. */
function topicTerms({ leans, subjects }: Question, [about]: readonly ConceptId[]): readonly string[] {
  return about !== undefined && (leans || subjects.length === 0) ? [`§${about}`] : []
}

function conceptBoost(term: string, everywhere: ReadonlySet<string>): number | undefined {
  if (term.startsWith('§'))
    return everywhere.has(term.slice(1)) ? termWeights.everywhere : termWeights.concept
  return term.startsWith('?') ? termWeights.aspect : undefined
}
