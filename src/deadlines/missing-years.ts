import { yearOf, type CivilDate } from '../values/civil-date.js'

/** By then the notice for the next year has always come. */
const expectedBy = '12-01'

/** The years whose holidays should be known on a day and are not: its own, and from 1 December the next one. */
export function missingYears(known: Iterable<number>, today: CivilDate): readonly number[] {
  const year = yearOf(today)
  const has = new Set(known)
  const needed = today.slice(5) < expectedBy ? [year] : [year, year + 1]
  return needed.filter((one) => !has.has(one))
}
