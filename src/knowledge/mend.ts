import { formsIn, type Found, type Lexicon } from './lexicon.js'
import { soundsOf, type Sound } from './pinyin.js'

/** Whether two characters stand next to each other somewhere in the base: then they are a word, not a typo. */
export type KnownPair = (pair: string) => boolean

/**
 * A normalised question with typos, homophones and pinyin written as the words they sound like:
 * 社宝 becomes 社保, 'zhuce ziben' becomes 注册资本. Words that the base knows are left alone.
 */
export function mended(text: string, lexicon: Lexicon, known: KnownPair): string {
  const spelled = lexicon.misspellings.reduce((done, [wrong, right]) => done.replaceAll(wrong, right), text)
  const sounds = soundsOf(spelled)
  const right = [...formsIn(spelled, lexicon.subjects), ...formsIn(spelled, lexicon.aspects)]
  let result = ''
  let from = 0
  for (let index = 0; index < sounds.length;) {
    const word = wordAt(sounds, index, spelled, right, lexicon, known)
    const first = sounds[index]
    if (word === undefined || first === undefined) {
      index++
      continue
    }
    result += spelled.slice(from, first.from) + word.form
    from = word.to
    index += word.length
  }
  return joined(result + spelled.slice(from))
}

interface Word {
  readonly form: string
  readonly length: number
  readonly to: number
}

function wordAt(
  sounds: readonly Sound[],
  start: number,
  text: string,
  right: readonly Found[],
  lexicon: Lexicon,
  known: KnownPair,
): Word | undefined {
  for (let length = Math.min(lexicon.longestSound, sounds.length - start); length >= 2; length--) {
    const window = sounds.slice(start, start + length)
    const form = lexicon.bySound.get(window.map((sound) => sound.syllable).join(' '))
    const last = window.at(-1)
    if (form !== undefined && last !== undefined && mayStandFor(form, window, text, right, known)) {
      return { form, length, to: last.to }
    }
  }
  return undefined
}

function mayStandFor(
  form: string,
  window: readonly Sound[],
  text: string,
  right: readonly Found[],
  known: KnownPair,
): boolean {
  if (window.every((sound) => right.some(({ from, to }) => from <= sound.from && sound.from < to)))
    return false
  if (gapsIn(window, text)) return false
  const first = window[0]
  const last = window.at(-1)
  if (first === undefined || last === undefined) return false
  const written = text.slice(first.from, last.to)
  if (/[a-z]/.test(written)) return /^[a-z ]+$/.test(written)
  return (
    sharesCharacter(written, form) &&
    pairsOf(written).some((pair) => !known(pair)) &&
    !cutsWord(first, last, right)
  )
}

/** Who slips on a word gets part of it right: 社宝 is 社保, but 子发 (in 孩子发烧) is not 执法. */
function sharesCharacter(written: string, form: string): boolean {
  return form.length > 2 || [...written].some((character) => form.includes(character))
}

/** 须办 sounds like 续办, but in 必须办 its first half belongs to a word that is written right. */
function cutsWord(first: Sound, last: Sound, right: readonly Found[]): boolean {
  return right.some(
    ({ from, to }) => from < last.to && to > first.from && (from < first.from || to > last.to),
  )
}

function gapsIn(window: readonly Sound[], text: string): boolean {
  return window.some((sound, index) => {
    const next = window[index + 1]
    return next !== undefined && !/^ ?$/.test(text.slice(sound.to, next.from))
  })
}

export function pairsOf(text: string): readonly string[] {
  const characters = [...text]
  return characters.slice(1).map((character, index) => (characters[index] ?? '') + character)
}

/** Pinyin is typed with spaces between words; the characters it becomes are not. */
function joined(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}
