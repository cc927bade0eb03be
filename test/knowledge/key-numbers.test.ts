import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyNumbers } from '../../src/knowledge/search/key-numbers.js'

/** A number for each key as it comes, as a Map would keep them. */
function numbered(keys: readonly number[]): KeyNumbers {
  const numbers = new KeyNumbers()
  for (const key of keys) if (numbers.numberOf(key) < 0) numbers.add(key)
  return numbers
}

test('each key has the place at which it came first, and no other key has any', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), fc.integer(), (keys, other) => {
      const numbers = numbered(keys)
      const first = [...new Set(keys)]
      expect([...numbers.keys()]).toEqual(first)
      expect(numbers.size).toBe(first.length)
      expect(first.map((key) => numbers.numberOf(key))).toEqual(first.map((_, at) => at))
      expect(numbers.numberOf(other)).toBe(first.indexOf(other))
    }),
  )
})

test('it grows: pairs of characters that lie close together, and 0', () => {
  const keys = Array.from({ length: 30_000 }, (_, at) => ((0x4e00 + (at >> 7)) << 16) | (at & 0x7f))
  const numbers = numbered([0, ...keys])
  expect(numbers.size).toBe(30_001)
  expect(numbers.numberOf(0)).toBe(0)
  expect(keys.every((key, at) => numbers.numberOf(key) === at + 1)).toBe(true)
  expect(numbers.numberOf(1)).toBe(-1)
})
