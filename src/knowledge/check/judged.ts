import { inputOf, leavesOf, type Condition } from '../condition/condition.js'
import type { EntrySource } from '../entry.js'
import type { Fault } from '../fault.js'
import { normalise } from '../words/normalise.js'

/** Why an entry cannot judge the value of a question as its `judged:` promises. */
export function judgedFault(
  { met, judged, severity }: EntrySource,
  condition: Condition | undefined,
): Pick<Fault, 'message' | 'remedy'> | undefined {
  if (judged === undefined) return undefined
  if (met === undefined) return { message: '写了 judged，没有写 met', remedy: '补上条件，或删掉 judged' }
  if (severity === 'advice')
    return { message: '建议不能拿来判断够不够', remedy: '删掉 judged，或把 severity 改成 law、practice' }
  const word = [...judged.names, ...judged.beside].find((one) => normalise(one) !== one)
  if (word !== undefined)
    return { message: `judged 里的“${word}”和问题对不上`, remedy: `写成“${normalise(word)}”` }
  return condition === undefined || comparesOneThing(condition)
    ? undefined
    : { message: '写了 judged，条件却不是只比一个数', remedy: '删掉 judged，或把条件拆开' }
}

function comparesOneThing(condition: Condition): boolean {
  const compared = leavesOf(condition).flatMap((leaf) =>
    leaf.kind === 'compare' ? [`${leaf.what.kind} ${inputOf(leaf) ?? ''}`] : [],
  )
  return new Set(compared).size === 1
}
