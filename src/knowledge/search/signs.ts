import type { Question } from '../words/question.js'
import { KeyNumbers } from './key-numbers.js'
import { eachRun, isSaid } from './terms.js'

/**
 * What a question is told by: single characters, Latin words and numbers, subjects, ways of asking, how it begins and
 * ends, pairs of characters.
 */
const kinds = ['single', 'word', 'subject', 'aspect', 'beginning', 'end', 'pair'] as const
export type SignKind = (typeof kinds)[number]

/** By their numbers in a book, each once. */
export type Signs = readonly number[]

/**
 * Numbers for all signs of a base in the order in which they are met, so that what is learnt of them stands in plain
 * arrays. The first numbers are those of signs that nobody ever used, one for each kind.
 */
export class SignBook {
  readonly #numbers = new KeyNumbers()
  readonly #kinds: SignKind[] = [...kinds]
  /** By number: the last list that a sign was put on. */
  readonly #listed: number[] = kinds.map(() => 0)
  #list = 0

  get size(): number {
    return this.#kinds.length
  }

  /** All that it knows, in its order: an empty book that they are added to has the same numbers. */
  keys(): Int32Array {
    return this.#numbers.keys()
  }

  /** Keys that it does not know. */
  add(keys: Int32Array): void {
    for (let at = 0; at < keys.length; at++) this.#add(keys[at] ?? 0)
  }

  kindOf(sign: number): SignKind {
    return this.#kinds[sign] ?? kinds[0]
  }

  /** What is new gets a number. */
  learn(keys: readonly number[]): Signs {
    this.#list++
    const signs: number[] = []
    for (const key of keys) {
      const known = this.#numbers.numberOf(key)
      const sign = known < 0 ? this.#add(key) : known + kinds.length
      if (this.#listed[sign] === this.#list) continue
      this.#listed[sign] = this.#list
      signs.push(sign)
    }
    return signs
  }

  /** All signs of some lists that are of the kinds, each once. */
  together(lists: Iterable<Signs>, wanted: readonly SignKind[]): Signs {
    this.#list++
    const signs: number[] = []
    for (const list of lists)
      for (const sign of list) {
        if (this.#listed[sign] === this.#list) continue
        this.#listed[sign] = this.#list
        if (wanted.includes(this.kindOf(sign))) signs.push(sign)
      }
    return signs
  }

  /** What is new stands for all that is new of its kind. */
  look(keys: readonly number[]): Signs {
    return [...new Set(keys)].map((key) => this.numberOf(key))
  }

  numberOf(key: number): number {
    const known = this.#numbers.numberOf(key)
    return known < 0 ? kinds.indexOf(kindOfKey(key)) : known + kinds.length
  }

  #add(key: number): number {
    this.#kinds.push(kindOfKey(key))
    this.#listed.push(0)
    return this.#numbers.add(key) + kinds.length
  }
}

/**
 * What a question says, as keys and not as strings: all that was ever asked is read at each start. A pair is its two
 * codes, a single character its one; all else is hashed, with its kind in the highest byte, where no Han character is.
 */
export function questionKeys({
  text,
  subjects,
  aspects,
}: Pick<Question, 'text' | 'subjects' | 'aspects'>): readonly number[] {
  const keys = wordKeys(text)
  for (const id of subjects) keys.push(hashed('subject', id))
  for (const id of aspects) keys.push(hashed('aspect', id))
  addEnds(text, keys)
  return keys
}

/** The words of a text: pairs, single characters, Latin words and numbers. */
export function wordKeys(text: string): number[] {
  const keys: number[] = []
  eachRun(text, (from, to, isHan) => {
    if (!isHan) keys.push(hashed('word', text, from, to))
    else
      for (let at = from; at < to; at++) {
        keys.push(text.charCodeAt(at))
        if (at > from) keys.push(pairKey(text, at - 1))
      }
  })
  return keys
}

/** The key of the two Han characters at a place. */
export const pairKey = (text: string, at: number): number =>
  (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)

/** The first character, the last, and the last two: 吗 and 多久 tell how it is asked. */
function addEnds(text: string, keys: number[]): void {
  let from = 0
  let to = text.length
  while (from < to && !isSaid(text.charCodeAt(from))) from++
  while (from < to && !isSaid(text.charCodeAt(to - 1))) to--
  if (from === to) return
  keys.push(hashed('beginning', text, from, from + 1))
  keys.push(hashed('end', text, to - 1, to), hashed('end', text, Math.max(from, to - 2), to))
}

/** FNV-1a. */
function hashed(kind: SignKind, text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (kinds.indexOf(kind) << 24) | ((hash ^ (hash >>> 15)) & 0xffffff)
}

const kindOfKey = (key: number): SignKind => kinds[key >>> 24] ?? 'pair'
