import { askedPerStep } from './asked.js'
import type { Signs } from './signs.js'
import type { Steps } from '../steps.js'

/** Where each sign stands: in the lists from `start[sign]` up to `start[sign + 1]` of `at`, in their order. */
export interface Postings {
  readonly start: Int32Array
  readonly at: Int32Array
}

/** Of lists of signs below `size`. */
export function* postingsSteps(lists: readonly Signs[], size: number): Steps<Postings> {
  const counts = new Int32Array(size)
  for (const [index, signs] of lists.entries()) {
    count(signs, counts)
    if (index % askedPerStep === 0) yield
  }
  const start = startsOf(counts)
  yield
  const at = new Int32Array(start[size] ?? 0)
  const next = start.slice()
  for (const [index, signs] of lists.entries()) {
    post(index, signs, at, next)
    if (index % askedPerStep === 0) yield
  }
  return { start, at }
}

export function count(signs: Signs, counts: Int32Array): void {
  for (const sign of signs) counts[sign] = (counts[sign] ?? 0) + 1
}

function startsOf(counts: Int32Array): Int32Array {
  const start = new Int32Array(counts.length + 1)
  for (let sign = 0; sign < counts.length; sign++) start[sign + 1] = (start[sign] ?? 0) + (counts[sign] ?? 0)
  return start
}

function post(index: number, signs: Signs, at: Int32Array, next: Int32Array): void {
  for (const sign of signs) {
    const place = next[sign] ?? 0
    at[place] = index
    next[sign] = place + 1
  }
}

/** In how many lists a sign stands. */
export const countOf = (sign: number, { start }: Postings): number =>
  (start[sign + 1] ?? 0) - (start[sign] ?? 0)
