import type { Range } from './range.js'

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Four years, the first a leap year: after them the calendar repeats (until 2100). */
const cycle = Array.from({ length: 48 }, (_, at) => (at === 1 ? 29 : (lengths[at % 12] ?? 0)))
const daysPerCycle = 1461n

/** The fewest and the most days that so many months in a row have: three months are 89 to 92 days. */
export function daysOfMonths(months: bigint): Range {
  const whole = (months / 48n) * daysPerCycle
  const rest = Number(months % 48n)
  const sums = cycle.map((_, from) =>
    [...cycle, ...cycle].slice(from, from + rest).reduce((a, b) => a + b, 0),
  )
  return { lo: whole + BigInt(Math.min(...sums)), hi: whole + BigInt(Math.max(...sums)) }
}
