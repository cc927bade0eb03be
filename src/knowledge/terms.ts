import { han } from './normalise.js'

/** Each Han character as four ASCII letters: MiniSearch's radix tree is slow on CJK, scores are the same (measured twice as fast). */
function ascii(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
}

/** The terms of a normalised text: single Han characters and pairs of them, whole Latin words, numbers. */
export function termsOf(text: string): readonly string[] {
  return [...text.matchAll(/\p{Script=Han}+|[a-z]+|\d+(?:\.\d+)?/gu)].flatMap((run) =>
    han.test(run[0]) ? hanTerms([...run[0]]) : [`_${run[0]}`],
  )
}

function hanTerms(characters: readonly string[]): readonly string[] {
  const pairs = characters
    .slice(1)
    .map((character, index) => ascii(characters[index] ?? '') + ascii(character))
  return [...characters.map(ascii), ...pairs]
}

export const isPair = (term: string): boolean => !term.startsWith('_') && term.length === 8

export const isSingle = (term: string): boolean => !term.startsWith('_') && term.length === 4

/** A filler counts little wherever it stands, alone or as half of a pair. */
export function fillerTerms(fillers: Iterable<string>): ReadonlySet<string> {
  return new Set([...fillers].flatMap((filler) => termsOf(filler)))
}
