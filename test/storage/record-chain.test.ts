import { expect, test } from 'vitest'
import type { RecordLine } from '../../src/ports-watch.js'
import { canonical, firstAltered, hashOf, noLine } from '../../src/storage/deadlines/record-chain.js'
import { matterId } from '../../src/values/ids.js'
import { later } from '../contracts/store-samples.js'

const x1 = matterId('x1')

/** Five lines, as they were written. */
const whole: readonly RecordLine[] = [1, 2, 3, 4, 5].reduce<readonly RecordLine[]>((lines, number) => {
  const line = {
    number,
    at: later(number),
    kind: 'sent',
    body: { rung: `r${number}`, chat: { b: 1, a: [2] } },
  } as const
  return [...lines, { ...line, hash: hashOf(x1, (lines.at(-1) ?? noLine).hash, line) }]
}, [])

const [one, two, three, four, five] = whole

/** Line 3 with other words, and a hash that fits them. */
const forged = three &&
  two && { ...three, at: later(9), hash: hashOf(x1, two.hash, { ...three, at: later(9) }) }

test.each<[string, number | undefined, readonly (RecordLine | undefined)[]]>([
  ['as it was written', undefined, whole],
  ['empty', undefined, []],
  ['from its beginning on, as far as it goes', undefined, [one, two]],
  ['with another time', 2, [one, two && { ...two, at: later(99) }, three]],
  ['with another kind', 2, [one, two && { ...two, kind: 'missed' }, three]],
  ['with another body', 4, [one, two, three, four && { ...four, body: { rung: 'r9' } }, five]],
  ['with another number', 3, [one, two, three && { ...three, number: 9 }, four]],
  ['with another hash', 5, [one, two, three, four, five && { ...five, hash: one?.hash ?? '' }]],
  ['without its first line', 1, [two, three]],
  ['without one in the middle', 3, [one, two, four, five]],
  ['with two lines swapped', 2, [one, three, two, four]],
  ['with a line twice', 3, [one, two, two, three]],
  ['with a forged line that fits', 4, [one, two, forged, four, five]],
])('a record %s: altered at %s', (_, altered, lines) => {
  const all = lines.flatMap((line) => line ?? [])
  expect(all).toHaveLength(lines.length)
  expect(firstAltered(x1, all)).toBe(altered)
})

test('the record of another matter is altered from its first line', () => {
  expect(firstAltered(matterId('x2'), whole)).toBe(1)
})

test('read again from a file it is the same, whatever the order of its keys', () => {
  const file = canonical(whole)
  const backwards = JSON.parse(file, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part,
  ) as readonly RecordLine[]
  expect(firstAltered(x1, backwards)).toBeUndefined()
  expect(canonical(backwards)).toBe(file)
})
