import type { Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'
import { decided, type DecisionList } from './decision-list.js'
import type { Flow, Outcome, Requirement, RequirementState, Verdict } from './flow/flow.js'
import { oncePer } from './remembered.js'
import type { Asking, Position } from './replay.js'

/** What an interview comes to with the answers it has. */
export interface Result {
  readonly verdict: Verdict
  /** No further answer can change the verdict. */
  readonly fixed: boolean
  /** More than one while the answers leave it open. */
  readonly outcomes: readonly Outcome[]
  readonly tested: readonly Tested[]
  /** Inputs whose answer, or whose more exact answer, the verdict still waits for. */
  readonly missing: readonly InputId[]
}

export interface Tested {
  readonly requirement: Requirement
  readonly state: RequirementState
  /** While the state is unknown: the inputs that can still decide it. */
  readonly open: readonly InputId[]
}

/** The verdict, and what it rests on. */
export function resultOf(flow: Flow, { given, open }: Position, asking: Asking): Result {
  const company = { ...asking, given }
  const tested = flow.requirements.map((requirement) => testedOn(requirement, company))
  const { possible: outcomes } = decided(flow.outcomes, company)
  const needed = flow.needs.filter((input) => !given.has(input))
  const blocking = flow.requirements.filter(blocksApplication).map(({ states }) => barredBy(states, company))
  const verdict = verdictOf(outcomes, new Set(blocking.map(({ barring }) => barring)), needed.length > 0)
  const waiting = [
    ...decided(endingsOf(flow.outcomes), company).matter,
    ...blocking.flatMap((one) => one.open),
  ]
  const missing = [...new Set([...needed, ...waiting])]
  return {
    verdict,
    fixed: isSettled(verdict, outcomes) || !missing.some((input) => open.includes(input)),
    outcomes,
    tested,
    missing: verdict === 'cannot-tell' || verdict === 'authority-decides' ? missing : [],
  }
}

/** The outcomes as far as the verdict goes: two that come to the same wait for nothing. */
const endingsOf = oncePer((outcomes: Flow['outcomes']): DecisionList<string> =>
  outcomes.map(({ then, ...rest }) => ({ ...rest, then: `${then.verdict} ${then.final}` })),
)

/** However the rest is answered, this stays. */
const isSettled = (verdict: Verdict, outcomes: readonly Outcome[]): boolean =>
  verdict === 'not-ready' || (verdict !== 'cannot-tell' && outcomes.every(({ final }) => final))

function testedOn(requirement: Requirement, company: Company): Tested {
  const { possible, matter } = decided(requirement.states, company)
  const [only, other] = possible
  return other === undefined && only !== undefined
    ? { requirement, state: only, open: [] }
    : { requirement, state: 'unknown', open: matter }
}

/** What a requirement comes to as far as it stands in the way: whether it does not apply or is met is all one. */
export type Barring = 'no' | 'yes' | 'maybe'

export const barringOf = (possible: readonly RequirementState[]): Barring =>
  possible.includes('unmet') ? (possible.length === 1 ? 'yes' : 'maybe') : 'no'

function barredBy(
  states: Requirement['states'],
  company: Company,
): { readonly barring: Barring; readonly open: readonly InputId[] } {
  const { possible, matter } = decided(barsOf(states), company)
  return { barring: barringOf(possible), open: matter }
}

const barsOf = oncePer((states: Requirement['states']): DecisionList<'met' | 'unmet'> =>
  states.map(({ then, ...rest }) => ({ ...rest, then: then === 'unmet' ? then : 'met' })),
)

/** Only the law can say no, and only where it stands in the way of applying. */
export const blocksApplication = ({ severity, blocks }: Requirement): boolean =>
  severity === 'law' && blocks === 'application'

/** `barring`: of each requirement for applying; `lacks`: something without which nothing is said. */
export function verdictOf(
  outcomes: readonly Outcome[],
  barring: ReadonlySet<Barring>,
  lacks: boolean,
): Verdict {
  const verdicts = new Set(outcomes.map(({ verdict }) => verdict))
  const [only] = verdicts
  const agreed = verdicts.size === 1 ? only : undefined
  if (outcomes.every(({ final }) => final)) return agreed ?? 'cannot-tell'
  if (lacks) return 'cannot-tell'
  const isClear = !barring.has('yes') && !barring.has('maybe')
  // What may come to quite another end is not judged by the requirements of one end.
  if (outcomes.some(({ final }) => final)) return isClear && agreed !== undefined ? agreed : 'cannot-tell'
  if (barring.has('yes')) return 'not-ready'
  if (isClear || agreed === 'authority-decides') return agreed ?? 'cannot-tell'
  return 'cannot-tell'
}
