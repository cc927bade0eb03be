import MiniSearch from 'minisearch'
import type { ConceptId } from '../values/ids.js'
import { askedOf } from './asked.js'
import { belongingSteps, type Belonging } from './belonging.js'
import { cardTextSteps, type CardText } from './card-text.js'
import type { Card } from './card.js'
import type { Lexicon } from './lexicon.js'
import { likenessSteps, unlike, type Likeness, type Likest } from './likeness.js'
import type { Question } from './question.js'
import {
  aspectAgreement,
  isAboutElse,
  isAskedElse,
  isVerbatim,
  namedIn,
  rarityOf,
  scoreOf,
  subjectAgreement,
  termWeights,
  topicNearness,
  type Field,
  type Parts,
  type Rarity,
} from './rank.js'
import type { Steps } from './steps.js'
import { termScores, type TermQuery, type TermScore } from './term-scores.js'
import { isSingle, termsOf } from './terms.js'
import { vocabularySteps, type Vocabulary } from './vocabulary.js'

/** A card with what speaks for it. */
export interface Hit extends Parts {
  readonly card: Card
  readonly score: number
  /** What each term added to `words`, the largest first; only where it was asked for. */
  readonly terms?: readonly TermScore[]
}

export interface SearchIndex {
  search(question: Question, options?: SearchOptions): readonly Hit[]
  /** Whether two characters stand side by side in any entry. */
  readonly knows: (pair: string) => boolean
  /** Whether a question sounds like ours (above 0) or not, between -1 and 1. */
  readonly belonging: Belonging
}

export interface SearchOptions {
  /** What the conversation was just about. */
  readonly topic?: readonly ConceptId[]
  readonly allowed?: (card: Card) => boolean
  /** Whether hits tell what each term added: a search for every term. */
  readonly withTerms?: boolean
}

/** What a search needs of each card; the index lives long, so nothing else of its texts is kept. */
type Indexed = Pick<CardText, 'card' | 'names'>

/** What is made of the cards once, for every search. */
interface Built {
  readonly indexed: readonly Indexed[]
  readonly engine: Engine
  readonly boostTerm: (term: string) => number
  readonly vocabulary: Vocabulary
  readonly likeness: Likeness
  readonly rarity: Rarity
}

/**
 * One index over all cards; its best twenty and the twenty likest are ranked by what the question is about and how it
 * asks. Made in steps of a few milliseconds at most.
 */
export function* searchSteps(cards: readonly Card[], lexicon: Lexicon): Steps<SearchIndex> {
  const texts: CardText[] = []
  for (const card of cards) texts.push(yield* cardTextSteps(card, lexicon))
  const engine = yield* engineSteps(texts)
  const vocabulary = yield* vocabularySteps(texts, [...lexicon.fillers, ...everywhereForms(lexicon)])
  const asked = askedOf(texts)
  yield
  const likeness = yield* likenessSteps(asked, lexicon)
  const belonging = yield* belongingSteps(asked, lexicon)
  const indexed = texts.map(({ card, names }): Indexed => ({ card, names }))
  const rarity = rarityOf(cards, lexicon.everywhere)
  const boostTerm = (term: string): number => conceptBoost(term, lexicon.everywhere) ?? vocabulary.boost(term)
  const built: Built = { indexed, engine, boostTerm, vocabulary, likeness, rarity }
  return {
    knows: vocabulary.knows,
    belonging,
    search: (question, options = {}) => hitsOf(question, options, built),
  }
}

const reranked = 20

function hitsOf(question: Question, options: SearchOptions, built: Built): readonly Hit[] {
  const { topic = [], allowed = () => true, withTerms = false } = options
  const { indexed, engine, boostTerm } = built
  const queries = queriesOf(question, topic, built.vocabulary)
  const words = wordScores(queries, built)
  const like = built.likeness.to(question)
  const partsAt = partsReader({ question, topic, words, like }, built)
  const scores = withTerms ? termScores(engine, queries, { boostTerm }) : undefined
  return [...new Set([...[...words.keys()].slice(0, reranked), ...likest(like)])]
    .flatMap((at): readonly Hit[] => {
      const one = indexed[at]
      if (one === undefined || !allowed(one.card)) return []
      const parts = partsAt(at, one)
      const terms = scores && { terms: scores.get(at) ?? [] }
      return [{ card: one.card, ...parts, ...terms, score: scoreOf(parts) }]
    })
    .sort((a, b) => b.score - a.score)
}

/** What is looked for in which fields: single characters only in names, elsewhere they stand everywhere. */
function queriesOf(
  question: Question,
  topic: readonly ConceptId[],
  vocabulary: Vocabulary,
): readonly TermQuery[] {
  const telling = vocabulary.telling(termsOf(question.text))
  return [
    { terms: telling.filter(isSingle), fields: ['title', 'alias'] },
    { terms: telling.filter((term) => !isSingle(term)), fields: ['title', 'alias', 'text', 'asked'] },
    { terms: [...conceptTerms(question), ...topicTerms(question, topic)], fields: ['concept'] },
  ]
}

/** The index's own score of each card beside the best card's, best first. */
function wordScores(
  queries: readonly TermQuery[],
  { engine, boostTerm }: Built,
): ReadonlyMap<number, number> {
  const found = engine.search({ combineWith: 'OR', queries: queries.map(engineQuery) }, { boostTerm })
  const best = found[0]?.score ?? 1
  return new Map(found.map(({ id, score }) => [Number(id), score / best]))
}

function engineQuery({ terms, fields }: TermQuery): {
  queries: string[]
  fields: string[]
  combineWith: 'OR'
} {
  return { queries: [terms.join(' ')], fields: [...fields], combineWith: 'OR' }
}

interface Looking {
  readonly question: Question
  readonly topic: readonly ConceptId[]
  readonly words: ReadonlyMap<number, number>
  readonly like: ReadonlyMap<number, Likest>
}

function partsReader(
  { question, topic, words, like }: Looking,
  { vocabulary, rarity }: Built,
): (at: number, one: Indexed) => Parts {
  const weighed = vocabulary.weighed(termsOf(question.text))
  return (at, { card, names }) => {
    const likest = like.get(at) ?? unlike
    const near = topicNearness(question, card, topic)
    return {
      words: words.get(at) ?? 0,
      subjects: subjectAgreement(question, card, rarity),
      aspects: aspectAgreement(question, card),
      askedElse: isAskedElse(question, card) ? 1 : 0,
      coverage: vocabulary.coverage(weighed, at),
      named: namedIn(question.text, names),
      ...likest,
      aboutElse: isAboutElse(question, card) ? 1 : 0,
      verbatim: isVerbatim({ like: likest.like, topic: near }, topic.length > 0) ? 1 : 0,
      topic: near,
    }
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

type Fields = Readonly<Record<Field, string>>
type Engine = MiniSearch<Fields & { readonly at: number }>

/** Terms are made before they reach the engine: it only splits at spaces. */
function* engineSteps(texts: readonly CardText[]): Steps<Engine> {
  const engine: Engine = new MiniSearch({
    fields: Object.keys(termWeights.field),
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
