import { conceptId, type ConceptId } from '../../values/ids.js'
import type { Concept, Words } from '../asking-files.js'
import { formTreeSteps, longestAt, type FormTree } from './form-tree.js'
import { normalise } from './normalise.js'
import { soundOf } from './pinyin.js'
import { placesOf, type Places } from './places.js'
import { mapped, type Steps } from '../steps.js'

/** A form of a concept found in a text. */
export interface Found {
  readonly form: string
  readonly concepts: readonly ConceptId[]
  readonly from: number
  readonly to: number
}

/** The ways of asking that rules of ours go by; words.yaml must have them. */
export const aspect = { difference: conceptId('difference'), consequence: conceptId('consequence') }

/** Words by how they sound. Sounding out thousands is slow; what came of it is plain data. */
export interface WordSounds {
  /** What pinyin may stand for, by its sound: every form, alias and filler. */
  readonly bySound: ReadonlyMap<string, string>
  /** The same by its sound as it is spelt: zenmeyang is 怎么样 before it is 怎么验. */
  readonly bySpelling: ReadonlyMap<string, string>
  /** What a typo in Han characters may stand for: only words that name something, since 只能 is no 指能. */
  readonly byTypo: ReadonlyMap<string, string>
  /** By the first syllable, how many syllables the longest such word has: most places need no look. */
  readonly longestSoundFrom: ReadonlyMap<string, number>
}

/** Surface forms, ready to be found in normalised text. */
export interface Lexicon {
  readonly subjects: FormSet
  readonly aspects: FormSet
  readonly sounds: WordSounds
  readonly fillers: ReadonlySet<string>
  /** Subjects of the whole base: naming them says little about which card is meant. */
  readonly everywhere: ReadonlySet<ConceptId>
  readonly greetings: readonly string[]
  readonly misspellings: readonly (readonly [string, string])[]
  /** Whose rules of their own are told to who names them or a town of theirs. */
  readonly places: Places
  /** A character of a similar shape: the ones it may stand for. */
  readonly lookalikes: ReadonlyMap<string, readonly string[]>
}

interface FormSet {
  readonly concepts: ReadonlyMap<string, readonly ConceptId[]>
  readonly tree: FormTree<readonly ConceptId[]>
}

const wordsPerStep = 50

/**
 * `spoken`: further words (aliases, say) that a typo may stand for. In steps: there are thousands. `known`: how these very
 * words sound, if they were sounded out before.
 */
export function* lexiconSteps(words: Words, spoken: readonly string[], known?: WordSounds): Steps<Lexicon> {
  const subjects = yield* formSet(words.subjects)
  const aspects = yield* formSet(words.aspects)
  return {
    subjects,
    aspects,
    sounds: known ?? (yield* soundSteps({ subjects, aspects, fillers: words.fillers, spoken })),
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
    places: placesOf(words.places),
    lookalikes: meantBy(words.lookalikes),
  }
}

interface Spoken {
  readonly subjects: FormSet
  readonly aspects: FormSet
  readonly fillers: readonly string[]
  readonly spoken: readonly string[]
}

function* soundSteps({ subjects, aspects, fillers, spoken }: Spoken): Steps<WordSounds> {
  const said = yield* mapped(spoken, normalise, wordsPerStep)
  const names = [...subjects.concepts.keys(), ...said.filter((word) => word.length > 2)]
  const heard: Heard = { mixed: new Map(), spelt: new Map(), longest: new Map(), words: new Set() }
  yield* hear(names, heard)
  const byTypo = new Map(heard.mixed)
  yield
  yield* hear([...aspects.concepts.keys(), ...said, ...fillers], heard)
  return { bySound: heard.mixed, bySpelling: heard.spelt, byTypo, longestSoundFrom: heard.longest }
}

function meantBy(lookalikes: Words['lookalikes']): Lexicon['lookalikes'] {
  const meant = new Map<string, readonly string[]>()
  for (const [right, wrongs] of Object.entries(lookalikes))
    for (const wrong of wrongs) meant.set(wrong, [...(meant.get(wrong) ?? []), right])
  return meant
}

function* formSet(concepts: readonly Concept[]): Steps<FormSet> {
  const map = new Map<string, readonly ConceptId[]>()
  for (const concept of concepts) {
    for (const form of concept.forms.map(normalise).filter(Boolean))
      map.set(form, [...(map.get(form) ?? []), concept.id])
    yield
  }
  const forms = [...map].map(([form, means]) => ({ form, means }))
  return { concepts: map, tree: yield* formTreeSteps(forms) }
}

const allHan = /^\p{Script=Han}{2,8}$/u

/** Words by their sound, the first of each. */
interface Heard {
  readonly mixed: Map<string, string>
  readonly spelt: Map<string, string>
  /** By the first syllable, how many the longest has. */
  readonly longest: Map<string, number>
  /** What was sounded out, which is slow. */
  readonly words: Set<string>
}

function* hear(words: readonly string[], heard: Heard): Steps<void> {
  for (const [at, word] of words.entries()) {
    if (!allHan.test(word) || heard.words.has(word)) continue
    const { mixed, spelt } = soundOf(word)
    if (!heard.mixed.has(mixed)) heard.mixed.set(mixed, word)
    if (!heard.spelt.has(spelt)) heard.spelt.set(spelt, word)
    const syllables = mixed.split(' ')
    const [first = ''] = syllables
    heard.longest.set(first, Math.max(syllables.length, heard.longest.get(first) ?? 0))
    heard.words.add(word)
    if (at % wordsPerStep === 0) yield
  }
}

/** Forms in a text, longest first from the left, never overlapping. */
export function formsIn(text: string, { tree }: FormSet): readonly Found[] {
  const found: Found[] = []
  for (let from = 0; from < text.length;) {
    const hit = longestAt(text, from, tree)
    const to = from + (hit?.form.length ?? 1)
    if (hit !== undefined) found.push({ form: hit.form, concepts: hit.means, from, to })
    from = to
  }
  return found
}

/** What the forms in a text mean, each once. */
export function conceptsIn(text: string, { tree }: FormSet): readonly ConceptId[] {
  const concepts: ConceptId[] = []
  for (let from = 0; from < text.length;) {
    const hit = longestAt(text, from, tree)
    for (const id of hit?.means ?? none) if (!concepts.includes(id)) concepts.push(id)
    from += hit?.form.length ?? 1
  }
  return concepts
}

const none: readonly ConceptId[] = []

/** The rest of a normalised text after 你好 and 请问; empty if there is nothing else. */
export function withoutGreeting(text: string, lexicon: Lexicon): string {
  const greeting = lexicon.greetings.find((form) => text.startsWith(form))
  return greeting === undefined
    ? text
    : withoutGreeting(text.slice(greeting.length).replace(/^[\s,，。!！~、:：]+/, ''), lexicon)
}
