import type { Given, Value } from '../knowledge/condition/inputs.js'
import type { Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'

/** Of one list; when there are more they are forgotten all at once. */
const most = 2_000

interface Memory<Found> {
  readonly reads: readonly InputId[]
  readonly found: Map<string, Found>
}

/**
 * Works out what a thing comes to once for the same values, day and figures: within a turn it is asked several times, and
 * the first questions of an interview are everybody's. Forgotten with the flow and the figures of a version.
 */
export function remembering<Thing extends object, Found>(
  readsOf: (thing: Thing) => readonly InputId[],
  work: (thing: Thing, company: Company) => Found,
): (thing: Thing, company: Company) => Found {
  const versions = new WeakMap<object, WeakMap<Thing, Memory<Found>>>()
  return (thing, company) => {
    const memories = gotOr(versions, company.figures, () => new WeakMap<Thing, Memory<Found>>())
    const { reads, found } = gotOr(memories, thing, () => ({
      reads: readsOf(thing),
      found: new Map<string, Found>(),
    }))
    if (found.size >= most) found.clear()
    return gotOr(found, keyOf(reads, company), () => work(thing, company))
  }
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
      return value.option
    case 'many':
      return `[${[...value.options].sort().join()}]`
    case 'quantity':
      return `${value.unit}${value.range.lo}-${value.range.hi}`
  }
}
