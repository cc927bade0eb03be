import type { Lexicon } from './lexicon.js'
import type { Question } from './question.js'
import { fillerTerms, isPair, isSingle, termsOf } from './terms.js'

/** What two questions are compared by: pairs of characters, Latin words, subjects (§) and ways of asking (?). */
export function featuresOf({ text, subjects, aspects }: Question): readonly string[] {
  const features = new Set<string>()
  for (const term of termsOf(text)) if (!isSingle(term)) features.add(term)
  for (const id of subjects) features.add(`§${id}`)
  for (const id of aspects) features.add(`?${id}`)
  return [...features]
}

/** Whether a feature is a word, not a concept. */
export const isTerm = (feature: string): boolean => !feature.startsWith('§') && !feature.startsWith('?')

const worth = { pair: 1, latin: 1.2, filler: 0.15, subject: 2.2, aspect: 1.4, everywhere: 0.4 }

/** How much a feature of each kind says that two questions mean the same. */
export function worthIn(lexicon: Lexicon): (feature: string) => number {
  const weak = fillerTerms(lexicon.fillers)
  const everywhere: ReadonlySet<string> = lexicon.everywhere
  return (feature) => {
    if (feature.startsWith('§')) return everywhere.has(feature.slice(1)) ? worth.everywhere : worth.subject
    if (feature.startsWith('?')) return worth.aspect
    if (weak.has(feature)) return worth.filler
    return isPair(feature) ? worth.pair : worth.latin
  }
}
