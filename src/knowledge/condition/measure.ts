import { dayNumber, civilDate, type CivilDate } from '../../values/civil-date.js'
import { exactly, stepsPerUnit, type QuantityUnit, type Range } from '../../values/range.js'
import type { FigureSource } from '../entry.js'

/** A quantity or a figure as conditions compare it: years are twelve months, weeks seven days, all else is as it is. */
export interface Measure {
  readonly unit: Exclude<QuantityUnit, 'year'>
  readonly range: Range
}

export const operators = ['<', '<=', '>', '>=', '==', '!='] as const
export type Operator = (typeof operators)[number]

export function measureOf(unit: QuantityUnit, range: Range): Measure {
  return { unit: countedIn(unit), range: unit === 'year' ? times(range, 12n) : range }
}

export const countedIn = (unit: QuantityUnit): Measure['unit'] => (unit === 'year' ? 'month' : unit)

type FigureUnit = FigureSource['unit']

/** The unit a figure is compared in; undefined for what no input counts: hours, working days, provinces. */
export function unitOf(unit: FigureUnit): Measure['unit'] | undefined {
  switch (unit) {
    case 'yuan':
    case 'square-metre':
    case 'percent':
    case 'person':
    case 'seat':
    case 'item':
    case 'day':
    case 'month':
      return unit
    case 'week':
      return 'day'
    case 'year':
      return 'month'
    case 'month-day':
      return 'date'
    default:
      return undefined
  }
}

/** A figure as it is compared on a day: a day of the year such as 03-31 is the one of that day's year. */
export function figureMeasure({ value, unit }: FigureSource, asOf: CivilDate): Measure | undefined {
  const counted = unitOf(unit)
  if (counted === undefined) return undefined
  if (unit === 'month-day') {
    const date = civilDate(`${asOf.slice(0, 4)}-${value}`)
    return date === undefined ? undefined : { unit: 'date', range: exactly(dayNumber(date)) }
  }
  const range = exactly(BigInt(Math.round(Number(value) * Number(stepsPerUnit(counted)))))
  return {
    unit: counted,
    range: unit === 'week' ? times(range, 7n) : unit === 'year' ? times(range, 12n) : range,
  }
}

/** Whether days and months, or two alike, stand on both sides. */
export function comparable(a: Measure['unit'], b: Measure['unit']): boolean {
  return a === b || (isTime(a) && isTime(b))
}

/** Whether a unit counts time; a day of the calendar does not. */
export const isTime = (unit: QuantityUnit): boolean => unit === 'day' || unit === 'month' || unit === 'year'

/** Whether the comparison holds; undefined (unsure) when it holds for some of what both may be and not for others. */
export function compared(value: Measure, operator: Operator, bound: Measure): boolean | undefined {
  const [a, b] = inOneUnit(value, bound)
  switch (operator) {
    case '>=':
      return atLeast(a, b)
    case '<=':
      return atLeast(b, a)
    case '<':
      return negated(atLeast(a, b))
    case '>':
      return negated(atLeast(b, a))
    case '==':
      return same(a, b)
    case '!=':
      return negated(same(a, b))
  }
}

export const negated = (holds: boolean | undefined): boolean | undefined =>
  holds === undefined ? undefined : !holds

function atLeast(a: Range, b: Range): boolean | undefined {
  if (a.lo >= b.hi) return true
  return a.hi < b.lo ? false : undefined
}

function same(a: Range, b: Range): boolean | undefined {
  if (a.hi < b.lo || b.hi < a.lo) return false
  return a.lo === a.hi && b.lo === b.hi ? true : undefined
}

function inOneUnit(a: Measure, b: Measure): readonly [Range, Range] {
  return a.unit === b.unit ? [a.range, b.range] : [inDays(a), inDays(b)]
}

/** A time in days. Three months are 89 to 92 days: nobody said which months. */
export function inDays({ unit, range }: Measure): Range {
  return unit === 'month' ? { lo: daysOfMonths(range.lo).lo, hi: daysOfMonths(range.hi).hi } : range
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Four years, the first a leap year: after them the calendar repeats (until 2100). */
const cycle = Array.from({ length: 48 }, (_, at) => (at === 1 ? 29 : (monthLengths[at % 12] ?? 0)))
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** The fewest and the most days that so many months in a row have, for up to four years. */
const spans: readonly Range[] = cycle.map((_, months) => {
  const sums = cycle.map((_, from) => sum([...cycle, ...cycle].slice(from, from + months)))
  return { lo: BigInt(Math.min(...sums)), hi: BigInt(Math.max(...sums)) }
})

function daysOfMonths(months: bigint): Range {
  const whole = (months / 48n) * BigInt(sum(cycle))
  const { lo, hi } = spans[Number(months % 48n)] ?? exactly(0n)
  return { lo: whole + lo, hi: whole + hi }
}

/** The values, counted in `unit`, at which a comparison with a bound may turn: between two of them it cannot. */
export function turningPoints(unit: Measure['unit'], bound: Measure): readonly bigint[] {
  const { lo, hi } = unit === 'day' ? inDays(bound) : bound.range
  if (unit !== 'month' || bound.unit === 'month') return [lo, hi]
  const first = lo / 31n
  return Array.from({ length: Number(hi / 28n - first) + 2 }, (_, at) => first + BigInt(at))
}

function times({ lo, hi }: Range, factor: bigint): Range {
  return { lo: lo * factor, hi: hi * factor }
}
