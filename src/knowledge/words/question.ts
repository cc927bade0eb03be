import type { ConceptId } from '../../values/ids.js'
import { conceptsIn, formsIn, withoutGreeting, type Found, type Lexicon } from './lexicon.js'
import { mended, type KnownPair } from './mend.js'
import { han, normalise } from './normalise.js'
import { inProvinces } from './places.js'

/** A question as the search sees it: one spelling, its concepts, and what of it nothing here explains. */
export interface Question {
  readonly original: string
  readonly text: string
  readonly subjects: readonly ConceptId[]
  readonly aspects: readonly ConceptId[]
  /** The words that name them. */
  readonly forms: readonly Found[]
  /** Pieces that are no concept, no filler and no word of the base, such as 驾照 or 火锅. */
  readonly strange: readonly string[]
  /** How many characters name subjects that tell cards apart. */
  readonly tellingLength: number
  /** Whether it reads like the rest of a thought: 那省内的呢, 几天. */
  readonly leans: boolean
}

/** Longer than any real question; the rest is not searched. */
const searchedLength = 400
const wholeThought = 7

export function questionOf(original: string, lexicon: Lexicon, known: KnownPair): Question {
  const plain = withoutGreeting(
    normalise(original.slice(0, searchedLength * 2)).slice(0, searchedLength),
    lexicon,
  )
  const text = mended(inProvinces(plain, lexicon.places), lexicon, known)
  const subjects = formsIn(text, lexicon.subjects)
  const aspects = formsIn(text, lexicon.aspects)
  return {
    original,
    text,
    subjects: conceptsOf(subjects),
    aspects: conceptsOf(aspects),
    forms: [...subjects, ...aspects],
    tellingLength: subjects.reduce(
      (sum, { from, to, concepts }) =>
        concepts.some((id) => !lexicon.everywhere.has(id)) ? sum + to - from : sum,
      0,
    ),
    strange: strangeIn(text, [...subjects, ...aspects], lexicon, known),
    leans: /^那|呢$/.test(plain) || text.length < wholeThought,
  }
}

/** What a normalised question says that was written down to be learnt from: it is spelt right, so nothing is mended. */
export function askedQuestion(
  plain: string,
  lexicon: Lexicon,
): Pick<Question, 'text' | 'subjects' | 'aspects'> {
  const text = inProvinces(withoutGreeting(plain, lexicon), lexicon.places)
  return {
    text,
    subjects: conceptsIn(text, lexicon.subjects),
    aspects: conceptsIn(text, lexicon.aspects),
  }
}

function conceptsOf(found: readonly Found[]): readonly ConceptId[] {
  const concepts = new Set<ConceptId>()
  for (const form of found) for (const id of form.concepts) concepts.add(id)
  return [...concepts]
}

function strangeIn(
  text: string,
  found: readonly Found[],
  lexicon: Lexicon,
  known: KnownPair,
): readonly string[] {
  const rest = [...text]
  let at = 0
  const inForm = rest.map((character) => {
    const here = found.some(({ from, to }) => from <= at && at < to)
    at += character.length
    return here
  })
  const runs = rest.map((character, index) => (inForm[index] === true ? ' ' : character)).join('')
  return [...runs.matchAll(/\p{Script=Han}+|[a-z]+/gu)].flatMap((run) => unknownParts(run[0], lexicon, known))
}

function unknownParts(run: string, lexicon: Lexicon, known: KnownPair): readonly string[] {
  if (!han.test(run)) return lexicon.fillers.has(run) ? [] : [run]
  return withoutFillers(run, lexicon)
    .split(' ')
    .flatMap((part) => strangePart([...part], known))
}

/** Characters that belong to no pair the base knows; a single leftover character says nothing. */
function strangePart(characters: readonly string[], known: KnownPair): readonly string[] {
  const marked = characters.map((character, index) => {
    const before = (characters[index - 1] ?? '') + character
    const after = character + (characters[index + 1] ?? '')
    return known(before) || known(after) ? ' ' : character
  })
  return marked
    .join('')
    .split(' ')
    .filter((part) => part.length > 1)
}

function withoutFillers(run: string, lexicon: Lexicon): string {
  let text = run
  for (const filler of lexicon.fillers) if (filler.length > 1) text = text.replaceAll(filler, ' ')
  return [...text].map((character) => (lexicon.fillers.has(character) ? ' ' : character)).join('')
}
