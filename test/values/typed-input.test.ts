import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { civilDate, dayNumber, type CivilDate } from '../../src/values/civil-date.js'
import { stepsPerUnit, type QuantityUnit, type Range } from '../../src/values/range.js'
import { typedAmount } from '../../src/values/typed-input/amount.js'
import { typedArea } from '../../src/values/typed-input/area.js'
import { typedCount } from '../../src/values/typed-input/count.js'
import { typedDate } from '../../src/values/typed-input/date.js'
import { typedDuration } from '../../src/values/typed-input/duration.js'
import { ceilingOf } from '../../src/values/typed-input/limits.js'
import { foreignAmountsIn, quantitiesIn } from '../../src/values/typed-input/quantities.js'
import { typedShare } from '../../src/values/typed-input/share.js'
import type { Typed } from '../../src/values/typed-input/typed.js'

const today = day('2026-11-21')

const kinds: Readonly<Record<string, (text: string) => Typed>> = {
  amount: (text) => typedAmount(text, 'ten-thousand-yuan'),
  'amount-free': (text) => typedAmount(text, 'unclear'),
  person: (text) => typedCount(text, 'person'),
  seat: (text) => typedCount(text, 'seat'),
  item: (text) => typedCount(text, 'item'),
  area: typedArea,
  share: typedShare,
  day: (text) => typedDuration(text, 'day'),
  month: (text) => typedDuration(text, 'month'),
  year: (text) => typedDuration(text, 'year'),
  date: (text) => typedDate(text, today),
}

interface Row {
  readonly group: string
  readonly kind: string
  readonly text: string
  readonly expected: string
}

const table = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(new URL('typed-input.yaml', import.meta.url), 'utf8')))
const rows: readonly Row[] = Object.entries(table).flatMap(([group, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [kind = '', text = '', expected = ''] = line.split(' | ').map((part) => part.trim())
      return { group, kind, text, expected }
    }),
)

describe.each(Object.keys(table))('%s', (group) => {
  test.each(rows.filter((row) => row.group === group))(
    '$kind: $text is $expected',
    ({ kind, text, expected }) => {
      expect(shown(kind, text)).toBe(expected)
    },
  )
})

test.each([
  ['1千万美元办全国够吗', ['1千万美元']],
  ['注册资本 US$500,000 够吗', ['US$500,000']],
  ['大约100万港币行吗', ['大约100万港币']],
  ['€200万能办吗', ['€200万']],
  ['约US$50万，100万美元左右', ['约US$50万', '100万美元左右']],
  ['100万元人民币够吗', []],
  ['有美元账户能办吗', []],
  ['500万能办全国吗', []],
])('%s names the foreign sums %j', (text, sums) => {
  expect(foreignAmountsIn(text, today).map(({ said }) => said)).toEqual(sums)
  expect(quantitiesIn(text, today).filter(({ said }) => sums.includes(said))).toEqual([])
})

test('the table has at least 320 different forms and no class above a tenth of them', () => {
  const sizes = Object.keys(table).map((group) => rows.filter((row) => row.group === group).length)
  expect(rows.length).toBeGreaterThanOrEqual(320)
  expect(new Set(rows.map(({ kind, text }) => `${kind} ${text}`)).size).toBe(rows.length)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(rows.length / 10)
})

function shown(kind: string, text: string): string {
  if (kind === 'sentence') return shownSentence(text)
  const typed = kinds[kind]?.(text)
  if (typed?.kind !== 'value')
    return typed === undefined
      ? 'no such kind'
      : typed.kind === 'unknown'
        ? 'unknown'
        : `${typed.kind} ${typed.why}`
  const unit = ['day', 'month', 'year'].includes(kind) ? ` ${typed.unit}` : ''
  return `${typed.about ? '~' : ''}${shownRange(typed.range, typed.unit)}${unit}`
}

function shownSentence(text: string): string {
  const found = quantitiesIn(text, today).map(
    ({ said, units, range, about }) =>
      `${said}=${about ? '~' : ''}${shownRange(range, units[0])} ${units.join('/')}`,
  )
  return found.length === 0 ? '-' : found.join('; ')
}

function shownRange({ lo, hi }: Range, unit: QuantityUnit): string {
  if (lo === hi) return shownEnd(lo, unit)
  const open = unit !== 'date' && hi === ceilingOf(unit)
  return `${shownEnd(lo, unit)}..${open ? '' : shownEnd(hi, unit)}`
}

function shownEnd(steps: bigint, unit: QuantityUnit): string {
  if (unit === 'date') return new Date(Number(steps) * 86_400_000).toISOString().slice(0, 10)
  return String(Number(steps) / Number(stepsPerUnit(unit)))
}

function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined || dayNumber(date) === 0n) throw new Error(`${text} is no day`)
  return date
}
