import { openInputs } from '../knowledge/condition/completions.js'
import type { Given, Value } from '../knowledge/condition/inputs.js'
import type { Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'
import { ceilingOf } from '../values/typed-input/limits.js'
import { decided, readBy, whole, type DecisionList } from './decision-list.js'
import { leads, type Change, type Flow, type Lead } from './flow/flow.js'
import { blocksApplication } from './result.js'

/** A change of answers after which nothing that blocks the application is surely missed. */
export interface Fix {
  readonly changes: readonly Changed[]
  /** The longest of its changes. */
  readonly lead: Lead
}

export interface Changed {
  readonly input: InputId
  readonly to: Value
}

type Way = readonly Changed[]

const mostFixes = 3
/** Who misses more than this has no small change to make. */
const mostChanges = 6
/** Sets of changes that are tried before the search is given up. */
const mostTried = 20_000

/**
 * The smallest changes that would pass, the fewest and quickest first; none when nothing is missed. Only answers that a
 * company can change are changed, and what nobody knows stays unknown. Each is proven by judging it anew.
 */
export function fixesOf(flow: Flow, company: Company): readonly Fix[] {
  const search = searching(flow, company)
  if (search.missed(company.given) === undefined) return []
  const found: Way[] = []
  for (let most = 1; most <= mostChanges && found.length < mostFixes; most++)
    found.push(
      ...nearest(search.ways(most), (way) => search.far(way)).filter((way) => !found.some(isPartOf(way))),
    )
  return found
    .map((changes) => ({
      changes: changes.map((one) => search.open(one, changes)),
      lead: longest(changes, flow),
    }))
    .sort((a, b) => a.changes.length - b.changes.length || leads.indexOf(a.lead) - leads.indexOf(b.lead))
    .slice(0, mostFixes)
}

/**
 * Whatever passes must change some answer of whatever is missed now: so the first thing missed names the answers to
 * change, then the first one missed after that.
 */
function searching(flow: Flow, company: Company) {
  const tests = testsOf(flow)
  const others = alternatives(flow, company)
  const missed = (given: Given): Test | undefined =>
    tests.find(({ isMissed }) => isMissed({ ...company, given }))
  let left = mostTried
  const waysFrom = (way: Way, given: Given, more: number): readonly Way[] => {
    const test = left-- > 0 ? missed(given) : undefined
    if (left < 0) return []
    if (test === undefined) return [way]
    if (more === 0) return []
    return others
      .filter(({ input }) => test.reads.has(input) && !way.some((one) => one.input === input))
      .flatMap((one) => waysFrom([...way, one], changed(given, [one]), more - 1))
  }
  /** With all that lies beyond it where each of that passes as well: 1000万元 becomes 1000万元以上. */
  const open = (one: Changed, way: Way): Changed => {
    const was = company.given.get(one.input)
    if (one.to.kind !== 'quantity' || was?.kind !== 'quantity' || one.to.unit === 'date') return one
    const { lo } = one.to.range
    const beyond = others.filter(
      ({ input, to }) => input === one.input && to.kind === 'quantity' && to.range.lo >= lo,
    )
    const passes = (other: Changed): boolean =>
      missed(changed(company.given, [...way.filter(({ input }) => input !== one.input), other])) === undefined
    return was.range.hi < lo && beyond.every(passes)
      ? { ...one, to: { ...one.to, range: { lo, hi: ceilingOf(one.to.unit) } } }
      : one
  }
  const awkward = awkwardIn(others, tests, { flow, company })
  const far = (way: Way): number =>
    distance(way, company.given) + way.reduce((sum, one) => sum + awkward(one), 0)
  return { missed, open, far, ways: (most: number) => waysFrom([], company.given, most) }
}

const changed = (given: Given, way: Way): Given =>
  new Map([...given, ...way.map(({ input, to }) => [input, to] as const)])

/** More than any two answers are apart by options. */
const veryFar = 1_000

/**
 * Who only makes calls that are not allowed is not told to add others that are, nor to make none at all: an option that
 * can only do harm should go, and what says which outcome it comes to should not end empty.
 */
function awkwardIn(others: Way, tests: readonly Test[], { flow, company }: { flow: Flow; company: Company }) {
  const choosing = new Set(readBy(flow.outcomes))
  const inputs = new Set(others.flatMap(({ input, to }) => (to.kind === 'many' ? [input] : [])))
  const harmful = new Map(
    [...inputs].map((input) => [
      input,
      harmfulOf(
        [
          company.given.get(input),
          ...others.filter((one) => one.input === input).map(({ to }) => to),
        ].flatMap((value) => (value?.kind === 'many' ? [value.options] : [])),
        (options) => {
          const given = changed(company.given, [{ input, to: { kind: 'many', options } }])
          const reading = tests.filter(({ reads }) => reads.has(input))
          return reading.map(({ isMissed }) => isMissed({ ...company, given }))
        },
      ),
    ]),
  )
  return ({ input, to }: Changed): number =>
    to.kind !== 'many'
      ? 0
      : veryFar *
        ([...to.options].filter((option) => harmful.get(input)?.has(option)).length +
          (to.options.size === 0 && choosing.has(input) ? 1 : 0))
}

type Options = ReadonlySet<string>

/** Options that turn what was passed without them into what is missed. */
function harmfulOf(sets: readonly Options[], missedWith: (options: Options) => readonly boolean[]): Options {
  const all = new Set(sets.flatMap((set) => [...set]))
  // A way is judged once: each set with all that it misses, beside the same set without one option.
  const missed = new Map(
    [new Set<string>(), ...sets].map((set) => [keyOf(set), { set, misses: missedWith(set) }]),
  )
  const harms = (option: string): boolean =>
    [...missed.values()].some(({ set, misses }) => {
      const without = missed.get(keyOf([...set].filter((one) => one !== option)))
      return set.has(option) && misses.some((is, at) => is && without?.misses[at] === false)
    })
  return new Set([...all].filter(harms))
}

const keyOf = (options: Iterable<string>): string => [...options].sort().join(' ')

interface Test {
  readonly reads: ReadonlySet<InputId>
  readonly isMissed: (company: Company) => boolean
}

function testsOf({ requirements, outcomes }: Flow): readonly Test[] {
  return [
    ...requirements
      .filter(blocksApplication)
      .map(({ states }) => testOf(states, (state) => state === 'unmet')),
    testOf(outcomes, ({ final }) => final),
  ]
}

const testOf = <Result>(list: DecisionList<Result>, isBad: (result: Result) => boolean): Test => ({
  reads: new Set(readBy(list)),
  isMissed: (company) => decided(list, company).possible.every(isBad),
})

/** Every other class of answers to what was answered and can be changed. */
function alternatives({ questions, requirements, outcomes }: Flow, company: Company): Way {
  const lists = [outcomes, ...requirements.filter(blocksApplication).map(({ states }) => states)].flat()
  const condition = whole(lists.map(({ when }) => ({ ...(when !== undefined && { when }), then: undefined })))
  if (condition === undefined) return []
  const changes = new Map(
    questions.flatMap(({ input, change }) => (change === undefined ? [] : [[input, change] as const])),
  )
  return openInputs(condition, company.inputs, new Map(), company).flatMap(({ input, classes }) => {
    const was = company.given.get(input)
    if (was === undefined || !changes.has(input)) return []
    return classes
      .map((to) => withRest(was, to, classes))
      .filter((to) => !isWithin(was, to) && isReal(to, changes.get(input)))
      .map((to) => ({ input, to }))
  })
}

/** What was opened does not become unopened, whatever rule that would pass. */
function isReal(to: Value, change: Change | undefined): boolean {
  const only = change?.to
  if (only === undefined || to.kind === 'quantity' || to.kind === 'many') return true
  return only.includes(to.kind === 'choice' ? to.option : to.yes ? 'yes' : 'no')
}

/** Options that nothing turns on stay as they were chosen. */
function withRest(was: Value, to: Value, classes: readonly Value[]): Value {
  if (was.kind !== 'many' || to.kind !== 'many') return to
  const named = new Set(classes.flatMap((one) => (one.kind === 'many' ? [...one.options] : [])))
  return {
    kind: 'many',
    options: new Set([...[...was.options].filter((one) => !named.has(one)), ...to.options]),
  }
}

/** Of ways that change the same answers the nearest. */
function nearest(ways: readonly Way[], far: (way: Way) => number): readonly Way[] {
  const near = ways
    .map((way) => ({ way, far: far(way) }))
    .sort((a, b) => a.far - b.far)
    .map(({ way }) => way)
  return near.filter((way, at) => !near.slice(0, at).some(isPartOf(way)))
}

const isPartOf =
  (way: Way) =>
  (other: Way): boolean =>
    other.every(({ input }) => way.some((one) => one.input === input))

const isWithin = (was: Value, to: Value): boolean =>
  was.kind === 'quantity' && to.kind === 'quantity'
    ? to.range.lo <= was.range.lo && was.range.hi <= to.range.hi
    : apart(was, to) === 0

const distance = (way: Way, given: Given): number =>
  way.reduce((sum, { input, to }) => sum + apart(given.get(input), to), 0)

/** How far a value is from what was answered; of quantities only the order counts. */
function apart(was: Value | undefined, to: Value): number {
  if (was?.kind === 'many' && to.kind === 'many')
    return [...was.options, ...to.options].filter((one) => was.options.has(one) !== to.options.has(one))
      .length
  if (was?.kind === 'quantity' && to.kind === 'quantity')
    return Math.abs(Number(to.range.lo - was.range.lo)) + Math.abs(Number(to.range.hi - was.range.hi))
  if (was?.kind === 'choice' && to.kind === 'choice') return was.option === to.option ? 0 : 1
  return was?.kind === 'yes-no' && to.kind === 'yes-no' && was.yes === to.yes ? 0 : 1
}

function longest(changes: Way, { questions }: Flow): Lead {
  const found = changes.map(
    ({ input }) => questions.find((one) => one.input === input)?.change?.lead ?? 'days',
  )
  return leads.findLast((lead) => found.includes(lead)) ?? 'days'
}
