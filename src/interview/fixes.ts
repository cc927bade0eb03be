import { openInputs } from '../knowledge/completions.js'
import type { Given, Value } from '../knowledge/inputs.js'
import type { Company } from '../knowledge/state-of.js'
import type { InputId } from '../values/ids.js'
import { decided, readBy, whole, type DecisionList } from './decision-list.js'
import { leads, type Flow, type Lead } from './flow.js'
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
    found.push(...nearest(search.ways(most), company.given).filter((way) => !found.some(isPartOf(way))))
  return found
    .map((changes) => ({ changes, lead: longest(changes, flow) }))
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
      .flatMap((one) => waysFrom([...way, one], new Map([...given, [one.input, one.to]]), more - 1))
  }
  return { missed, ways: (most: number) => waysFrom([], company.given, most) }
}

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
  const changeable = new Set(questions.flatMap(({ input, change }) => (change === undefined ? [] : [input])))
  return openInputs(condition, company.inputs, new Map(), company).flatMap(({ input, classes }) => {
    const was = company.given.get(input)
    if (was === undefined || !changeable.has(input)) return []
    return classes.filter((to) => !isWithin(was, to)).map((to) => ({ input, to }))
  })
}

/** Of ways that change the same answers the nearest. */
function nearest(ways: readonly Way[], given: Given): readonly Way[] {
  const near = [...ways].sort((a, b) => distance(a, given) - distance(b, given))
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
