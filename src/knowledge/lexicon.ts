import { conceptId, type ConceptId } from '../values/ids.js'
import type { Concept, Words } from './entry.js'
import { normalise } from './normalise.js'
import { soundOf } from './pinyin.js'
import { mapped, type Steps } from './steps.js'

/** A form of a concept found in a text. */
export interface Found {
  readonly form: string
  readonly concepts: readonly ConceptId[]
  readonly from: number
  readonly to: number
}

/** The ways of asking that rules of ours go by; words.yaml must have them. */
export const aspect = { difference: conceptId('difference'), consequence: conceptId('consequence') }

/** Surface forms, ready to be found in normalised text. */
export interface Lexicon {
  readonly subjects: FormSet
  readonly aspects: FormSet
  /** What pinyin may stand for, by its sound: every form, alias and filler. */
  readonly bySound: ReadonlyMap<string, string>
  /** The same by its sound as it is spelt: zenmeyang is 怎么样 before it is 怎么验. */
  readonly bySpelling: ReadonlyMap<string, string>
  /** What a typo in Han characters may stand for: only words that name something, since 只能 is no 指能. */
  readonly byTypo: ReadonlyMap<string, string>
  /** By the first syllable, how many syllables the longest such word has: most places need no look. */
  readonly longestSoundFrom: ReadonlyMap<string, number>
  readonly fillers: ReadonlySet<string>
  /** Subjects of the whole base: naming them says little about which card is meant. */
  readonly everywhere: ReadonlySet<ConceptId>
  readonly greetings: readonly string[]
  readonly misspellings: readonly (readonly [string, string])[]
}

interface FormSet {
  readonly concepts: ReadonlyMap<string, readonly ConceptId[]>
  /** By the first character, how long the longest such form is: most places need no look. */
  readonly longestFrom: ReadonlyMap<string, number>
}

/** `spoken`: further words (aliases, say) that a typo may stand for. In steps: thousands of words have to be sounded out. */
export function* lexiconSteps(words: Words, spoken: readonly string[]): Steps<Lexicon> {
  const said = yield* mapped(spoken, normalise)
  const subjects = yield* formSet(words.subjects)
  const aspects = yield* formSet(words.aspects)
  const names = [...subjects.concepts.keys(), ...said.filter((word) => word.length > 2)]
  const typed = yield* soundMaps(names)
  const spokenOf = yield* soundMaps([...aspects.concepts.keys(), ...said, ...words.fillers], typed)
  return {
    subjects,
    aspects,
    bySound: spokenOf.mixed,
    bySpelling: spokenOf.spelt,
    byTypo: typed.mixed,
    longestSoundFrom: longestBy([...spokenOf.mixed.keys()].map((key) => key.split(' '))),
    // What is invisible is no word, and every text begins with nothing.
    fillers: new Set(words.fillers.map(normalise).filter(Boolean)),
    everywhere: new Set(words.everywhere),
    greetings: words.greetings
      .map(normalise)
      .filter(Boolean)
      .sort((a, b) => b.length - a.length),
    misspellings: Object.entries(words.misspellings)
      .map(([wrong, right]) => [normalise(wrong), normalise(right)] as const)
      .filter(([wrong]) => wrong !== ''),
  }
}

function* formSet(concepts: readonly Concept[]): Steps<FormSet> {
  const map = new Map<string, readonly ConceptId[]>()
  for (const concept of concepts) {
    for (const form of concept.forms.map(normalise)) map.set(form, [...(map.get(form) ?? []), concept.id])
    yield
  }
  return { concepts: map, longestFrom: longestBy([...map.keys()]) }
}

function longestBy(words: readonly (string | readonly string[])[]): ReadonlyMap<string, number> {
  const longest = new Map<string, number>()
  for (const word of words) {
    const first = word[0] ?? ''
    longest.set(first, Math.max(word.length, longest.get(first) ?? 0))
  }
  return longest
}

const allHan = /^\p{Script=Han}{2,8}$/u

interface SoundMaps {
  readonly mixed: ReadonlyMap<string, string>
  readonly spelt: ReadonlyMap<string, string>
}

const noSounds: SoundMaps = { mixed: new Map(), spelt: new Map() }

/** Words by their sound, the first of each. Sounding out is slow: what is in `before` is not sounded again and goes first. */
function* soundMaps(forms: readonly string[], before = noSounds): Steps<SoundMaps> {
  const mixed = new Map(before.mixed)
  const spelt = new Map(before.spelt)
  const done = new Set(before.spelt.values())
  for (const form of new Set(forms)) {
    if (!allHan.test(form) || done.has(form)) continue
    const sound = soundOf(form)
    if (!mixed.has(sound.mixed)) mixed.set(sound.mixed, form)
    if (!spelt.has(sound.spelt)) spelt.set(sound.spelt, form)
    yield
  }
  return { mixed, spelt }
}

/** Forms in a text, longest first from the left, never overlapping. */
export function formsIn(text: string, set: FormSet): readonly Found[] {
  const found: Found[] = []
  let at = 0
  while (at < text.length) {
    const hit = formAt(text, at, set)
    if (hit !== undefined) found.push(hit)
    at = hit?.to ?? at + 1
  }
  return found
}

function formAt(text: string, from: number, set: FormSet): Found | undefined {
  const longest = set.longestFrom.get(text[from] ?? '')
  if (longest === undefined || insideWord(text, from)) return undefined
  for (let to = Math.min(text.length, from + longest); to > from; to--) {
    const form = text.slice(from, to)
    const concepts = set.concepts.get(form)
    if (concepts !== undefined && !insideWord(text, to)) return { form, concepts, from, to }
  }
  return undefined
}

/** Whether a cut here would break a run of Latin letters or digits: 'sp' is no form inside 'spam'. */
function insideWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ''
  const after = text[at] ?? ''
  return (/[a-z]/.test(before) && /[a-z]/.test(after)) || (/\d/.test(before) && /\d/.test(after))
}

/** The rest of a normalised text after 你好 and 请问; empty if there is nothing else. */
export function withoutGreeting(text: string, lexicon: Lexicon): string {
  const greeting = lexicon.greetings.find((form) => text.startsWith(form))
  return greeting === undefined
    ? text
    : withoutGreeting(text.slice(greeting.length).replace(/^[\s,，。!！~、:：]+/, ''), lexicon)
}
