import type { Lexicon } from './lexicon.js'
import type { KnownPair } from './mend.js'

/** Longer words have enough left to be found by. */
const longestWord = 4

/**
 * A text with characters of a wrong shape set right: 宜传 becomes 宣传. Only where the text as typed makes no word, and
 * with the look-alike it makes one.
 */
export function reshaped(text: string, lexicon: Lexicon, known: KnownPair): string {
  const characters = [...text]
  for (const [at, typed] of characters.entries()) {
    const meant = lexicon.lookalikes.get(typed)
    if (meant === undefined || standsInWord(at, characters, known)) continue
    const [best] = meant
      .map((character) => ({ character, length: wordLength(at, character, characters, lexicon) }))
      .filter(({ length }) => length > 0)
      .sort((a, b) => b.length - a.length)
    if (best !== undefined) characters[at] = best.character
  }
  return characters.join('')
}

function standsInWord(at: number, characters: readonly string[], known: KnownPair): boolean {
  const [before = '', typed = '', after = ''] = [characters[at - 1], characters[at], characters[at + 1]]
  return known(before + typed, 'anywhere') || known(typed + after, 'anywhere')
}

/** How long the longest word is that another character at this place would be in; 0 if there is none. */
function wordLength(at: number, meant: string, characters: readonly string[], lexicon: Lexicon): number {
  const text = characters.with(at, meant)
  for (let length = longestWord; length >= 2; length--)
    for (let from = Math.max(0, at - length + 1); from <= at; from++)
      if (isWord(text.slice(from, from + length).join(''), length, lexicon)) return length
  return 0
}

function isWord(word: string, length: number, { subjects, aspects, fillers }: Lexicon): boolean {
  if (word.length !== length) return false
  return subjects.concepts.has(word) || aspects.concepts.has(word) || fillers.has(word)
}
