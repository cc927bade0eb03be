import { formsIn, type Found, type Lexicon } from './lexicon.js'
import { reshaped } from './lookalikes.js'
import { soundKeys, soundsOf, type Sound } from './pinyin.js'

/**
 * Whether two characters stand next to each other somewhere in the base: then they are a word, not a typo. `anywhere`
 * looks into what is none of ours as well.
 */
export type KnownPair = (pair: string, where?: 'ours' | 'anywhere') => boolean

/**
 * A normalised question with typos, homophones and pinyin written as the words they sound like:
 * 社宝 becomes 社保, 'zhuce ziben' becomes 注册资本. Words that the base knows are left alone.
 */
export function mended(text: string, lexicon: Lexicon, known: KnownPair): string {
  const respelt = lexicon.misspellings.reduce((done, [wrong, right]) => done.replaceAll(wrong, right), text)
  const spelled = reshaped(respelt, lexicon, known)
  const reading: Reading = {
    text: spelled,
    sounds: soundsOf(spelled),
    right: [...formsIn(spelled, lexicon.subjects), ...formsIn(spelled, lexicon.aspects)],
    lexicon,
    known,
  }
  return joined(rewritten(reading))
}

interface Reading {
  readonly text: string
  readonly sounds: readonly Sound[]
  /** Forms that are already written right. */
  readonly right: readonly Found[]
  readonly lexicon: Lexicon
  readonly known: KnownPair
}

function rewritten(reading: Reading): string {
  let result = ''
  let from = 0
  for (let index = 0; index < reading.sounds.length;) {
    const word = wordAt(index, reading)
    if (word !== undefined) {
      result += reading.text.slice(from, word.from) + word.form
      from = word.to
    }
    index += word?.length ?? 1
  }
  return result + reading.text.slice(from)
}

interface Word {
  readonly form: string
  /** How many sounds it takes. */
  readonly length: number
  readonly from: number
  readonly to: number
}

/** The longest word that the sounds from `start` on may stand for. */
function wordAt(start: number, reading: Reading): Word | undefined {
  const { sounds, lexicon } = reading
  const longest = lexicon.sounds.longestSoundFrom.get(sounds[start]?.syllable ?? '') ?? 0
  for (let length = Math.min(longest, sounds.length - start); length >= 2; length--) {
    const window = sounds.slice(start, start + length)
    const from = window[0]?.from ?? 0
    const to = window.at(-1)?.to ?? 0
    const form = formFor(window, reading.text.slice(from, to), lexicon)
    if (form !== undefined && mayStandFor(form, { from, to }, reading)) return { form, length, from, to }
  }
  return undefined
}

/** Pinyin may stand for any word; Han characters, which have a meaning of their own, only for a name. */
function formFor(window: readonly Sound[], written: string, { sounds }: Lexicon): string | undefined {
  const { mixed, spelt } = soundKeys(window)
  if (/^[a-z ]+$/.test(written)) return sounds.bySpelling.get(spelt) ?? sounds.bySound.get(mixed)
  return /^\p{Script=Han}+$/u.test(written) ? sounds.byTypo.get(mixed) : undefined
}

interface Place {
  readonly from: number
  readonly to: number
}

function mayStandFor(form: string, place: Place, { text, right, known, lexicon }: Reading): boolean {
  const { fillers } = lexicon
  const written = text.slice(place.from, place.to)
  if (right.some((word) => touches(word, place) && !isPartOf(word, place))) return false
  if (/[a-z]/.test(written)) return !right.some((word) => word.from <= place.from && place.to <= word.to)
  return sharesWord(written, form, fillers) && pairsOf(written).some((pair) => !known(pair))
}

/** 须办 sounds like 续办, but in 必须办 its first half belongs to a word that is written right. */
const touches = (a: Place, b: Place): boolean => a.from < b.to && b.from < a.to
/** A word that fills its place is right as it is: 往上 is not 晚上. */
const isPartOf = (a: Place, b: Place): boolean =>
  b.from <= a.from && a.to <= b.to && a.to - a.from < b.to - b.from

/**
 * Who slips on a word gets part of it right: 社宝 is 社保, but 子发 (in 孩子发烧) is not 执法. A part that stands anywhere
 * proves nothing: 完了 is not 忘了.
 */
function sharesWord(written: string, form: string, fillers: ReadonlySet<string>): boolean {
  if (form.length > 2) return true
  return [...written].some((character) => form.includes(character) && !fillers.has(character))
}

function pairsOf(text: string): readonly string[] {
  const characters = [...text]
  return characters.slice(1).map((character, index) => (characters[index] ?? '') + character)
}

/** Pinyin is typed with spaces between words; the characters it becomes are not. */
function joined(text: string): string {
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}
