import { stepsPerUnit, type QuantityUnit, type Range } from '../range.js'

const mostUnits: Readonly<Record<Exclude<QuantityUnit, 'date'>, bigint>> = {
  yuan: 10n ** 12n,
  'square-metre': 10n ** 6n,
  percent: 100n,
  person: 10n ** 6n,
  seat: 10n ** 6n,
  item: 10n ** 6n,
  day: 36_525n,
  month: 1_200n,
  year: 100n,
}

/** The most that is believed, in steps: more is a slip of the hand. It also ends what has no end of its own, such as 100万以上. */
export function ceilingOf(unit: Exclude<QuantityUnit, 'date'>): bigint {
  return mostUnits[unit] * stepsPerUnit(unit)
}

/** Ten percent to each side, to whole steps outwards: what 左右 means here. */
export function roughly({ lo, hi }: Range): Range {
  return { lo: (lo * 9n) / 10n, hi: (hi * 11n + 9n) / 10n }
}
