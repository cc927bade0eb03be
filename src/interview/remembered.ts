import type { Given, Value } from '../knowledge/condition/inputs.js'
import type { Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'

/** Of one list; when there are more they are forgotten all at once. */
const most = 2_000

interface Memory<Found> {
  readonly reads: readonly InputId[]
  readonly found: Map<string, Found>
}

type MemoryOf<Thing, Found> = (
  figures: Company['figures'],
) => (inputs: Company['inputs']) => (thing: Thing) => Memory<Found>

/**
 * Works out what a thing comes to once for the same values, day, figures and inputs: within a turn it is asked several
 * times, and the first questions of an interview are everybody's. `work` may look at no other values than those that
 * `readsOf` names. Forgotten with the flow, the figures and the inputs of a version.
 */
export function remembering<Thing extends object, Found>(
  readsOf: (thing: Thing) => readonly InputId[],
  work: (thing: Thing, company: Company) => Found,
): (thing: Thing, company: Company) => Found {
  const memoryOf: MemoryOf<Thing, Found> = oncePer(() =>
    oncePer(() => oncePer((thing) => ({ reads: readsOf(thing), found: new Map() }))),
  )
  return (thing, company) => {
    const { reads, found } = memoryOf(company.figures)(company.inputs)(thing)
    if (found.size >= most) found.clear()
    return gotOr(found, keyOf(reads, company), () => work(thing, company))
  }
}

/** Makes one for each thing, and forgets it with the thing. */
export function oncePer<Thing extends object, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const made = new WeakMap<Thing, Made>()
  return (thing) => gotOr(made, thing, () => make(thing))
}

interface Kept<Key, Found> {
  get(key: Key): Found | undefined
  set(key: Key, found: Found): unknown
}

function gotOr<Key, Found>(kept: Kept<Key, Found>, key: Key, make: () => Found): Found {
  const known = kept.get(key)
  if (known !== undefined) return known
  const made = make()
  kept.set(key, made)
  return made
}

/** Different values never read alike: each is of one of a few shapes, and what may hold any text is quoted. */
const keyOf = (reads: readonly InputId[], { given, asOf }: Pick<Company, 'given' | 'asOf'>): string =>
  `${asOf} ${reads.map((input) => textOf(given, input)).join(' ')}`

function textOf(given: Given, input: InputId): string {
  const value = given.get(input)
  return value === undefined ? '' : valueText(value)
}

function valueText(value: Value): string {
  switch (value.kind) {
    case 'yes-no':
      return String(value.yes)
    case 'choice':
      return JSON.stringify(value.option)
    case 'many':
      return JSON.stringify([...value.options].sort())
    case 'quantity':
      return `${value.unit}${value.range.lo}-${value.range.hi}`
  }
}
