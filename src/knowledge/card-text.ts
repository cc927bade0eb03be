import type { Asked } from './asked.js'
import type { Card } from './card.js'
import { featuresOf, isTerm } from './features.js'
import type { Lexicon } from './lexicon.js'
import { normalise } from './normalise.js'
import { askedQuestion } from './question.js'
import { signsOf } from './signs.js'
import { mapped, type Steps } from './steps.js'
import { isSingle, termsOf } from './terms.js'

/** A card's texts in the one spelling that questions are compared in, made once for all who read them. */
export interface CardText {
  readonly card: Card
  /** The terms of each part; single characters only of what it is called, elsewhere they stand everywhere. */
  readonly title: readonly string[]
  readonly alias: readonly string[]
  readonly text: readonly string[]
  /** Only of entries: what is none of ours is known by likeness alone. */
  readonly asked: readonly string[]
  /** Each question it was asked with. */
  readonly questions: readonly Pick<Asked, 'features' | 'signs'>[]
  /** The signs of each name: who types nothing else asks for the card. */
  readonly nameSigns: readonly Int32Array[]
  /** All of it, for looking which characters stand side by side. */
  readonly whole: string
}

/** In steps of a few questions: a card for what is none of ours may have hundreds. */
export function* cardTextSteps(card: Card, lexicon: Lexicon): Steps<CardText> {
  const title = normalise(card.title)
  const aliases = card.aliases.map(normalise)
  const text = normalise(card.text)
  const asked = yield* mapped(card.asked, (original) => {
    const question = askedQuestion(original, lexicon)
    return { text: question.text, features: featuresOf(question), signs: signsOf(question) }
  })
  const questions = asked.map(({ features, signs }) => ({ features, signs }))
  return {
    card,
    title: termsOf(title),
    alias: aliases.flatMap(termsOf),
    text: termsOf(text).filter((term) => !isSingle(term)),
    asked: card.is.kind === 'entry' ? questions.flatMap(({ features }) => features.filter(isTerm)) : [],
    questions,
    nameSigns: [card.title, ...card.aliases].map((name) => signsOf(askedQuestion(name, lexicon))),
    whole: [title, ...aliases, text, ...asked.map((question) => question.text)].join(' '),
  }
}
