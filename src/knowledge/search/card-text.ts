import type { Asked } from './asked.js'
import type { Card } from './card.js'
import type { Lexicon } from '../words/lexicon.js'
import { normalise } from '../words/normalise.js'
import { askedQuestion } from '../words/question.js'
import { questionKeys, wordKeys, type SignBook, type Signs } from './signs.js'
import { mapped, type Steps } from '../steps.js'
import { isSingle, termsOf } from './terms.js'

/** A card's texts in the one spelling that questions are compared in, made once for all who read them. */
export interface CardText {
  readonly card: Card
  /** What the engine knows of each part; single characters only of what it is called, elsewhere they stand everywhere. */
  readonly title: readonly string[]
  readonly alias: readonly string[]
  readonly text: readonly string[]
  /** Each question it was asked with. */
  readonly asked: readonly Read[]
  /** The same of its names: who types nothing else asks for the card. */
  readonly names: readonly Read[]
  /** The signs of what it says. */
  readonly says: Signs
}

type Read = Pick<Asked, 'signs' | 'order'>

/** In steps of a few questions: a card for what is none of ours may have hundreds. */
export function* cardTextSteps(card: Card, lexicon: Lexicon, book: SignBook): Steps<CardText> {
  const title = normalise(card.title)
  const aliases = card.aliases.map(normalise)
  const text = normalise(card.text)
  yield
  const read = (plain: string): Read => {
    const keys = questionKeys(askedQuestion(plain, lexicon))
    return { signs: book.learn(keys), order: keys.reduce(mixed, 0) >>> 0 }
  }
  return {
    card,
    title: termsOf(title),
    alias: aliases.flatMap(termsOf),
    text: termsOf(text).filter((term) => !isSingle(term)),
    names: [title, ...aliases].map(read),
    says: book.learn(wordKeys(text)),
    asked: yield* mapped(card.asked, (question) => read(normalise(question)), questionsPerStep),
  }
}

const questionsPerStep = 20

const mixed = (mix: number, key: number): number => Math.imul(mix ^ key, 0x9e3779b1)
