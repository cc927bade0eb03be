import { describe, expect, test } from 'vitest'
import { answerText } from '../../src/chat/say/interview/answer.js'
import { askBackText, implausibleText, refusedText } from '../../src/chat/say/interview/asking-back.js'
import { exampleOf } from '../../src/chat/say/interview/example.js'
import { typedAnswer } from '../../src/interview/said/typed-answer.js'
import type { AskBackReason, NoAnswerReason } from '../../src/interview/said/typed.js'
import { askReasons, refusalReasons } from '../../src/values/typed-input/typed.js'
import { exactly, type QuantityUnit } from '../../src/values/range.js'
import { askedNamed, askedQuestions } from '../interview/asked-questions.js'
import { today } from '../knowledge/small.js'

const said = (id: string, text: string): string => {
  const { question, input } = askedNamed(id)
  const read = typedAnswer(text, question, input, today)
  return read.kind === 'answer' ? answerText(read.answer, question, input) : read.kind
}

test.each([
  ['capital', '500', '500万元'],
  ['capital', '五百萬左右', '约450万到550万元'],
  ['capital', '300到500万', '300万到500万元'],
  ['capital', '9999999元', '9,999,999元'],
  ['capital', '不到1000万', '不到1000万元'],
  ['capital', '1000万以上', '1000万元以上'],
  ['seats', '12', '12个座席'],
  ['staff-count', '大概5个', '约4到6人'],
  ['staff-count', '不到3人', '最多2人'],
  ['premises-area', '120平', '120平方米'],
  ['foreign-share', '三成', '30%'],
  ['recording-days', '半年', '6个月'],
  ['licence-expiry', '2027/3/15', '2027年3月15日'],
  ['licence-expiry', '2027年3月', '2027年3月'],
  ['systems', '3、1', '呼叫系统、安全防护系统'],
  ['systems', '都没有', '都没有'],
  ['call-direction', '都有', '用户打进来；用户同意后的回访、咨询；营销推广外呼'],
  ['entity', '有限公司', '有限责任公司'],
  ['manager', '有', '有'],
  ['security-officer', '还没有呢', '还没有'],
  ['capital', '不清楚', '不知道'],
] as const)('%s: %s is kept as %s', (id, text, expected) => {
  expect(said(id, text)).toBe(expected)
})

test.each(askedQuestions)(
  'what a person reads of an answer to $id is read as that answer',
  ({ question, input }) => {
    for (const length of ['long', 'short'] as const) {
      const read = typedAnswer(exampleOf(question, input, length), question, input, today)
      expect(read, exampleOf(question, input, length)).toMatchObject({ kind: 'answer' })
      if (read.kind !== 'answer') continue
      expect(read.answer.kind).not.toBe('unknown')
      const again = typedAnswer(answerText(read.answer, question, input), question, input, today)
      expect(again).toEqual(read)
    }
  },
)

const asking: readonly AskBackReason[] = [...askReasons, 'which-option', 'not-yet']
const refusing: readonly NoAnswerReason[] = [...refusalReasons, 'no-option', 'question']

describe.each(askedQuestions)('to $id', ({ question, input }) => {
  test('every asking back is short and polite and ends in a sentence', () => {
    for (const why of asking) {
      const text = askBackText(why, question, input)
      expect(text).toMatch(/[。？]$/)
      expect(text, why).not.toMatch(/undefined|[{}]/)
      expect(text.length, text).toBeLessThanOrEqual(100)
    }
  })

  test('every refusal has an example that the question takes, then a shorter one, then the ways out', () => {
    for (const why of refusing) {
      const [first = '', second = '', third = ''] = [1, 2, 3].map((times) =>
        refusedText(why, question, input, times),
      )
      expect(first).toContain('不知道')
      if (input.type !== 'yes-no') expect(first).toContain(`“${exampleOf(question, input, 'long')}”`)
      expect(second).toContain(exampleOf(question, input, 'short'))
      expect(second.length, second).toBeLessThan(first.length)
      expect(third).toContain('不知道')
    }
  })
})

const quantity = (unit: QuantityUnit, value: bigint) =>
  ({ kind: 'quantity', unit, range: exactly(value) }) as const

test.each([
  [
    { kind: 'above-answer', said: quantity('yuan', 10n ** 9n), other: quantity('yuan', 5n * 10n ** 8n) },
    '我记成1000万元，比前面答的500万元还多，是这样吗？',
  ],
  [{ kind: 'too-much', said: quantity('person', 300_000n) }, '我记成300,000人，好像太多了，是这样吗？'],
  [{ kind: 'too-little', said: quantity('yuan', 100n) }, '我记成1元，好像太少了，是这样吗？'],
  [{ kind: 'far-day', said: quantity('date', 57_417n) }, '我记成2127年3月16日，年份对吗？'],
] as const)('what can hardly be is asked back as it was read: $0.kind', (odd, expected) => {
  expect(implausibleText(odd)).toBe(expected)
})
