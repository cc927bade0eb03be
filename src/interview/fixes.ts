import type { Given } from '../knowledge/condition/inputs.js'
import type { Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'
import { ceilingOf } from '../values/typed-input/limits.js'
import { alternatives, changedBy, type Changed, type Way } from './changes/alternatives.js'
import { farnessOf, isPartOf, nearest } from './changes/nearness.js'
import { decided, readBy, type DecisionList } from './decision-list.js'
import { leads, type Flow, type Lead } from './flow/flow.js'
import { blocksApplication } from './result.js'

/** A change of answers after which nothing that blocks the application is surely missed. */
export interface Fix {
  readonly changes: Way
  /** The longest of its changes. */
  readonly lead: Lead
}

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
  const { given, others, missedBy } = search
  if (search.missed(given) === undefined || isDone(flow, company)) return []
  const waysOf = searchedBy(search)
  const far = farnessOf(others, { outcomes: flow.outcomes, given, missedBy })
  const found: Way[] = []
  for (let most = 1; most <= mostChanges && found.length < mostFixes; most++)
    found.push(...nearest(waysOf(most), far).filter((way) => !found.some(isPartOf(way))))
  return found
    .map((changes) => ({
      changes: changes.map((one) => opened(one, changes, search)),
      lead: longest(changes, flow),
    }))
    .sort((a, b) => a.changes.length - b.changes.length || leads.indexOf(a.lead) - leads.indexOf(b.lead))
    .slice(0, mostFixes)
}

/** However it ended, there is nothing left to apply for: what was handed in is not taken back to pass. */
const isDone = ({ outcomes }: Flow, company: Company): boolean =>
  decided(outcomes, company).possible.every(
    ({ final, verdict }) => final && (verdict === 'ready' || verdict === 'not-needed'),
  )

interface Search {
  readonly given: Given
  /** All that can be changed, and to what. */
  readonly others: Way
  /** The first thing that is missed with these answers. */
  readonly missed: (given: Given) => Test | undefined
  readonly missedBy: (input: InputId, given: Given) => readonly boolean[]
}

function searching(flow: Flow, company: Company): Search {
  const tests = testsOf(flow)
  const isMissedWith =
    (given: Given) =>
    ({ isMissed }: Test): boolean =>
      isMissed({ ...company, given })
  return {
    given: company.given,
    others: alternatives(flow, company),
    missed: (given) => tests.find(isMissedWith(given)),
    missedBy: (input, given) => tests.filter(({ reads }) => reads.has(input)).map(isMissedWith(given)),
  }
}

/**
 * All ways with no more than so many changes. Whatever passes must change some answer of whatever is missed now: so the
 * first thing missed names the answers to change, then the first one missed after that.
 */
function searchedBy({ given: before, others, missed }: Search): (most: number) => readonly Way[] {
  let left = mostTried
  const waysFrom = (way: Way, given: Given, more: number): readonly Way[] => {
    const test = left-- > 0 ? missed(given) : undefined
    if (left < 0) return []
    if (test === undefined) return [way]
    if (more === 0) return []
    return others
      .filter(({ input }) => test.reads.has(input) && !way.some((one) => one.input === input))
      .flatMap((one) => waysFrom([...way, one], changedBy([one], given), more - 1))
  }
  return (most) => waysFrom([], before, most)
}

/** With all that lies beyond it where each of that passes as well: 1000万元 becomes 1000万元以上. */
function opened(one: Changed, way: Way, { given, others, missed }: Search): Changed {
  const was = given.get(one.input)
  if (one.to.kind !== 'quantity' || was?.kind !== 'quantity' || one.to.unit === 'date') return one
  const { lo } = one.to.range
  if (was.range.hi >= lo) return one
  const beyond = others.filter(
    ({ input, to }) => input === one.input && to.kind === 'quantity' && to.range.lo >= lo,
  )
  const rest = way.filter(({ input }) => input !== one.input)
  return beyond.every((other) => missed(changedBy([...rest, other], given)) === undefined)
    ? { ...one, to: { ...one.to, range: { lo, hi: ceilingOf(one.to.unit) } } }
    : one
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

function longest(changes: Way, { questions }: Flow): Lead {
  const found = changes.map(
    ({ input }) => questions.find((one) => one.input === input)?.change?.lead ?? 'days',
  )
  return leads.findLast((lead) => found.includes(lead)) ?? 'days'
}
