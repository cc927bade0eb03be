import {
  inputsRead,
  leafHolds,
  leavesOf,
  type Comparison,
  type Condition,
} from '../knowledge/condition/condition.js'
import { ownAdvice } from '../knowledge/figures.js'
import { againstOf, type Against } from '../knowledge/judge/judge.js'
import { stateOf, type Company, type State } from '../knowledge/condition/state-of.js'
import type { Given, Value } from '../knowledge/condition/inputs.js'
import type { InputId } from '../values/ids.js'
import { decided } from './decision-list.js'
import type { Flow } from './flow/flow.js'
import type { Judged } from './judged.js'
import type { Tested } from './result.js'

/** By what a requirement is missed: the answers that fail it, and nothing that others rest on. */
export interface Missed {
  readonly by: readonly InputId[]
  /** Figures that are not reached. */
  readonly short: readonly Short[]
  /** Of several options those without which it cannot be met. */
  readonly lacks: readonly Lacking[]
}

export interface Lacking {
  readonly input: InputId
  readonly options: readonly string[]
}

export interface Short extends Against {
  readonly what: Comparison['what']
}

/** Of a requirement that is unmet. */
export function missedOf(
  { requirement }: Tested,
  { flow, position, asking }: Pick<Judged, 'flow' | 'position' | 'asking'>,
): Missed {
  const { given } = position
  const { met, states } = requirement
  const compared = met === undefined ? [] : stateOf(met, { ...asking, given }).compared
  const short = compared
    .filter((one) => leafHolds(one, given, asking) === false)
    .flatMap((one): readonly Short[] => {
      const against = againstOf(one, given, asking)
      return against === undefined || isOurOwn(against, requirement) ? [] : [{ ...against, what: one.what }]
    })
  const read = met === undefined ? [] : inputsRead(met).filter((input) => given.has(input))
  const failing = failingBy(states, read, { ...asking, given })
  const by = withoutContext(failing, short, flow)
  return { by, short, lacks: by.flatMap((input) => lackingOf(input, met, { ...asking, given })) }
}

/** A figure that we set ourselves says when something is urgent; missing it breaks no law. */
const isOurOwn = ({ figure }: Against, { severity }: Tested['requirement']): boolean =>
  severity === 'law' && figure.source === ownAdvice

/** Options that were not chosen and that are needed even where all others are there. */
function lackingOf(input: InputId, met: Condition | undefined, company: Company): readonly Lacking[] {
  const value = company.given.get(input)
  if (met === undefined || value?.kind !== 'many') return []
  const named = leavesOf(met).flatMap((leaf) =>
    leaf.kind === 'option' && leaf.input === input ? [leaf.option] : [],
  )
  const stateWith = (options: readonly string[]): State => {
    const many: Value = { kind: 'many', options: new Set(options) }
    return stateOf(met, { ...company, given: new Map([...company.given, [input, many]]) }).state
  }
  if (stateWith(named) === stateWith([])) return []
  const needed = named.filter((one) => stateWith(named.filter((other) => other !== one)) === 'unmet')
  const options = needed.filter((one) => !value.options.has(one))
  return options.length === 0 ? [] : [{ input, options }]
}

/** The answers of which some set, that no part of would do, settles by itself that it is missed where it applies. */
function failingBy(
  states: Tested['requirement']['states'],
  read: readonly InputId[],
  company: Company,
): readonly InputId[] {
  // What says whether it applies at all stays as it is.
  const applies = [...company.given.keys()].filter((input) => !read.includes(input))
  const settling = subsetsOf(read).filter((some) =>
    decided(states, { ...company, given: only([...applies, ...some], company.given) }).possible.every(
      (state) => state === 'unmet',
    ),
  )
  const least = settling.filter((some) => !settling.some((other) => isPart(other, some)))
  return read.filter((input) => least.some((some) => some.includes(input)))
}

/** The smallest first. A requirement reads a handful of inputs. */
function subsetsOf(inputs: readonly InputId[]): readonly (readonly InputId[])[] {
  return inputs.reduce<readonly (readonly InputId[])[]>(
    (sets, input) => [...sets, ...sets.map((set) => [...set, input])],
    [[]],
  )
}

const isPart = (part: readonly InputId[], whole: readonly InputId[]): boolean =>
  part.length < whole.length && part.every((one) => whole.includes(one))

const only = (inputs: readonly InputId[], given: Given): Given =>
  new Map([...given].filter(([input]) => inputs.includes(input)))

/** What chooses between the outcomes says which figure counts; it fails only what nothing else fails. */
function withoutContext(
  failing: readonly InputId[],
  short: readonly Short[],
  flow: Flow,
): readonly InputId[] {
  const choosing = new Set(flow.outcomes.flatMap(({ when }) => (when === undefined ? [] : inputsRead(when))))
  const compared = new Set(short.flatMap(({ what }) => (what.kind === 'today' ? [] : [what.input])))
  const own = failing.filter((input) => !choosing.has(input) || compared.has(input))
  return own.length > 0 ? own : failing
}
