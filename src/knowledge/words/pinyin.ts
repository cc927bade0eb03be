import { pinyin } from 'pinyin-pro'
import { han } from './normalise.js'

/** One sound of a text: a Han character, or one syllable of a run of Latin letters that is all pinyin. */
export interface Sound {
  /** With the pairs that people mix up made one: 缴 and 教, 增 and 真. */
  readonly syllable: string
  /** As it is spelt. */
  readonly spelt: string
  readonly from: number
  readonly to: number
}

/** The sounds of a normalised text in order; what has no sound (digits, English, punctuation) leaves a gap. */
export function soundsOf(text: string): readonly Sound[] {
  return [...text.matchAll(/\p{Script=Han}+|[a-z]+/gu)].flatMap((run) =>
    han.test(run[0]) ? hanSounds(run[0], run.index) : latinSounds(run[0], run.index),
  )
}

/** The sound of some syllables, once as people mix it up and once as it is spelt. */
export interface SoundKeys {
  readonly mixed: string
  readonly spelt: string
}

export function soundKeys(sounds: readonly Syllable[]): SoundKeys {
  return {
    mixed: sounds.map((sound) => sound.syllable).join(' '),
    spelt: sounds.map(({ spelt }) => spelt).join(' '),
  }
}

/** The sound of a word in Han characters. */
export const soundOf = (word: string): SoundKeys => soundKeys(syllablesOf(word))

function hanSounds(run: string, start: number): readonly Sound[] {
  const heard = syllablesOf(run)
  let at = start
  return [...run].map((character, index) => {
    const from = at
    at += character.length
    return { ...(heard[index] ?? syllable(character)), from, to: at }
  })
}

type Syllable = Pick<Sound, 'syllable' | 'spelt'>

const syllablesOf = (run: string): readonly Syllable[] => pinyin(run, { type: 'array' }).map(untoned)

/** By its spelling with tones, what was read once: some 1,500, for each of which the library goes through nine patterns. */
const read = new Map<string, Syllable>()

function untoned(toned: string): Syllable {
  const before = read.get(toned)
  if (before !== undefined) return before
  // What the library does not know comes back as it is.
  if (han.test(toned)) return syllable(toned)
  const spelt = toned
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0304\u030c]/g, '')
    .replace(/u\u0308/g, 'v')
  const one = syllable(spelt.normalize('NFC'))
  read.set(toned, one)
  return one
}

const syllable = (spelt: string): Syllable => ({ syllable: merged(spelt), spelt })

function latinSounds(run: string, start: number): readonly Sound[] {
  const syllables = syllablesIn(run)
  let at = start
  return (syllables ?? []).map((spelt) => {
    const from = at
    at += spelt.length
    return { ...syllable(spelt), from, to: at }
  })
}

function merged(syllable: string): string {
  return syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n')
}

const finals: Readonly<Record<string, string>> = {
  b: 'a o ai ei ao an en ang eng i ie iao ian in ing u',
  p: 'a o ai ei ao ou an en ang eng i ie iao ian in ing u',
  m: 'a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u',
  f: 'a o ei ou an en ang eng u',
  d: 'a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un',
  t: 'a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un',
  n: 'a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue',
  l: 'a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue',
  g: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  k: 'a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang',
  h: 'a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  j: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  q: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  x: 'i ia ie iao iu ian in iang ing iong u ue uan un',
  zh: 'i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang',
  ch: 'i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang',
  sh: 'i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang',
  r: 'i e ao ou an en ang eng ong u uo ui uan un',
  z: 'i a e ai ei ao ou an en ang eng ong u uo ui uan un',
  c: 'i a e ai ao ou an en ang eng ong u uo ui uan un',
  s: 'i a e ai ao ou an en ang eng ong u uo ui uan un',
  y: 'a e ao ou an ang i in ing ong u ue uan un',
  w: 'a o ai ei an en ang eng u',
  '': 'a o e ai ei ao ou an en ang er',
}

const syllables: ReadonlySet<string> = new Set(
  Object.entries(finals).flatMap(([initial, list]) => list.split(' ').map((final) => initial + final)),
)

/** The syllables of a run such as 'zhuceziben', longest first, or undefined if it is not all pinyin. */
export function syllablesIn(run: string): readonly string[] | undefined {
  return run.length > 40 ? undefined : splitFrom(0, run, new Set())
}

/** `hopeless` are the places from which there was no way to the end: without it 'aoaoaoaov' is tried in every way there is. */
function splitFrom(at: number, run: string, hopeless: Set<number>): readonly string[] | undefined {
  if (at === run.length) return []
  if (hopeless.has(at)) return undefined
  for (let to = Math.min(at + 6, run.length); to > at; to--) {
    const rest = syllables.has(run.slice(at, to)) ? splitFrom(to, run, hopeless) : undefined
    if (rest !== undefined) return [run.slice(at, to), ...rest]
  }
  hopeless.add(at)
  return undefined
}
