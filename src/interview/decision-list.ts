import { completions, openInputs } from '../knowledge/condition/completions.js'
import { inputsRead, leafHolds, outcome, type Condition } from '../knowledge/condition/condition.js'
import type { Company } from '../knowledge/condition/state-of.js'
import type { InputId } from '../values/ids.js'
import { remembering } from './remembered.js'

/** The first case whose condition holds decides; one without a condition always does. */
export type DecisionList<Result> = readonly Case<Result>[]

export interface Case<Result> {
  readonly when?: Condition
  readonly then: Result
}

export interface Decided<Result> {
  /** What some completion of the open inputs comes to, in the order of the list. One: it is decided. */
  readonly possible: readonly Result[]
  /** The open inputs by which alone two completions come to different results. */
  readonly matter: readonly InputId[]
}

/** What a list comes to for all that a company may still be. `Result`s are compared by identity. */
export function decided<Result>(list: DecisionList<Result>, company: Company): Decided<Result> {
  const { cases, matter } = placesOf(list, company)
  return { possible: list.flatMap(({ then }, at) => (cases.includes(at) ? [then] : [])), matter }
}

interface Places {
  /** Where in the list each possible result stands first. */
  readonly cases: readonly number[]
  readonly matter: readonly InputId[]
}

const placesOf = remembering<DecisionList<unknown>, Places>(readBy, (list, company) => {
  const condition = whole(list)
  if (condition === undefined) return { cases: list.slice(0, 1).map((_, at) => at), matter: [] }
  const open = openInputs(condition, company.inputs, company.given, company)
  const results = completions(open, company.given).map((given) => resultsOf(list, { ...company, given }))
  const some = new Set(results.flatMap((one) => [...one]))
  const firsts = list.flatMap(({ then }, at) =>
    some.has(then) && list.findIndex((one) => one.then === then) === at ? [at] : [],
  )
  return {
    cases: firsts,
    matter: open.flatMap(({ input }, at) => (turnsAt(at, results, open) ? [input] : [])),
  }
})

/** The inputs that a list reads, each once. */
export function readBy<Result>(list: DecisionList<Result>): readonly InputId[] {
  const condition = whole(list)
  return condition === undefined ? [] : inputsRead(condition)
}

/** All conditions as one, since an input is cut where any of them turns. */
export function whole<Result>(list: DecisionList<Result>): Condition | undefined {
  return list
    .flatMap(({ when }) => when ?? [])
    .reduceRight<Condition | undefined>(
      (right, left) => (right === undefined ? left : { kind: 'either', left, right }),
      undefined,
    )
}

/** More than one only where a figure is itself a range and the answer lies within it; each once. */
function resultsOf<Result>(list: DecisionList<Result>, company: Company): ReadonlySet<Result> {
  const results = new Set<Result>()
  for (const { when, then } of list) {
    const holds = when === undefined || outcome(when, (leaf) => leafHolds(leaf, company.given, company))
    if (holds !== false) results.add(then)
    if (holds === true) break
  }
  return results
}

type Opened = readonly { readonly input: InputId; readonly classes: readonly unknown[] }[]

/** Whether two completions that differ in this input only differ in their results. The last input turns fastest. */
function turnsAt(at: number, results: readonly ReadonlySet<unknown>[], open: Opened): boolean {
  const size = open[at]?.classes.length ?? 1
  const stride = open.slice(at + 1).reduce((product, { classes }) => product * classes.length, 1)
  return results.some((one, place) => {
    const beside = results[place - stride]
    return Math.floor(place / stride) % size > 0 && beside !== undefined && !isSame(one, beside)
  })
}

const isSame = (a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one))
