import { expect, test } from 'vitest'
import { pace } from '../../src/app/pace.js'
import { instant } from '../../src/values/civil-date.js'

const at = (ms: number) => instant(1_000_000 + ms)

test('a second lets so many begin, and has room again when they are a second old', () => {
  const three = pace(() => 3)
  for (const ms of [0, 100, 200]) three.began('telegram', at(ms))
  expect([300, 999, 1_000, 1_100, 1_200].map((ms) => three.roomOn('telegram', at(ms)))).toEqual([
    0, 0, 1, 2, 3,
  ])
})

test('channels do not share their seconds', () => {
  const one = pace((channel) => (channel === 'telegram' ? 1 : 2))
  one.began('telegram', at(0))
  expect([one.roomOn('telegram', at(1)), one.roomOn('feishu', at(1))]).toEqual([0, 2])
})

test('a clock that is set back holds nothing up', () => {
  const one = pace(() => 1)
  one.began('telegram', at(3_600_000))
  expect(one.roomOn('telegram', at(0))).toBe(1)
})
