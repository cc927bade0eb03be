const letters = 'abcdefghijklmnopqrstuvwxyz'
const length = 6

/**
 * Six letters made of a golden question and the answer it was given first. Whoever changes the answer alone, or the
 * same words in the whole file, no longer matches them. Letters only: YAML reads 1e5 and 007 as numbers.
 */
export function sealOf(question: string, answer: string): string {
  let rest = fnv1a(`${question}\n${answer}`)
  let seal = ''
  while (seal.length < length) {
    seal += letters[rest % letters.length] ?? ''
    rest = Math.floor(rest / letters.length)
  }
  return seal
}

/** The usual small hash: against slips, not against forgers. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
