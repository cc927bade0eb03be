import type { Expected } from './case-file.js'
import { requirementStates } from '../flow/flow.js'
import type { Position } from '../replay.js'
import type { Result } from '../result.js'

/** What a company came to. */
interface Came {
  readonly position: Position
  readonly result: Result
  /** Ids of what is said besides. */
  readonly remarks: readonly string[]
}

interface Difference {
  readonly at: readonly string[]
  readonly message: string
}

/** Where a result is not what a case expects; what the case does not name is not looked at. */
export function differences(expected: Expected, came: Came): readonly Difference[] {
  return [
    ...ofVerdict(expected, came.result),
    ...ofLists(expected, came),
    ...ofStates(expected, came.result),
    ...ofQuestions(expected, came.position),
  ]
}

function ofVerdict({ verdict }: Expected, result: Result): readonly Difference[] {
  if (verdict === undefined || verdict === result.verdict) return []
  return [{ at: ['expect', 'verdict'], message: `例题写 ${verdict}，结果是 ${result.verdict}` }]
}

/** Lists are compared whole, in any order. */
function ofLists(expected: Expected, { result, remarks }: Came): readonly Difference[] {
  const inState = (state: (typeof requirementStates)[number]): readonly string[] =>
    result.tested.flatMap((one) => (one.state === state ? [one.requirement.entry] : []))
  const lists: readonly (readonly [keyof Expected, readonly string[] | undefined, readonly string[]])[] = [
    ['outcomes', expected.outcomes, result.outcomes.map(({ id }) => id)],
    ['missing', expected.missing, result.missing],
    ['remarks', expected.remarks, remarks],
    ...requirementStates.map((state) => [state, expected[state], inState(state)] as const),
  ]
  return lists.flatMap(([name, wanted, came]) => {
    if (wanted === undefined) return []
    const absent = wanted.filter((one) => !came.includes(one))
    const extra = came.filter((one) => !wanted.includes(one))
    return [
      ...(absent.length > 0 ? [{ at: ['expect', name], message: `没有出现 ${absent.join('、')}` }] : []),
      ...(extra.length > 0 ? [{ at: ['expect', name], message: `多出了 ${extra.join('、')}` }] : []),
    ]
  })
}

function ofStates({ states }: Expected, { tested }: Result): readonly Difference[] {
  return Object.entries(states).flatMap(([entry, wanted]) => {
    const state = tested.find(({ requirement }) => requirement.entry === entry)?.state
    if (state === wanted) return []
    const message = `${entry} 例题写 ${wanted}，结果是 ${state ?? '没有这一条'}`
    return [{ at: ['expect', 'states', entry], message }]
  })
}

function ofQuestions({ asked, skipped }: Expected, { taken, open }: Position): readonly Difference[] {
  const isAsked = (input: Expected['asked'][number]): boolean => taken.includes(input) || open.includes(input)
  return [
    ...asked
      .filter((input) => !isAsked(input))
      .map((input) => ({ at: ['expect', 'asked'], message: `${input} 没有问到` })),
    ...skipped.filter(isAsked).map((input) => ({ at: ['expect', 'skipped'], message: `${input} 还是会问` })),
  ]
}
