import { leavesOf } from '../knowledge/condition/condition.js'
import type { Severity } from '../knowledge/entry.js'
import type { Given, Input, Inputs } from '../knowledge/condition/inputs.js'
import { inputId, type EntryId, type InputId } from '../values/ids.js'
import type { ToPrepare } from './flow/flow.js'
import type { Judged } from './judged.js'
import type { Tested } from './result.js'

export type PaperState = 'has' | 'missing' | 'unknown' | 'not-needed'

/** One thing to have ready on paper. */
export interface Paper {
  /** Stays the same for ever: the question, and the option of it where it has several. */
  readonly id: string
  readonly name: string
  readonly state: PaperState
  /** Who asks for it: the law, or only practice. */
  readonly severity: Severity
  /** Why, and with what source. */
  readonly entry: EntryId
}

/** The requirements that are about papers. */
const paperEntry = /^(?:documents|policies)\.|^renewal\.proof-opened$/

/** The materials that an interview asked about, made from its answers, in the order of its requirements; each once. */
export function papersOf({
  result,
  position,
  knowledge,
}: Pick<Judged, 'result' | 'position' | 'knowledge'>): readonly Paper[] {
  const all = result.tested
    .filter(({ requirement }) => paperEntry.test(requirement.entry))
    .flatMap((tested) => papersIn(tested, position.given, (input) => knowledge.inputs.get(input)))
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at)
}

function papersIn(
  { requirement: { met, severity, entry }, state }: Tested,
  given: Given,
  inputNamed: (input: InputId) => Input | undefined,
): readonly Paper[] {
  if (met === undefined) return []
  return leavesOf(met).flatMap((leaf): readonly Paper[] => {
    const input = leaf.kind === 'compare' ? undefined : inputNamed(leaf.input)
    const value = input && given.get(input.id)
    const of = { severity, entry }
    const stateBy = (has: boolean): PaperState => paperState(state, value === undefined ? undefined : has)
    if (leaf.kind === 'option' && input?.type === 'many') {
      const name = input.options.find(({ id }) => id === leaf.option)?.zh
      const has = value?.kind === 'many' && value.options.has(leaf.option)
      return name === undefined
        ? []
        : [{ id: `${input.id}.${leaf.option}`, name, state: stateBy(has), ...of }]
    }
    if (leaf.kind !== 'yes' || input === undefined || !isPaper(input)) return []
    return [
      { id: input.id, name: nameOf(input), state: stateBy(value?.kind === 'yes-no' && value.yes), ...of },
    ]
  })
}

/** Where one of several will do and one is there, the others are not needed. */
function paperState(state: Tested['state'], has: boolean | undefined): PaperState {
  if (state === 'not-applicable' || (state === 'met' && has !== true)) return 'not-needed'
  return has === undefined ? 'unknown' : has ? 'has' : 'missing'
}

/** One of which nobody is asked. The law lists all of these. */
export const preparedPaper = ({
  id,
  name,
}: ToPrepare): Pick<Paper, 'id' | 'name' | 'state' | 'severity'> => ({
  id: `${prepared}${id}`,
  name,
  state: 'unknown',
  severity: 'law',
})

/** No question's id holds a colon. */
const prepared = 'prepare:'
export const isPrepared = (id: string): boolean => id.startsWith(prepared)

/** Where papers have their names from. */
export interface Naming {
  readonly inputs: Inputs
  readonly prepare: readonly ToPrepare[]
}

/** What a paper may be called: its name, and other words for it. None of one that is no more. */
export function paperNames(id: string, { inputs, prepare }: Naming): readonly string[] {
  if (isPrepared(id))
    return prepare.flatMap((one) => (preparedPaper(one).id === id ? [one.name.replace(/（.*）$/, '')] : []))
  const { input, option } = askedBy(id)
  const found = inputs.get(input)
  if (found === undefined) return []
  if (option === undefined) return [nameOf(found)]
  const named = found.type === 'many' ? found.options.find((one) => one.id === option) : undefined
  return named === undefined ? [] : [named.zh, ...named.also]
}

/** The question that asks for a paper, and the option of it where it has several. */
export function askedBy(paper: string): { readonly input: InputId; readonly option?: string } {
  const [input = '', option] = paper.split('.')
  return { input: inputId(input), ...(option !== undefined && { option }) }
}

/** What is had or signed, not what was done: 业务已经开通 is no paper. */
const isPaper = ({ zh }: Input): boolean => /^(?:有|能签)/.test(zh)
const nameOf = ({ zh }: Input): string => zh.replace(/^(?:有|能签)/, '')
