import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import type { TypedAnswer } from '../../src/interview/said/typed.js'
import { typedAnswer } from '../../src/interview/said/typed-answer.js'
import { optionLabel, yesNoLabel } from '../../src/chat/say/interview/answer.js'
import { traditionalText } from '../../src/reply/traditional-text.js'
import type { Answer } from '../../src/interview/answers.js'
import { dayAt, instant } from '../../src/values/civil-date.js'
import { stepsPerUnit, type QuantityUnit } from '../../src/values/range.js'
import { today } from '../knowledge/small.js'
import { answerShown, type Quantity } from './answer-shown.js'
import { askedNamed, askedQuestions } from './asked-questions.js'

const table = z
  .record(z.string(), z.string())
  .parse(parse(readFileSync(new URL('typed-answers.yaml', import.meta.url), 'utf8')))
const rows = Object.entries(table).flatMap(([group, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', text = '', expected = ''] = line.split(' | ').map((part) => part.trim())
      return { group, id, text, expected }
    }),
)

const typed = (id: string, text: string): TypedAnswer => {
  const { question, input } = askedNamed(id)
  return typedAnswer(text, question, input, today)
}

describe.each(Object.keys(table))('%s', (group) => {
  test.each(rows.filter((row) => row.group === group))(
    '$id: $text is $expected',
    ({ id, text, expected }) => {
      expect(shown(typed(id, text), id)).toBe(expected)
    },
  )
})

test('the table has at least 250 different forms for questions of every type', () => {
  expect(rows.length).toBeGreaterThanOrEqual(250)
  expect(new Set(rows.map(({ id, text }) => `${id} ${text}`)).size).toBe(rows.length)
  expect(new Set(rows.map(({ id }) => askedNamed(id).input.type))).toEqual(
    new Set(['yes-no', 'choice', 'many', 'quantity']),
  )
})

function shown(read: TypedAnswer, id: string): string {
  if (read.kind !== 'answer') return `${read.kind} ${read.why}`
  return `${read.about === true ? '~' : ''}${answerShown(read.answer, (quantity) => quantityShown(quantity, id))}`
}

function quantityShown({ range: { lo, hi }, unit }: Quantity, id: string): string {
  const ends = [...new Set([lo, hi])].map((steps) => stepsShown(steps, unit)).join('..')
  const { input } = askedNamed(id)
  const isTime = input.type === 'quantity' && ['day', 'month', 'year'].includes(input.unit)
  return isTime ? `${ends} ${unit}` : ends
}

function stepsShown(steps: bigint, unit: QuantityUnit): string {
  return unit === 'date'
    ? dayAt(instant(Number(steps) * 86_400_000), 'UTC')
    : String(Number(steps) / Number(stepsPerUnit(unit)))
}

test.each([
  ['1 2', 'o1+o2'],
  ['12', 'o12'],
  ['1、12', 'o1+o12'],
  ['十二', 'o12'],
])('of twelve options %s is %s', (text, expected) => {
  const { question, input } = askedNamed('papers')
  const options = Array.from({ length: 12 }, (_, at) => ({
    id: `o${at + 1}`,
    zh: '甲乙丙丁戊己庚辛壬癸子丑'.charAt(at),
    also: [],
    concepts: [],
  }))
  const read = typedAnswer(text, question, { ...input, type: 'many', options }, today)
  expect(shown(read, 'papers')).toBe(expected)
})

describe('what a button says, typed', () => {
  const buttons = askedQuestions.flatMap(({ id, question, input }) => {
    if (input.type === 'yes-no')
      return [true, false].map((yes) => [id, yesNoLabel(question, yes), yes ? 'yes' : 'no'] as const)
    return 'options' in input
      ? input.options.map((option) => [id, optionLabel(question, option), option.id] as const)
      : []
  })
  test.each(buttons)('%s: %s is %s, in traditional characters as well', (id, label, expected) => {
    expect(shown(typed(id, label), id)).toBe(expected)
    expect(shown(typed(id, traditionalText(label)), id)).toBe(expected)
  })
})

describe('any text at all', () => {
  const words = askedQuestions.flatMap(({ question, input }) => [
    question.ask,
    ...('options' in input ? input.options.map(({ zh }) => zh) : []),
  ])
  const odd = fc.constantFrom(
    ...words,
    ...[
      '有',
      '没',
      '不',
      '和',
      '、',
      '万',
      '亿',
      '左右',
      '1',
      '9999999',
      '？',
      '\u202e',
      '👍',
      '年',
      '月',
      '吗',
      '第',
      '都',
    ],
  )
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(odd, { maxLength: 12 }).map((parts) => parts.join('')),
  )

  test.each(askedQuestions)(
    'to $id is an answer that it can have, asked back or refused',
    ({ question, input }) => {
      fc.assert(
        fc.property(anyText, (text) => {
          const read = typedAnswer(text, question, input, today)
          if (read.kind === 'answer') expect(isAnswerTo(read.answer, input)).toBe(true)
          else expect(read.why).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
        }),
        { numRuns: 1000 },
      )
    },
  )

  test('is refused when it is long, and read at once', () => {
    for (const { question, input } of askedQuestions)
      for (const text of ['有'.repeat(200_000), '1、'.repeat(200_000), '不知道'.repeat(100_000)])
        expect(typedAnswer(text, question, input, today).kind).toBe('refused')
  })
})

function isAnswerTo(answer: Answer, input: (typeof askedQuestions)[number]['input']): boolean {
  switch (answer.kind) {
    case 'unknown':
      return true
    case 'yes-no':
      return input.type === 'yes-no'
    case 'choice':
      return input.type === 'choice' && input.options.some(({ id }) => id === answer.option)
    case 'many':
      return (
        input.type === 'many' &&
        [...answer.options].every((one) => input.options.some(({ id }) => id === one))
      )
    case 'quantity':
      return input.type === 'quantity' && answer.range.lo <= answer.range.hi
  }
}
