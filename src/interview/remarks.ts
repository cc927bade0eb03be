import { figureOn } from '../knowledge/figures.js'
import type { Value } from '../knowledge/condition/inputs.js'
import { stateOf, type Company } from '../knowledge/condition/state-of.js'
import { dayNumber, daysAfter, monthsAfter, type CivilDate } from '../values/civil-date.js'
import type { Apart, Flow, Remark } from './flow/flow.js'
import type { Asking, Position } from './replay.js'

/** What is to be said with a result: only what holds however the open questions are answered. */
export function remarksOf({ remarks }: Flow, { given }: Position, asking: Asking): readonly Remark[] {
  const company = { ...asking, given }
  return remarks.filter((one) => hasConditions(one) && holds(one, company))
}

/** What is to be said to somebody who used these words. */
export function remarksSaid({ remarks }: Flow, text: string): readonly Remark[] {
  return remarks.filter(({ said }) => said.some((word) => text.includes(word)))
}

const hasConditions = ({ when, unlessApart }: Remark): boolean =>
  when !== undefined || unlessApart !== undefined

const holds = ({ when, unlessApart }: Remark, company: Company): boolean =>
  (when === undefined || stateOf(when, company).state === 'met') &&
  (unlessApart === undefined || areWrong(unlessApart, company))

/** Whether both days are known and lie neither whole years nor a day less apart. */
function areWrong({ from, to, figure }: Apart, { given, figures, asOf }: Company): boolean {
  const [first, last] = [dayOf(given.get(from), asOf), dayOf(given.get(to), asOf)]
  const years = figureOn(figures, figure, asOf)
  if (first === undefined || last === undefined || years === undefined) return false
  const full = monthsAfter(first, Number(years.value) * 12)
  return last !== full && last !== daysAfter(full, -1)
}

function dayOf(value: Value | undefined, asOf: CivilDate): CivilDate | undefined {
  if (value?.kind !== 'quantity' || value.range.lo !== value.range.hi) return undefined
  return daysAfter(asOf, Number(value.range.lo - dayNumber(asOf)))
}
