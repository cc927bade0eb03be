import type { Lexicon } from '../words/lexicon.js'
import type { Steps } from '../steps.js'
import { askedOf, lessonSteps } from './asked.js'
import { belongingSteps, type LearntBelonging } from './belonging.js'
import { cardTextSteps, type CardText } from './card-text.js'
import type { Card } from './card.js'
import { classifierSteps, type LearntClassifier } from './classifier.js'
import { likenessSteps, type LearntLikeness } from './likeness.js'
import type { Field } from './rank.js'
import type { SignBook } from './signs.js'
import { vocabularySteps, type LearntVocabulary } from './vocabulary.js'

/**
 * What reading the cards and learning from them comes to, which is most of the work of an index. It is plain data: it can
 * be kept in a file and sent to another thread.
 */
export interface LearntCards {
  /** All signs, in the order of their numbers. */
  readonly keys: Int32Array
  /** Of each card, the terms that the engine has to know. */
  readonly fields: readonly Fields[]
  readonly vocabulary: LearntVocabulary
  readonly likeness: LearntLikeness
  readonly belonging: LearntBelonging
  readonly classifier: LearntClassifier
}

/** Terms with spaces between. */
export type Fields = Readonly<Record<Field, string>>

/** The signs go into the book, which is empty. */
export function* learntSteps(cards: readonly Card[], lexicon: Lexicon, book: SignBook): Steps<LearntCards> {
  const texts: CardText[] = []
  for (const card of cards) texts.push(yield* cardTextSteps(card, lexicon, book))
  const fields = texts.map(fieldsOf)
  yield
  const vocabulary = yield* vocabularySteps(texts, weakWords(lexicon), book)
  const asked = askedOf(texts)
  yield
  const likeness = yield* likenessSteps(asked, lexicon, book)
  const lessons = yield* lessonSteps(texts)
  const belonging = yield* belongingSteps(lessons, book)
  const classifier = yield* classifierSteps(lessons, texts.length, book)
  return { keys: book.keys(), fields, vocabulary, likeness, belonging, classifier }
}

/** Fillers, and words that name the whole base: they tell no card from another. */
export function weakWords({ subjects, fillers, everywhere }: Lexicon): readonly string[] {
  const names = [...subjects.concepts].flatMap(([form, ids]) =>
    ids.some((id) => everywhere.has(id)) ? [form] : [],
  )
  return [...fillers, ...names]
}

function fieldsOf({ card, title, alias, text }: CardText): Fields {
  return {
    title: title.join(' '),
    alias: alias.join(' '),
    text: text.join(' '),
    concept: conceptTerms(card).join(' '),
  }
}

export function conceptTerms({ subjects, aspects }: Pick<Card, 'subjects' | 'aspects'>): readonly string[] {
  return [...subjects.map((id) => `§${id}`), ...aspects.map((id) => `?${id}`)]
}
