/**
 * What somebody's number may be: all whole steps from `lo` to `hi`, both included. An exact answer has lo = hi;
 * 左右 and 3个月 in days do not. A date is its day number, so that everything compares alike.
 */
export interface Range {
  readonly lo: bigint
  readonly hi: bigint
}

/** What a quantity is counted in. `date` is a day of the calendar. */
export const quantityUnits = [
  'yuan',
  'square-metre',
  'percent',
  'person',
  'seat',
  'item',
  'day',
  'month',
  'year',
  'date',
] as const
export type QuantityUnit = (typeof quantityUnits)[number]

/** How many steps one unit has: money, areas and shares are counted in hundredths, all else in wholes. */
export function stepsPerUnit(unit: QuantityUnit): bigint {
  return unit === 'yuan' || unit === 'square-metre' || unit === 'percent' ? 100n : 1n
}

export const exactly = (value: bigint): Range => ({ lo: value, hi: value })
