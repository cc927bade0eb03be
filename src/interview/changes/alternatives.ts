import { openInputs } from '../../knowledge/condition/completions.js'
import type { Given, Value } from '../../knowledge/condition/inputs.js'
import type { Company } from '../../knowledge/condition/state-of.js'
import type { InputId } from '../../values/ids.js'
import { whole } from '../decision-list.js'
import type { Change, Flow } from '../flow/flow.js'
import { blocksApplication } from '../result.js'

/** One answer, changed. */
export interface Changed {
  readonly input: InputId
  readonly to: Value
}

/** Changes that are made together, of each answer one. */
export type Way = readonly Changed[]

export const changedBy = (way: Way, given: Given): Given =>
  new Map([...given, ...way.map(({ input, to }) => [input, to] as const)])

/** Every other class of answers to what was answered and can be changed. */
export function alternatives({ questions, requirements, outcomes }: Flow, company: Company): Way {
  const lists = [outcomes, ...requirements.filter(blocksApplication).map(({ states }) => states)].flat()
  const condition = whole(lists.map(({ when }) => ({ ...(when !== undefined && { when }), then: undefined })))
  if (condition === undefined) return []
  const changes = new Map(
    questions.flatMap(({ input, change }) => (change === undefined ? [] : [[input, change] as const])),
  )
  return openInputs(condition, company.inputs, new Map(), company).flatMap(({ input, classes }) => {
    const [was, change] = [company.given.get(input), changes.get(input)]
    if (was === undefined || change === undefined) return []
    return classes
      .map((to) => withRest(was, to, classes))
      .filter((to) => !isWithin(was, to) && isReal(to, change))
      .map((to) => ({ input, to }))
  })
}

/** What was opened does not become unopened, whatever rule that would pass. */
function isReal(to: Value, { to: only }: Change): boolean {
  if (only === undefined || to.kind === 'quantity' || to.kind === 'many') return true
  return only.includes(to.kind === 'choice' ? to.option : to.yes ? 'yes' : 'no')
}

/** Options that nothing turns on stay as they were chosen. */
function withRest(was: Value, to: Value, classes: readonly Value[]): Value {
  if (was.kind !== 'many' || to.kind !== 'many') return to
  const named = new Set(classes.flatMap((one) => (one.kind === 'many' ? [...one.options] : [])))
  return {
    kind: 'many',
    options: new Set([...[...was.options].filter((one) => !named.has(one)), ...to.options]),
  }
}

const isWithin = (was: Value, to: Value): boolean =>
  was.kind === 'quantity' && to.kind === 'quantity'
    ? to.range.lo <= was.range.lo && was.range.hi <= to.range.hi
    : apart(was, to) === 0

/** How far a value is from what was answered; of quantities only the order counts. */
export function apart(was: Value | undefined, to: Value): number {
  if (was?.kind === 'many' && to.kind === 'many')
    return [...was.options, ...to.options].filter((one) => was.options.has(one) !== to.options.has(one))
      .length
  if (was?.kind === 'quantity' && to.kind === 'quantity')
    return Math.abs(Number(to.range.lo - was.range.lo)) + Math.abs(Number(to.range.hi - was.range.hi))
  if (was?.kind === 'choice' && to.kind === 'choice') return was.option === to.option ? 0 : 1
  return was?.kind === 'yes-no' && to.kind === 'yes-no' && was.yes === to.yes ? 0 : 1
}
