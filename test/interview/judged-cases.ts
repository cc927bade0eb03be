import { caseRuns } from '../../src/interview/cases/cases.js'
import type { Judged } from '../../src/interview/judged.js'
import { shipped } from '../knowledge/shipped.js'
import { flowNamed, shippedCases } from './shipped-flows.js'

/** Every worked case of the flows that ship, judged on its day, by its number: V1, W3, X4. */
export const judgedCases: ReadonlyMap<string, Judged> = new Map(
  shippedCases.flatMap(({ value }) => {
    const flow = flowNamed(value.flow)
    return caseRuns(flow, value, shipped).map(({ source, answers, asking, position, result }) => [
      source.case,
      { flow, answers, asking, position, result, knowledge: shipped },
    ])
  }),
)

export function caseNamed(name: string): Judged {
  const found = judgedCases.get(name)
  if (found === undefined) throw new Error(`no case ${name}`)
  return found
}
