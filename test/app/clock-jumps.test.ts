import { expect, test } from 'vitest'
import { clockJumps } from '../../src/app/clock-jumps.js'
import { instant } from '../../src/values/civil-date.js'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A wall clock that is moved, and time that passes on both clocks. */
function machine() {
  let wall = 1_800_000_000_000
  let elapsed = 0
  const jumps = clockJumps({ now: () => instant(wall) }, () => elapsed)
  return {
    jumps,
    step: (ms: number) => {
      wall += ms
    },
    pass: (ms: number) => {
      wall += ms
      elapsed += ms
    },
  }
}

test.each<[string, number, object | undefined]>([
  ['a second forward', 1_000, undefined],
  ['an hour forward', hour, undefined],
  ['two hours forward', 2 * hour, { to: 'forward', milliseconds: 2 * hour, held: false }],
  ['a day forward', day, { to: 'forward', milliseconds: day, held: false }],
  ['two days forward', 2 * day, { to: 'forward', milliseconds: 2 * day, held: true }],
  ['a minute back', -minute, undefined],
  ['two minutes back', -2 * minute, { to: 'back', milliseconds: 2 * minute, held: false }],
  ['two hours back', -2 * hour, { to: 'back', milliseconds: 2 * hour, held: false }],
])('%s', (_, ms, jump) => {
  const { jumps, step, pass } = machine()
  pass(1_000)
  step(ms)
  expect(jumps.look()).toEqual(jump)
  pass(1_000)
  expect(jumps.look()).toBeUndefined()
})

test('time that passes while nobody looks is no jump', () => {
  const { jumps, pass } = machine()
  pass(3 * day)
  expect(jumps.look()).toBeUndefined()
})

test('what two days forward made due waits for an hour', () => {
  const { jumps, step, pass } = machine()
  step(2 * day)
  jumps.look()
  pass(hour - 1)
  expect(jumps.isHeld()).toBe(true)
  pass(1)
  expect(jumps.isHeld()).toBe(false)
})

test('set back again, nothing waits any more; set back in part, it does', () => {
  const { jumps, step, pass } = machine()
  step(4 * day)
  jumps.look()
  step(-2 * day)
  expect(jumps.look()).toMatchObject({ to: 'back', held: true })
  expect(jumps.isHeld()).toBe(true)
  step(-2 * day)
  expect(jumps.look()).toMatchObject({ to: 'back', held: false })
  expect(jumps.isHeld()).toBe(false)
  pass(2 * hour)
  expect(jumps.look()).toBeUndefined()
})
