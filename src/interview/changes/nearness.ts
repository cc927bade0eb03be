import type { Given } from '../../knowledge/condition/inputs.js'
import type { InputId } from '../../values/ids.js'
import { readBy } from '../decision-list.js'
import type { Flow } from '../flow/flow.js'
import { apart, changedBy, type Changed, type Way } from './alternatives.js'

/** Of ways that change the same answers the nearest. */
export function nearest(ways: readonly Way[], far: (way: Way) => number): readonly Way[] {
  const near = ways
    .map((way) => ({ way, far: far(way) }))
    .sort((a, b) => a.far - b.far)
    .map(({ way }) => way)
  return near.filter((way, at) => !near.slice(0, at).some(isPartOf(way)))
}

/** Whether another way changes no other answers than this one. */
export const isPartOf =
  (way: Way) =>
  (other: Way): boolean =>
    other.every(({ input }) => way.some((one) => one.input === input))

export interface Around {
  readonly outcomes: Flow['outcomes']
  /** The answers that are changed. */
  readonly given: Given
  /** Of whatever reads this input, in an order that stays: whether it is missed then. */
  readonly missedBy: (input: InputId, given: Given) => readonly boolean[]
}

/** More than any two answers are apart by options. */
const veryFar = 1_000

/**
 * How far a way is that is made of these changes. Who only makes calls that are not allowed is not told to add others
 * that are, nor to make none at all: an option that can only do harm should go, and what says which outcome it comes to
 * should not end empty.
 */
export function farnessOf(others: Way, around: Around): (way: Way) => number {
  const choosing = new Set(readBy(around.outcomes))
  const inputs = new Set(others.flatMap(({ input, to }) => (to.kind === 'many' ? [input] : [])))
  const harmful = new Map([...inputs].map((input) => [input, harmfulOf(input, others, around)]))
  const awkward = ({ input, to }: Changed): number => {
    if (to.kind !== 'many') return 0
    const harms = [...to.options].filter((option) => harmful.get(input)?.has(option)).length
    return veryFar * (harms + (to.options.size === 0 && choosing.has(input) ? 1 : 0))
  }
  return (way) => way.reduce((sum, one) => sum + apart(around.given.get(one.input), one.to) + awkward(one), 0)
}

type Options = ReadonlySet<string>

/** Options that turn what was passed without them into what is missed. */
function harmfulOf(input: InputId, others: Way, { given, missedBy }: Around): Options {
  const sets = [given.get(input), ...others.filter((one) => one.input === input).map(({ to }) => to)].flatMap(
    (value) => (value?.kind === 'many' ? [value.options] : []),
  )
  const missedWith = (options: Options): readonly boolean[] =>
    missedBy(input, changedBy([{ input, to: { kind: 'many', options } }], given))
  // A way is judged once: each set with all that it misses, beside the same set without one option.
  const missed = new Map(
    [new Set<string>(), ...sets].map((set) => [keyOf(set), { set, misses: missedWith(set) }]),
  )
  const harms = (option: string): boolean =>
    [...missed.values()].some(({ set, misses }) => {
      const without = missed.get(keyOf([...set].filter((one) => one !== option)))
      return set.has(option) && misses.some((is, at) => is && without?.misses[at] === false)
    })
  return new Set(sets.flatMap((set) => [...set]).filter(harms))
}

const keyOf = (options: Iterable<string>): string => JSON.stringify([...options].sort())
