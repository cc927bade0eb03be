import { expect, test } from 'vitest'
import { askingText, nothingAsked, turned, type Asked } from '../../src/cli/interview-turn.js'
import { flowNamed } from '../interview/shipped-flows.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'

const judging = { flow: flowNamed('eligibility'), knowledge: shipped, asOf: today }

const after = (...lines: readonly string[]): Asked =>
  lines.reduce((asked, line) => turned(line, asked, judging).asked, nothingAsked)

const placeAfter = (...lines: readonly string[]): string =>
  /第 \d+ 题/.exec(askingText(after(...lines), judging) ?? '')?.[0] ?? 'none'

test('whoever went back comes forward over what was answered, to the question that waits', () => {
  const three = ['1', '1', '3'] as const
  expect(placeAfter(...three)).toBe('第 4 题')
  expect(placeAfter(...three, '上一步', '上一步')).toBe('第 2 题')
  expect(placeAfter(...three, '上一步', '上一步', '')).toBe('第 3 题')
  expect(placeAfter(...three, '上一步', '上一步', '1、2')).toBe('第 3 题')
  expect(placeAfter(...three, '上一步', '上一步', '', '')).toBe('第 4 题')
  expect(after(...three, '上一步', '上一步', '', '').answers).toEqual(after(...three).answers)
})

test('the number that stands before an option means it, also where the question counts something', () => {
  expect([...after('1', '1', '3').answers.values()].at(-1)).toEqual({ kind: 'choice', option: 'nationwide' })
})

test('what is no answer leaves everything as it was, however often it is said', () => {
  const asked = after('1', '1', '3')
  for (const line of ['', 'asdf', '等保是什么', '上一', '\u202e', '9'.repeat(5_000)]) {
    const turn = turned(line, asked, judging)
    expect(turn.asked.answers).toEqual(asked.answers)
    expect(turn.ends).toBeUndefined()
  }
})

test('once the verdict is fixed it is offered to go on, and an empty line ends it', () => {
  const only = after('1', '3')
  expect(askingText(only, judging)).toContain('结论已经定了')
  expect(turned('', only, judging).ends).toBe('over')
  expect(placeAfter('1', '3', '继续')).toBe('第 3 题')
  expect(placeAfter('1', '3', '上一步')).toBe('第 2 题')
})
