import type { Question } from './question.js'
import { termsOf } from './terms.js'

/** How many places there are for signs: some forty thousand signs seldom meet in one. */
export const places = 1 << 18

/**
 * Where the signs of a question stand in the tables that are learnt: single characters, pairs, Latin words, subjects,
 * ways of asking, and how it begins and ends. They are hashed to places, so that no dictionary is made or kept.
 */
export function signsOf({ text, subjects, aspects }: Question): Int32Array {
  const found = new Set<number>()
  for (const term of termsOf(text)) found.add(placeOf(term))
  for (const id of subjects) found.add(placeOf(`§${id}`))
  for (const id of aspects) found.add(placeOf(`?${id}`))
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
  found.add(placeOf(`^${letters.slice(0, 1)}`))
  found.add(placeOf(`$${letters.slice(-1)}`))
  found.add(placeOf(`$${letters.slice(-2)}`))
  return Int32Array.from(found)
}

/** FNV-1a. */
function placeOf(sign: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < sign.length; at++) hash = Math.imul(hash ^ sign.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & (places - 1)
}
