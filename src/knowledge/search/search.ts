import MiniSearch from 'minisearch'
import type { ConceptId } from '../../values/ids.js'
import { belongingOf, type Belonging } from './belonging.js'
import type { Card } from './card.js'
import { classifierOf, type Classifier } from './classifier.js'
import { conceptTerms, learntSteps, weakWords, type Fields, type LearntCards } from './learnt.js'
import type { Lexicon } from '../words/lexicon.js'
import type { KnownPair } from '../words/mend.js'
import { likenessOf, type Likeness, type Likest } from './likeness.js'
import type { Question } from '../words/question.js'
import {
  aspectAgreement,
  isAskedElse,
  isVerbatim,
  rarityOf,
  scoreOf,
  subjectAgreement,
  termWeights,
  topicNearness,
  type Parts,
  type Rarity,
} from './rank.js'
import { SignBook, wordKeys } from './signs.js'
import type { Steps } from '../steps.js'
import { termScores, type TermQuery, type TermScore } from './term-scores.js'
import { isSingle } from './terms.js'
import { vocabularyOf, type Vocabulary } from './vocabulary.js'
import { wordScoring, type WordScores } from './word-scores.js'

/** A card with what speaks for it. */
export interface Hit extends Parts {
  readonly card: Card
  readonly score: number
  /** What each term added to `words`, the largest first; only where it was asked for. */
  readonly terms?: readonly TermScore[]
}

export interface SearchIndex {
  search(question: Question, options?: SearchOptions): readonly Hit[]
  /** Whether two characters stand side by side in any entry, or in any card at all. */
  readonly knows: KnownPair
  /** Whether a question sounds like ours (above 0) or not. */
  readonly belonging: Belonging
  /** What it was made of: another index of the same cards is made of it in a fraction of the time. */
  readonly learnt: LearntCards
}

export interface SearchOptions {
  /** What the conversation was just about. */
  readonly topic?: readonly ConceptId[]
  readonly allowed?: (card: Card) => boolean
  /** Whether hits tell what each term added: a search for every term. */
  readonly withTerms?: boolean
}

/** What is made of the cards once, for every search. */
interface Built {
  readonly cards: readonly Card[]
  readonly engine: Engine
  readonly boostTerm: (term: string) => number
  readonly wordsFor: (queries: readonly TermQuery[]) => WordScores
  readonly vocabulary: Vocabulary
  readonly likeness: Likeness
  readonly rarity: Rarity
  readonly classify: Classifier
}

/**
 * One index over all cards; its best twenty and the twenty likest are ranked by what the question is about and how it
 * asks. Made in steps of a few milliseconds at most. `learnt` must be of these very cards.
 */
export function* searchSteps(
  cards: readonly Card[],
  lexicon: Lexicon,
  learnt?: LearntCards,
): Steps<SearchIndex> {
  const book = new SignBook()
  if (learnt !== undefined) yield* fillSteps(book, learnt.keys)
  const known = learnt ?? (yield* learntSteps(cards, lexicon, book))
  const engine = yield* engineSteps(known.fields)
  const vocabulary = vocabularyOf(known.vocabulary, weakWords(lexicon), book)
  yield
  const likeness = likenessOf(known.likeness, book)
  const classify = classifierOf(known.classifier, cards.length, book)
  const rarity = rarityOf(cards, lexicon.everywhere)
  const boostTerm = (term: string): number => conceptBoost(term, lexicon.everywhere) ?? vocabulary.boost(term)
  const wordsFor = wordScoring(engine, cards.length, boostTerm)
  const built: Built = { cards, engine, boostTerm, wordsFor, vocabulary, likeness, rarity, classify }
  return {
    knows: vocabulary.knows,
    belonging: belongingOf(known.belonging, book),
    learnt: known,
    search: (question, options = {}) => hitsOf(question, options, built),
  }
}

const reranked = 20

