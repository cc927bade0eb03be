import { expect, test } from 'vitest'
import fc from 'fast-check'
import { civilDate, dayNumber, type CivilDate } from '../../src/values/civil-date.js'
import { exactly, stepsPerUnit, type QuantityUnit, type Range } from '../../src/values/range.js'
import { typedAmount } from '../../src/values/typed-input/amount.js'
import { typedArea } from '../../src/values/typed-input/area.js'
import { typedCount } from '../../src/values/typed-input/count.js'
import { typedDate } from '../../src/values/typed-input/date.js'
import { typedDuration } from '../../src/values/typed-input/duration.js'
import { ceilingOf, roughly } from '../../src/values/typed-input/limits.js'
import { typedShare } from '../../src/values/typed-input/share.js'
import type { Typed } from '../../src/values/typed-input/typed.js'
import { written } from '../../src/values/written.js'

function dayOf(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}
const day = (text: string): bigint => dayNumber(dayOf(text))
const yuan = (from: bigint, to = from): Range => ({ lo: from * 100n, hi: to * 100n })

test.each<readonly [Range, QuantityUnit, string]>([
  [yuan(5_000_000n), 'yuan', '500万元'],
  [yuan(9_999_999n), 'yuan', '9,999,999元'],
  [yuan(10_505_000n), 'yuan', '1050.5万元'],
  [yuan(10_500_500n), 'yuan', '10,500,500元'],
  [yuan(150_000_000n), 'yuan', '1.5亿元'],
  [yuan(105_000_000n), 'yuan', '10500万元'],
  [yuan(9_999n), 'yuan', '9,999元'],
  [yuan(0n), 'yuan', '0元'],
  [exactly(999_999_950n), 'yuan', '9,999,999.5元'],
  [exactly(1n), 'yuan', '0.01元'],
  [yuan(3_000_000n, 5_000_000n), 'yuan', '300万到500万元'],
  [yuan(9_000n, 10_000n), 'yuan', '9,000元到1万元'],
  [{ lo: 100_000_000n, hi: ceilingOf('yuan') }, 'yuan', '100万元以上'],
  [{ lo: 100_000_001n, hi: ceilingOf('yuan') }, 'yuan', '超过100万元'],
  [{ lo: 0n, hi: 99_999_999n }, 'yuan', '不到100万元'],
  [{ lo: 0n, hi: 100_000_000n }, 'yuan', '最多100万元'],
  [{ lo: 500_000_001n, hi: 599_999_999n }, 'yuan', '500多万元'],
  [{ lo: 3_000_001n, hi: 3_999_999n }, 'yuan', '3万多元'],
  [{ lo: 8_001n, hi: 8_999n }, 'square-metre', '80多平方米'],
  [{ lo: 21n, hi: 29n }, 'person', '20多人'],
  [exactly(70n), 'day', '70天'],
  [exactly(3n), 'month', '3个月'],
  [{ lo: 2n, hi: 3n }, 'year', '2到3年'],
  [exactly(8n), 'seat', '8个座席'],
  [{ lo: 5n, hi: 8n }, 'person', '5到8人'],
  [exactly(1_200n), 'person', '1,200人'],
  [exactly(3n), 'item', '3个'],
  [exactly(12_050n), 'square-metre', '120.5平方米'],
  [exactly(3_000n), 'percent', '30%'],
  [exactly(day('2027-03-15')), 'date', '2027年3月15日'],
  [{ lo: day('2027-03-01'), hi: day('2027-03-31') }, 'date', '2027年3月'],
  [{ lo: day('2027-03-01'), hi: day('2027-03-15') }, 'date', '2027年3月1日到2027年3月15日'],
])('%o %s is written %s', (range, unit, text) => {
  expect(written(range, unit)).toBe(text)
})

test('what is about something says so, around its middle where it has one', () => {
  expect(written(roughly(yuan(5_000_000n)), 'yuan', true)).toBe('约500万元')
  expect(written({ lo: 900n, hi: 999n }, 'person', true)).toBe('约900到999人')
})

const today = dayOf('2026-11-21')

const readers: readonly (readonly [Exclude<QuantityUnit, 'date'>, (text: string) => Typed, bigint])[] = [
  ['yuan', (text) => typedAmount(text, 'unclear'), ceilingOf('yuan')],
  ['square-metre', typedArea, ceilingOf('square-metre')],
  ['percent', typedShare, ceilingOf('percent')],
  ['person', (text) => typedCount(text, 'person'), ceilingOf('person')],
  ['seat', (text) => typedCount(text, 'seat'), ceilingOf('seat')],
  ['item', (text) => typedCount(text, 'item'), ceilingOf('item')],
  ['day', (text) => typedDuration(text, 'day'), ceilingOf('day')],
  ['month', (text) => typedDuration(text, 'month'), ceilingOf('month')],
  // 20年 and more may be a year: 26年 is 2026.
  ['year', (text) => typedDuration(text, 'year'), 18n],
]

test.each(readers)('%s: whatever is written reads back the same', (unit, read, most) => {
  const some = fc.oneof(
    fc.bigInt({ min: 0n, max: most }),
    fc.bigInt({ min: 0n, max: most / stepsPerUnit(unit) }).map((units) => units * stepsPerUnit(unit)),
    fc
      .constantFrom(1n, 5n, 10n, 25n, 100n, 999n, 1000n)
      .map((few) => (few * stepsPerUnit(unit) > most ? 1n : few * stepsPerUnit(unit))),
  )
  const ranges = fc.tuple(some, some).map(([a, b]): Range => (a <= b ? { lo: a, hi: b } : { lo: b, hi: a }))
  fc.assert(
    fc.property(fc.oneof(some.map(exactly), ranges), (range) => {
      expect(read(written(range, unit))).toEqual({ kind: 'value', unit, range })
    }),
    { numRuns: 1_000 },
  )
})

test('days and spans of days read back the same', () => {
  const days = fc.bigInt({ min: day('1900-01-01'), max: day('2199-12-31') })
  const spans = fc.tuple(days, days).map(([a, b]) => (a <= b ? { lo: a, hi: b } : { lo: b, hi: a }))
  fc.assert(
    fc.property(fc.oneof(days.map(exactly), spans), (range) => {
      expect(typedDate(written(range, 'date'), today)).toEqual({ kind: 'value', unit: 'date', range })
    }),
  )
})
