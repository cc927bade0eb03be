import { expect, test } from 'vitest'
import { pace } from '../../src/app/pace.js'
import { instant } from '../../src/values/civil-date.js'

const at = (ms: number) => instant(1_000_000 + ms)

test('a second lets so many begin, and has room again when they are a second old', () => {
  const three = pace(() => 3)
  for (const ms of [0, 100, 200]) three.began('telegram', at(ms))
  expect([300, 999, 1_000, 1_099, 1_200].map((ms) => three.roomOn('telegram', at(ms)))).toEqual([
    0, 0, 1, 1, 1,
  ])
})

test('a tenth of a second lets a tenth of them begin, rounded up', () => {
  const forty = pace(() => 41)
  for (const ms of [0, 20, 40]) forty.began('telegram', at(ms))
  expect([50, 99, 100, 120, 140].map((ms) => forty.roomOn('telegram', at(ms)))).toEqual([2, 2, 3, 4, 5])
})

test('what has no pace has room for any number', () => {
  const any = pace(() => Number.POSITIVE_INFINITY)
  any.began('web', at(0))
  expect(any.roomOn('web', at(1))).toBe(Number.POSITIVE_INFINITY)
})

test('channels do not share their seconds', () => {
  const one = pace((channel) => (channel === 'telegram' ? 1 : 20))
  one.began('telegram', at(0))
  expect([one.roomOn('telegram', at(1)), one.roomOn('feishu', at(1))]).toEqual([0, 2])
})

test('a clock that is set back holds nothing up', () => {
  const one = pace(() => 1)
  one.began('telegram', at(3_600_000))
  expect(one.roomOn('telegram', at(0))).toBe(1)
})