function hitsOf(question: Question, options: SearchOptions, built: Built): readonly Hit[] {
  const { topic = [], allowed = () => true, withTerms = false } = options
  const { cards, engine, boostTerm } = built
  const queries = queriesOf(question, topic, built.vocabulary)
  const words = built.wordsFor(queries)
  const like = built.likeness.to(question)
  const partsAt = partsReader({ question, topic, words, like }, built)
  const scores = withTerms ? termScores(engine, queries, { boostTerm }) : undefined
  return [...new Set([...words.places.slice(0, reranked), ...like.places.slice(0, reranked)])]
    .flatMap((at): readonly Hit[] => {
      const card = cards[at]
      if (card === undefined || !allowed(card)) return []
      const parts = partsAt(at, card)
      const terms = scores && { terms: scores.get(at) ?? [] }
      return [{ card, ...parts, ...terms, score: scoreOf(parts) }]
    })
    .sort((a, b) => b.score - a.score)
}

/** What is looked for in which fields: single characters only in names, elsewhere they stand everywhere. */
function queriesOf(
  question: Question,
  topic: readonly ConceptId[],
  vocabulary: Vocabulary,
): readonly TermQuery[] {
  const telling = vocabulary.telling(question.text)
  return [
    { terms: telling.filter(isSingle), fields: ['title', 'alias'] },
    { terms: telling.filter((term) => !isSingle(term)), fields: ['title', 'alias', 'text'] },
    { terms: [...conceptTerms(question), ...topicTerms(question, topic)], fields: ['concept'] },
  ]
}

interface Looking {
  readonly question: Question
  readonly topic: readonly ConceptId[]
  readonly words: WordScores
  readonly like: Likest
}

function partsReader(
  { question, topic, words, like }: Looking,
  { vocabulary, rarity, classify }: Built,
): (at: number, card: Card) => Parts {
  const weighed = vocabulary.weighed(question.text)
  const sounds = classify(question)
  const meanings = meaningsOf(question)
  return (at, card) => {
    const likest = like.at(at)
    const near = topicNearness(question, card, topic)
    return {
      words: words.scores[at] ?? 0,
      subjects: subjectAgreement(question, card, rarity),
      aspects: aspectAgreement(question, card),
      askedElse: isAskedElse(question, card) ? 1 : 0,
      ...vocabulary.coverage(weighed, at, (key) => isAbout(card, meanings.get(key))),
      ...likest,
      sounds: (sounds[at] ?? 0) / logitsOfOne,
      verbatim: isVerbatim({ like: likest.like, topic: near }, topic.length > 0) ? 1 : 0,
      topic: near,
    }
  }
}

/** Logits go up to about ten. */
const logitsOfOne = 10

/** By key, what the forms mean that a word stands in: `security` in `security testing` means what both mean together. */
function meaningsOf({ forms }: Question): ReadonlyMap<number, readonly ConceptId[]> {
  const meanings = new Map<number, readonly ConceptId[]>()
  for (const { form, concepts } of forms)
    for (const key of wordKeys(form)) meanings.set(key, [...(meanings.get(key) ?? []), ...concepts])
  return meanings
}

function isAbout({ subjects, aspects }: Card, meant: readonly ConceptId[] = []): boolean {
  return meant.some((id) => subjects.includes(id) || aspects.includes(id))
}

const keysPerStep = 5_000

function* fillSteps(book: SignBook, keys: Int32Array): Steps<void> {
  for (let at = 0; at < keys.length; at += keysPerStep) {
    book.add(keys.subarray(at, at + keysPerStep))
    yield
  }
}

type Engine = MiniSearch<Fields & { readonly at: number }>

/** Terms are made before they reach the engine: it only splits at spaces. */
function* engineSteps(all: readonly Fields[]): Steps<Engine> {
  const engine: Engine = new MiniSearch({
    fields: Object.keys(termWeights.field),
    idField: 'at',
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: termWeights.field, combineWith: 'OR' },
  })
  for (const [at, fields] of all.entries()) {
    engine.add({ at, ...fields })
    yield
  }
  return engine
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
