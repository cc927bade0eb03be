import type { Question } from '../../../interview/flow/flow.js'
import type { Choosing, Input } from '../../../knowledge/condition/inputs.js'
import type { QuantityUnit } from '../../../values/range.js'
import { optionLabel, yesNoLabel } from './answer.js'

/** What the answer to such a question is called, and two examples of it: as one would write it, and as briefly as one may. */
const quantities: Readonly<Record<QuantityUnit, readonly [called: string, long: string, short: string]>> = {
  yuan: ['一个金额', '680万元', '680万'],
  'square-metre': ['一个面积', '120平方米', '120'],
  percent: ['百分之几', '30%', '30%'],
  person: ['人数', '5人', '5'],
  seat: ['座席数', '12个座席', '12'],
  item: ['个数', '3个', '3'],
  day: ['天数', '75天', '75'],
  month: ['多久', '8个月', '8'],
  year: ['几年', '4年', '4'],
  date: ['一个日期', '2027年3月15日', '2027-3-15'],
}

/** An answer that this question takes. */
export function exampleOf(question: Question, input: Input, length: 'long' | 'short'): string {
  const isLong = length === 'long'
  switch (input.type) {
    case 'yes-no':
      return isLong ? yesNoLabel(question, true) : '1'
    case 'choice':
      return firstLabel(question, input)
    case 'many':
      return isLong && input.options.length > 1 ? `1、${input.options.length}` : '1'
    case 'quantity':
      return quantities[input.unit][isLong ? 1 : 2]
  }
}

const firstLabel = (question: Question, { options }: Choosing): string =>
  options.slice(0, 1).map((option) => optionLabel(question, option))[0] ?? ''

/** What to type, in one sentence with an example. */
export function howToAnswer(question: Question, input: Input): string {
  const example = exampleOf(question, input, 'long')
  switch (input.type) {
    case 'yes-no':
      return `答“${yesNoLabel(question, true)}”或“${yesNoLabel(question, false)}”就行。`
    case 'choice':
      return `选一个，打名字就行，例如“${example}”。`
    case 'many':
      return `打序号或名字，可以几个一起，例如“${example}”；没有就打“都没有”。`
    case 'quantity':
      return `请打${quantities[input.unit][0]}，例如“${example}”。`
  }
}

/** The same as briefly as it can be said. */
export function howToAnswerBriefly(question: Question, input: Input): string {
  return input.type === 'yes-no'
    ? `打 1（${yesNoLabel(question, true)}）或 2（${yesNoLabel(question, false)}）。`
    : `例如：${exampleOf(question, input, 'short')}`
}
