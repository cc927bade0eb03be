import { namesOf } from '../../src/knowledge/condition/names.js'
import type { Condition } from '../../src/knowledge/condition/condition.js'
import { figuresFile, type FigureSource } from '../../src/knowledge/entry.js'
import { figuresOf } from '../../src/knowledge/figures.js'
import {
  inputsFile,
  inputsOf,
  type Given,
  type Input,
  type Value,
} from '../../src/knowledge/condition/inputs.js'
import { readCondition } from '../../src/knowledge/condition/read-condition.js'
import { stateOf, type Company, type Judgement } from '../../src/knowledge/condition/state-of.js'
import { dayNumber, civilDate, type CivilDate } from '../../src/values/civil-date.js'
import { stepsPerUnit, type QuantityUnit } from '../../src/values/range.js'
import { today } from './small.js'

const figureRows = [
  ['capital.nationwide', 10_000_000, 'yuan'],
  ['capital.provincial', 1_000_000, 'yuan'],
  ['capital.payment-years', 5, 'year'],
  ['staff.few', 3, 'person'],
  ['staff.many', 5, 'person'],
  ['number.95.per-seat', 2, 'person'],
  ['renewal.lead', 90, 'day'],
  ['keep.half-year', 6, 'month'],
  ['keep.month', 1, 'month'],
  ['keep.long', 3640, 'day'],
  ['report.deadline', '03-31', 'month-day'],
  ['slow.seconds', 15, 'second'],
] as const

const origin = { source: 'law', evidence: 'A', since: '2017-09-01', name: '一个数字' }

const { figures: rows } = figuresFile.parse({
  figures: [
    ...figureRows.map(([id, value, unit]) => ({ ...origin, id, value, unit })),
    { ...origin, id: 'keep.days', value: 30, unit: 'day', until: '2023-12-31' },
    { ...origin, id: 'keep.days', value: 60, unit: 'day', since: '2024-01-01' },
  ],
})

const { inputs: inputRows } = inputsFile.parse({
  inputs: [
    { id: 'opened', zh: '已经开通', type: 'yes-no' },
    { id: 'insured', zh: '交了社保', type: 'yes-no' },
    { id: 'listed', zh: '在名单里', type: 'yes-no' },
    {
      id: 'reach',
      zh: '覆盖范围',
      type: 'choice',
      options: [
        { id: 'one-province', zh: '一个省' },
        { id: 'nationwide', zh: '全国' },
        { id: 'overseas', zh: '境外' },
      ],
    },
    {
      id: 'papers',
      zh: '备好的材料',
      type: 'many',
      options: ['licence', 'articles', 'plan'].map((id) => ({ id, zh: '一样' })),
    },
    { id: 'capital', zh: '注册资本', type: 'quantity', unit: 'yuan' },
    { id: 'people', zh: '员工', type: 'quantity', unit: 'person' },
    { id: 'kept', zh: '录音保存', type: 'quantity', unit: 'day' },
    { id: 'expiry', zh: '到期日', type: 'quantity', unit: 'date' },
  ],
})

export const figures = figuresOf(rows)
export const inputs = inputsOf(inputRows)
export const names = namesOf(inputs, figures)

export const figure = (id: string): FigureSource | undefined => rows.find((row) => row.id === id)

interface Quantity {
  readonly unit: QuantityUnit
  readonly value: bigint
  readonly to?: bigint
}

/** Answers as a test writes them: an option, several options, yes or no, a count, a day, or a quantity with its unit. */
export type Answers = Readonly<
  Record<string, string | readonly string[] | boolean | number | CivilDate | Quantity>
>

/** An amount or a range of amounts, in yuan. */
export function yuan(from: number, to = from): Quantity {
  const hundredths = (amount: number): bigint => BigInt(Math.round(amount * 100))
  return { unit: 'yuan', value: hundredths(from), to: hundredths(to) }
}

export function givenOf(answers: Answers): Given {
  return new Map(
    inputRows.flatMap((input) => {
      const answer = answers[input.id]
      return answer === undefined ? [] : [[input.id, valueOf(input, answer)] as const]
    }),
  )
}

/** The value an answer stands for. A plain number counts in the unit of its input. */
export function valueOf(input: Input, answer: Answers[string]): Value {
  if (typeof answer === 'boolean') return { kind: 'yes-no', yes: answer }
  if (typeof answer === 'number') {
    const unit = unitOf(input)
    return valueOf(input, { unit, value: BigInt(Math.round(answer * Number(stepsPerUnit(unit)))) })
  }
  if (typeof answer === 'string') {
    const date = civilDate(answer)
    return date === undefined
      ? { kind: 'choice', option: answer }
      : valueOf(input, { unit: 'date', value: dayNumber(date) })
  }
  if ('value' in answer) {
    const { unit, value, to = value } = answer
    return { kind: 'quantity', unit, range: { lo: value, hi: to } }
  }
  return { kind: 'many', options: new Set(answer) }
}

const unitOf = (input: Input): QuantityUnit => (input.type === 'quantity' ? input.unit : 'item')

export function companyOf(answers: Answers, asOf: CivilDate = today): Company {
  return { inputs, figures, given: givenOf(answers), asOf }
}

export function conditionOf(text: string): Condition {
  const read = readCondition(text, names)
  if (read.ok) return read.condition
  throw new Error(read.faults.map(({ message }) => message).join('\n'))
}

export function judge(text: string, answers: Answers, asOf: CivilDate = today): Judgement {
  return stateOf(conditionOf(text), companyOf(answers, asOf))
}
