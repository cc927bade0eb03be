import { describe, expect, test } from 'vitest'
import type { Unit } from '../../src/knowledge/entry.js'
import { figureOn, figureText, figuresIn, filled } from '../../src/knowledge/figures.js'
import { figureId } from '../../src/values/ids.js'
import { day, small, today } from './small.js'

const written: readonly (readonly [value: number | string, unit: Unit, text: string])[] = [
  [10_000_000, 'yuan', '1000万元'],
  [1_000_000, 'yuan', '100万元'],
  [50_000, 'yuan', '5万元'],
  [15_000, 'yuan', '1.5万元'],
  [5_000, 'yuan', '5000元'],
  [12_345, 'yuan', '12345元'],
  [100_000_000, 'yuan', '1亿元'],
  [150_000_000, 'yuan', '1.5亿元'],
  [60, 'day', '60日'],
  [5, 'working-day', '5个工作日'],
  [6, 'month', '6个月'],
  [5, 'year', '5年'],
  [24, 'hour', '24小时'],
  [30, 'minute', '30分钟'],
  [15, 'second', '15秒'],
  [3, 'person', '3名'],
  [9, 'kind', '9类'],
  [85, 'percent', '85%'],
  [0.05, 'percent', '0.05%'],
  [3, 'times', '3倍'],
  [50, 'square-metre', '50平方米'],
  ['03-31', 'month-day', '3月31日'],
  ['12-01', 'month-day', '12月1日'],
]

test.each(written)('%s %s is written %s', (value, unit, text) => {
  expect(figureText({ value, unit })).toBe(text)
})

describe('a figure as of a day', () => {
  test.each([
    ['2017-08-31', undefined],
    ['2017-09-01', 30],
    ['2023-12-31', 30],
    ['2024-01-01', 60],
    ['2026-11-21', 60],
  ])('on %s it is %s', (date, value) => {
    expect(figureOn(small.figures, figureId('recording.days'), day(date))?.value).toBe(value)
  })

  test('an unknown one has no value', () => {
    expect(figureOn(small.figures, figureId('no.such'), today)).toBeUndefined()
  })
})

test("the year before is the day's to say, and no figure", () => {
  expect(filled('报{last-year}度的年报', new Map(), day('2026-01-01'))).toBe('报2025年度的年报')
  expect(filled('报{last-year}度的年报', new Map(), day('2025-12-31'))).toBe('报2024年度的年报')
  expect(figuresIn('{last-year}到{capital.nationwide}')).toEqual(['capital.nationwide'])
})

test('a text is filled as of a day', () => {
  expect(filled('{recording.days}，{capital.nationwide}', small.figures, today)).toBe('60日，1000万元')
  expect(filled('{recording.days}', small.figures, day('2020-01-01'))).toBe('30日')
})

test.each([
  ['not in force yet', '{recording.days}', '2000-01-01'],
  ['never known', '{no.such}', '2026-11-21'],
])('a figure %s is not guessed and shows no braces', (_, text, date) => {
  expect(filled(text, small.figures, day(date))).not.toMatch(/[{}\d]/)
})

test('the figures of a text, in order', () => {
  expect(figuresIn('{a.b}和{c}，没有的{}')).toEqual(['a.b', 'c', ''])
})
