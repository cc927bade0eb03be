import type { InputId } from '../values/ids.js'
import { decided } from './decision-list.js'
import type { Flow, Outcome, Requirement, RequirementState, Verdict } from './flow.js'
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
  const { possible: outcomes, matter } = decided(flow.outcomes, company)
  const needed = flow.needs.filter((input) => !given.has(input))
  const blocking = tested.filter(({ requirement }) => blocksApplication(requirement))
  const verdict = verdictOf(outcomes, blocking, needed)
  const missing = [...new Set([...needed, ...matter, ...blocking.flatMap((one) => one.open)])]
  return {
    verdict,
    fixed: isSettled(verdict, outcomes) || !missing.some((input) => open.includes(input)),
    outcomes,
    tested,
    missing: verdict === 'cannot-tell' || verdict === 'authority-decides' ? missing : [],
  }
}

/** However the rest is answered, this stays. */
const isSettled = (verdict: Verdict, outcomes: readonly Outcome[]): boolean =>
  verdict === 'not-ready' || (verdict !== 'cannot-tell' && outcomes.every(({ final }) => final))

function testedOn(requirement: Requirement, company: Parameters<typeof decided>[1]): Tested {
  const { possible, matter } = decided(requirement.states, company)
  const [only, other] = possible
  return other === undefined && only !== undefined
    ? { requirement, state: only, open: [] }
    : { requirement, state: 'unknown', open: matter }
}

/** Only the law can say no, and only where it stands in the way of applying. */
export const blocksApplication = ({ severity, blocks }: Requirement): boolean =>
  severity === 'law' && blocks === 'application'

function verdictOf(
  outcomes: readonly Outcome[],
  blocking: readonly Tested[],
  needed: readonly InputId[],
): Verdict {
  const verdicts = new Set(outcomes.map(({ verdict }) => verdict))
  const [only] = verdicts
  const agreed = verdicts.size === 1 ? only : undefined
  if (outcomes.every(({ final }) => final)) return agreed ?? 'cannot-tell'
  // What may come to quite another end is not judged by the requirements of one end.
  if (outcomes.some(({ final }) => final) || needed.length > 0) return 'cannot-tell'
  if (blocking.some(({ state }) => state === 'unmet')) return 'not-ready'
  if (agreed === 'authority-decides') return agreed
  if (blocking.some(({ state }) => state === 'unknown')) return 'cannot-tell'
  return agreed ?? 'cannot-tell'
}
