import type { CameTo } from './kept/interview.js'
import type { Result } from './result.js'

/** What is kept of a result, to see later whether it would be told otherwise. */
export function cameTo(
  { verdict, outcomes, tested }: Result,
  { on, knowledge }: Pick<CameTo, 'on' | 'knowledge'>,
): CameTo {
  return {
    on,
    knowledge,
    verdict,
    outcomes: outcomes.map(({ id }) => id),
    states: tested.map(({ requirement, state }) => [requirement.entry, state]),
  }
}
