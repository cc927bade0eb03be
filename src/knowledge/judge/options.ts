import { conceptId } from '../../values/ids.js'
import { leavesOf, type Condition } from '../condition/condition.js'
import type { Choosing, Given } from '../condition/inputs.js'
import { placesIn } from './place.js'
import type { Knowledge } from '../knowledge.js'
import { formsIn } from '../words/lexicon.js'
import { normalise } from '../words/normalise.js'

interface NamedOption {
  readonly input: Choosing
  readonly option: string
  readonly form: string
}

/** What a question says of the cases that a rule tells apart. */
export interface Options {
  /** Words that name a case, or only a place. */
  readonly words: readonly string[]
  readonly isNamed: boolean
  /** The options that were named alone; 省内和全国都够吗 leaves it open. */
  readonly given: Given
}

/** The options of one-of inputs that the condition reads and the question names, as 全国, 省内 and 广东省内 do. */
export function optionsNamed(condition: Condition, text: string, knowledge: Knowledge): Options {
  const choices = choosingIn(condition, knowledge).filter(({ type }) => type === 'choice')
  const forms = formsIn(text, knowledge.lexicon.subjects)
  const named = choices.flatMap((input) =>
    input.options.flatMap(({ id, concepts }) =>
      forms
        .filter((form) => form.concepts.some((concept) => concepts.includes(concept)))
        .map(({ form }): NamedOption => ({ input, option: id, form })),
    ),
  )
  const { words, options } = byPlace(choices, text, knowledge)
  const all = named.length > 0 ? named : options
  return {
    words: [...named.map(({ form }) => form), ...words],
    isNamed: all.length > 0,
    given: chosen(all),
  }
}

/** Inputs with options that the condition reads, each once. */
function choosingIn(condition: Condition, { inputs }: Knowledge): readonly Choosing[] {
  const read = leavesOf(condition).flatMap((leaf) => (leaf.kind === 'option' ? [inputs.get(leaf.input)] : []))
  return [...new Set(read)].flatMap((input) => (input !== undefined && 'options' in input ? [input] : []))
}

const oneProvince = conceptId('provincial')

/** One province is within a province. Of two, one may be where the company is and the other where it works. */
function byPlace(
  choices: readonly Choosing[],
  text: string,
  { inputs }: Knowledge,
): { readonly words: readonly string[]; readonly options: readonly NamedOption[] } {
  const places = placesIn(text, inputs)
  const options = choices.flatMap((input) =>
    input.options
      .filter(({ concepts }) => concepts.includes(oneProvince))
      .map(({ id }) => ({ input, option: id })),
  )
  if (options.length === 0 || new Set(places.map(({ name }) => name)).size !== 1)
    return { words: [], options: [] }
  const scopes = places.filter(({ isScope }) => isScope)
  return {
    words: places.map(({ form }) => form),
    options: scopes.flatMap(({ form }) => options.map((one) => ({ ...one, form }))),
  }
}

function chosen(named: readonly NamedOption[]): Given {
  const alone = named.filter(({ input, option }) =>
    named.every((other) => other.input.id !== input.id || other.option === option),
  )
  return new Map(alone.map(({ input, option }) => [input.id, { kind: 'choice', option }]))
}

/** Every word that names a case of the condition, whether or not a value is judged by it: 呼入, 全国. */
export function caseWords(condition: Condition, text: string, knowledge: Knowledge): readonly string[] {
  const options = choosingIn(condition, knowledge).flatMap((input) => input.options)
  const concepts = new Set(options.flatMap((option) => option.concepts))
  const said = options.flatMap(({ when }) => (when === undefined ? [] : [normalise(when)]))
  const forms = formsIn(text, knowledge.lexicon.subjects).filter((form) =>
    form.concepts.some((concept) => concepts.has(concept)),
  )
  const { words } = optionsNamed(condition, text, knowledge)
  return [...new Set([...forms.map(({ form }) => form), ...said, ...words])].filter((word) =>
    text.includes(word),
  )
}
