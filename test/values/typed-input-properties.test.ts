import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { addMonths } from 'date-fns'
import { civilDate, type CivilDate } from '../../src/values/civil-date.js'
import { daysOfMonths } from '../../src/values/months.js'
import { exactly } from '../../src/values/range.js'
import { typedAmount } from '../../src/values/typed-input/amount.js'
import { typedArea } from '../../src/values/typed-input/area.js'
import { typedCount } from '../../src/values/typed-input/count.js'
import { typedDate } from '../../src/values/typed-input/date.js'
import { typedDuration } from '../../src/values/typed-input/duration.js'
import { levelled } from '../../src/values/typed-input/spelling.js'
import { numeral } from '../../src/values/typed-input/numeral.js'
import { quantitiesIn } from '../../src/values/typed-input/quantities.js'
import { typedShare } from '../../src/values/typed-input/share.js'
import type { Typed } from '../../src/values/typed-input/typed.js'

const today = day('2026-11-21')

const readers: readonly ((text: string) => Typed)[] = [
  (text) => typedAmount(text, 'ten-thousand-yuan'),
  (text) => typedAmount(text, 'unclear'),
  (text) => typedCount(text, 'person'),
  (text) => typedCount(text, 'seat'),
  (text) => typedCount(text, 'item'),
  typedArea,
  typedShare,
  (text) => typedDuration(text, 'day'),
  (text) => typedDate(text, today),
]

describe('any exact amount, however it is written', () => {
  const writings: Readonly<Record<string, (yuan: number) => string>> = {
    digits: (yuan) => `${yuan}元`,
    'digits with separators': (yuan) => `${separated(yuan)}元`,
    'full-width digits': (yuan) => `${fullWidth(separated(yuan))}元`,
    'with a sign': (yuan) => `¥${separated(yuan)}`,
    'ten thousands': (yuan) => `${tenThousands(yuan)}万`,
    'ten thousands, W': (yuan) => `${tenThousands(yuan)} W`,
    'ten thousands with separators and spaces': (yuan) => `${separated(Number(tenThousands(yuan)))} 万 元`,
    'hundred millions': (yuan) => `${(yuan / 1e8).toFixed(8)}亿元`,
    'Chinese numerals': (yuan) => `${chinese(yuan)}元`,
    'formal numerals': (yuan) => `人民币${formal(chinese(yuan))}元整`,
    'in a field with words': (yuan) => `我们注册资本是${yuan}元`,
  }
  test.each(Object.keys(writings))('%s', (name) => {
    fc.assert(
      fc.property(amounts, (yuan) => {
        const text = writings[name]?.(yuan) ?? ''
        const expected: Typed = { kind: 'value', unit: 'yuan', range: exactly(BigInt(yuan) * 100n) }
        expect(typedAmount(text, 'unclear')).toEqual(expected)
        expect(typedAmount(text, 'ten-thousand-yuan')).toEqual(expected)
      }),
    )
  })

  test('found in a sentence, it is the same and nothing else is', () => {
    fc.assert(
      fc.property(amounts, (yuan) => {
        const found = quantitiesIn(`我们公司注册资本是${separated(yuan)}元，能办吗`, today)
        expect(found.map(({ units, range, said }) => ({ units, range, said }))).toEqual([
          { units: ['yuan'], range: exactly(BigInt(yuan) * 100n), said: `${separated(yuan)}元` },
        ])
      }),
    )
  })
})

test('Chinese numerals up to 万亿 have the value they were written from', () => {
  fc.assert(fc.property(amounts, (value) => numeral(chinese(value)) === value))
})

test('nothing typed makes a reader throw, and every value has its ends in order and none below zero', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const read of readers) {
        const typed = read(text)
        if (typed.kind !== 'value') continue
        expect(typed.range.lo <= typed.range.hi).toBe(true)
        if (typed.unit !== 'date') expect(typed.range.lo >= 0n).toBe(true)
      }
    }),
    { numRuns: 3_000 },
  )
})

test('what a sentence names is a slice of it, in order, and no two overlap', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let end = 0
      for (const { said, from, to } of quantitiesIn(text, today)) {
        expect(said).toBe(text.slice(from, to))
        expect(said.trim()).toBe(said)
        expect(said.length > 0 && from >= end).toBe(true)
        end = to
      }
    }),
    { numRuns: 3_000 },
  )
})

test('levelling keeps every place', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => levelled(text).length === text.length))
})

test('months are as many days as some row of so many months', () => {
  const at = fc.integer({ min: 0, max: 1_200 })
  fc.assert(
    fc.property(at, at, (start, count) => {
      const from = addMonths(new Date(2001, 0, 1, 12), start % 900)
      const days = BigInt(Math.round((addMonths(from, count % 300).getTime() - from.getTime()) / 86_400_000))
      const range = daysOfMonths(BigInt(count % 300))
      expect(range.lo <= days && days <= range.hi).toBe(true)
    }),
  )
})

const amounts = fc.oneof(
  fc.integer({ min: 1, max: 9_999 }),
  fc.integer({ min: 1, max: 1_000_000_000 }),
  fc.maxSafeInteger().map((value) => (Math.abs(value) % 1e12) + 1),
  fc.integer({ min: 1, max: 100_000 }).map((value) => value * 10_000),
)

/** Strings of any characters, and of the signs and words that the readers know, in any order. */
const signs =
  '0123456789,.，。-~+%¥$零〇一二两三五六十百千万亿壹仟半几多来余个年月日天号人席平元点到至 '.split(/(?:)/)
const words = [
  '大约',
  '不到',
  '左右',
  '以上',
  '之间',
  '2027年',
  '3月',
  '座席',
  '员工',
  '平方米',
  '百分之',
  '工作日',
  'million',
  'kw',
  '美元',
  '明年',
  '下个月',
  '后',
]
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.constantFrom(...signs, ...words), { maxLength: 14 }).map((parts) => parts.join('')),
)

function separated(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 4 })
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
}

function tenThousands(yuan: number): string {
  return (yuan / 1e4).toFixed(4)
}

function formal(numerals: string): string {
  return numerals.replace(
    /./g,
    (sign) => '零壹贰叁肆伍陆柒捌玖拾佰仟'['零一二三四五六七八九十百千'.indexOf(sign)] ?? sign,
  )
}

/** As a Chinese cheque has it: groups of four places, one 零 for any gap. */
function chinese(value: number): string {
  if (value >= 1e8) return joined(chinese(Math.floor(value / 1e8)), '亿', value % 1e8, 1e7)
  if (value >= 1e4) return joined(chinese(Math.floor(value / 1e4)), '万', value % 1e4, 1e3)
  for (const [place, sign] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const)
    if (value >= place) return joined(chinese(Math.floor(value / place)), sign, value % place, place / 10)
  return '零一二三四五六七八九'[value] ?? ''
}

function joined(head: string, sign: string, rest: number, nextPlace: number): string {
  if (rest === 0) return head + sign
  return head + sign + (rest < nextPlace ? '零' : '') + chinese(rest)
}

function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}
