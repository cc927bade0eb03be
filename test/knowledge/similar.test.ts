import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { questionOf } from '../../src/knowledge/words/question.js'
import { alikeness, featureReader, grouped, type Features } from '../../src/knowledge/similar.js'
import { small } from './small.js'

const read = featureReader(small)
const featuresOf = (text: string): Features => read(questionOf(text, small.lexicon, small.index.knows))
const groupsOf = (texts: readonly string[]): readonly (readonly string[])[] => grouped(texts, featuresOf)

describe('questions about one thing are one group', () => {
  test.each([
    [['场地里能养猫吗', '办公场所可以养猫不', '养猫要什么']],
    [['能贷款吗', '拿去银行贷款可以吗', '贷款需要什么']],
    [['打印机什么牌子', '買什麼打印機', '请问打印机多少钱']],
    [['续期要拍照吗', '续证的时候拍照不']],
    [['我们', '我', '我们']],
  ])('%j', (texts) => {
    expect(groupsOf(texts)).toEqual([texts])
  })
})

describe('what only sounds alike is two', () => {
  test.each([
    [['可以养猫吗', '可以贷款吗']],
    [['猫多少钱', '狗多少钱']],
    [['场地能养猫吗', '场地能停车吗']],
    [['请问一下能贷款吗', '请问一下能停车吗']],
  ])('%j', (texts) => {
    expect(groupsOf(texts)).toHaveLength(2)
  })
})

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(fc.constantFrom('养猫', '贷款', '场地', '多少', '续期', '能', '吗', 'AI', '停车'), {
        maxLength: 5,
      })
      .map((words) => words.join('')),
  ),
  { maxLength: 25 },
)

test('later questions never change how earlier ones are grouped', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const first = groupsOf(before)
      const all = groupsOf([...before, ...after])
      expect(first).toEqual(all.slice(0, first.length).map((group, at) => group.slice(0, first[at]?.length)))
    }),
  )
})

test('every question is in one group, and alikeness is the same both ways and at most 1', () => {
  fc.assert(
    fc.property(texts, (all) => {
      expect(groupsOf(all).flat().sort()).toEqual([...all].sort())
      const [a = '', b = ''] = all
      const alike = alikeness(featuresOf(a), featuresOf(b))
      expect(alike).toBeCloseTo(alikeness(featuresOf(b), featuresOf(a)))
      expect(alike).toBeLessThanOrEqual(1.000_001)
    }),
  )
})

test('twice as many questions cost about twice the comparisons, also when all have much in common', () => {
  const looksFor = (count: number): number => {
    let looks = 0
    class Counted extends Map<string, number> {
      override has(feature: string): boolean {
        looks += 1
        return super.has(feature)
      }
    }
    const items = Array.from({ length: count }, (_, n) => n)
    const groups = grouped(
      items,
      (n) =>
        new Counted([
          ['common', 0.2],
          [`half ${n % 2}`, 0.2],
          [`own ${n}`, 1],
          [`also ${n}`, 1],
        ]),
    )
    expect(groups).toHaveLength(count)
    return looks
  }
  expect(looksFor(4_000) / looksFor(2_000)).toBeLessThan(2.2)
})
