import type { Input, Value } from '../../knowledge/condition/inputs.js'
import {
  comparable,
  compared,
  measureOf,
  type Measure,
  type Operator,
} from '../../knowledge/condition/measure.js'
import { dayNumber, type CivilDate } from '../../values/civil-date.js'
import { exactly, type QuantityUnit } from '../../values/range.js'
import type { Answer, Answers } from '../answers.js'
import type { Question } from '../flow/flow.js'

export type Quantity = Extract<Value, { readonly kind: 'quantity' }>

/** Why an answer can hardly be meant: `said` is the answer itself. */
export type Implausible =
  /** More than what was answered elsewhere: more paid in than registered. */
  | { readonly kind: 'above-answer'; readonly said: Quantity; readonly other: Quantity }
  | { readonly kind: 'too-little' | 'too-much'; readonly said: Quantity }
  /** A day in another century. */
  | { readonly kind: 'far-day'; readonly said: Quantity }

/** What surely can hardly be meant is asked back once; what may be is taken. */
export function implausible(
  { plausible: { atMost, from, to } }: Question,
  answer: Answer,
  answers: Answers,
  input: Input,
  today: CivilDate,
): Implausible | undefined {
  if (answer.kind !== 'quantity' || input.type !== 'quantity') return undefined
  const bound = (steps: bigint): Quantity => quantity(input.unit, steps)
  const other = atMost === undefined ? undefined : answers.get(atMost)
  if (other?.kind === 'quantity' && surely(answer, '>', other))
    return { kind: 'above-answer', said: answer, other }
  const isDate = input.unit === 'date'
  const [first, last] = isDate ? lifetimeAround(today) : []
  const [lowest, highest] = [from ?? first, to ?? last]
  if (lowest !== undefined && surely(answer, '<', bound(lowest)))
    return { kind: isDate ? 'far-day' : 'too-little', said: answer }
  if (highest !== undefined && surely(answer, '>', bound(highest)))
    return { kind: isDate ? 'far-day' : 'too-much', said: answer }
  return undefined
}

const quantity = (unit: QuantityUnit, steps: bigint): Quantity => ({
  kind: 'quantity',
  unit,
  range: exactly(steps),
})

/** For all that both may be. */
function surely(said: Quantity, operator: Operator, bound: Quantity): boolean {
  const [a, b] = [measure(said), measure(bound)]
  return comparable(a.unit, b.unit) && compared(a, operator, b) === true
}

const measure = ({ unit, range }: Quantity): Measure => measureOf(unit, range)

const lifetimeDays = 60n * 365n

const lifetimeAround = (today: CivilDate): readonly [bigint, bigint] => [
  dayNumber(today) - lifetimeDays,
  dayNumber(today) + lifetimeDays,
]
