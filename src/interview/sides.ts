import { combinations, completions, openInputs } from '../knowledge/condition/completions.js'
import { decided, whole } from './decision-list.js'
import type { Outcome, Verdict } from './flow/flow.js'
import type { Judged } from './judged.js'
import { blocksApplication, resultOf } from './result.js'

/** One of several ways in which an interview may still end, with what it would come to there. */
export interface Side {
  readonly outcome: Outcome
  /** More than one where the other answers leave that open as well. */
  readonly verdicts: readonly Verdict[]
}

/** More ways to answer than this are not gone through: then only the outcomes are told. */
const mostSides = 64

/** Where the outcome is open: each with its own verdict, side by side. Empty where there is only one. */
export function sidesOf({ flow, position, result, asking }: Judged): readonly Side[] {
  const condition = whole(flow.outcomes)
  if (result.outcomes.length < 2 || condition === undefined) return []
  const open = openInputs(condition, asking.inputs, position.given, asking)
  if (combinations(open) > mostSides) return result.outcomes.map((outcome) => ({ outcome, verdicts: [] }))
  const short = { ...flow, requirements: flow.requirements.filter(blocksApplication) }
  const ends = completions(open, position.given).map((given) => ({
    outcomes: decided(flow.outcomes, { ...asking, given }).possible,
    verdict: resultOf(short, { ...position, given }, asking).verdict,
  }))
  return result.outcomes.map((outcome) => ({
    outcome,
    verdicts: [
      ...new Set(ends.filter(({ outcomes }) => outcomes.includes(outcome)).map(({ verdict }) => verdict)),
    ],
  }))
}
