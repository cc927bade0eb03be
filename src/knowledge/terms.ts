import { han } from './normalise.js'

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Each Han character as four ASCII letters: MiniSearch's radix tree is slow on CJK, scores are the same (measured twice as fast). */
function ascii(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? code.toString(16) : `${bytes[code >> 8] ?? ''}${bytes[code & 0xff] ?? ''}`
}

/** The terms of a normalised text: single Han characters and pairs of them, whole Latin words, numbers. */
export function termsOf(text: string): readonly string[] {
  const terms: string[] = []
  for (const run of text.match(/\p{Script=Han}+|[a-z]+|\d+(?:\.\d+)?/gu) ?? []) {
    if (han.test(run)) addHanTerms([...run].map(ascii), terms)
    else terms.push(`_${run}`)
  }
  return terms
}

function addHanTerms(characters: readonly string[], terms: string[]): void {
  terms.push(...characters)
  for (let at = 1; at < characters.length; at++)
    terms.push((characters[at - 1] ?? '') + (characters[at] ?? ''))
}

export const isPair = (term: string): boolean => !term.startsWith('_') && term.length === 8

export const isSingle = (term: string): boolean => !term.startsWith('_') && term.length === 4

/** A filler counts little wherever it stands, alone or as half of a pair. */
export function fillerTerms(fillers: Iterable<string>): ReadonlySet<string> {
  return new Set([...fillers].flatMap((filler) => termsOf(filler)))
}
