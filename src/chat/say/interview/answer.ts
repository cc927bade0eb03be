import type { Answer } from '../../../interview/answers.js'
import type { Question } from '../../../interview/flow/flow.js'
import type { Choosing, Input } from '../../../knowledge/condition/inputs.js'
import { exactly, type Range } from '../../../values/range.js'
import { roughly } from '../../../values/typed-input/limits.js'
import { written } from '../../../values/written.js'

/** An answer as a person reads it: 约450万到550万元, 2027年3月15日, 呼叫系统、安全防护系统, 不知道. */
export function answerText(answer: Answer, question: Question, input: Input): string {
  switch (answer.kind) {
    case 'unknown':
      return '不知道'
    case 'yes-no':
      return yesNoLabel(question, answer.yes)
    case 'choice':
      return optionsText([answer.option], question, input)
    case 'many':
      return answer.options.size === 0 ? '都没有' : optionsText([...answer.options], question, input)
    case 'quantity':
      return `${isAbout(answer.range) ? '约' : ''}${written(answer.range, answer.unit)}`
  }
}

/** As the case is called, 只做一个省, where the option alone says too little without its question: 一个. */
export function choiceText(option: string, question: Question, input: Input): string {
  const named = input.type === 'choice' ? input.options.find(({ id }) => id === option)?.when : undefined
  return named ?? answerText({ kind: 'choice', option }, question, input)
}

/** What a button for yes or no says. */
export function yesNoLabel({ labels }: Question, yes: boolean): string {
  return yes ? (labels.get('yes') ?? '是') : (labels.get('no') ?? '否')
}

/** What a button for an option says: without what stands in brackets behind its name. */
export function optionLabel({ labels }: Question, { id, zh }: Choosing['options'][number]): string {
  return labels.get(id) ?? zh.replace(/（.*）$/, '')
}

/** In the order of the options, however they were chosen. */
function optionsText(chosen: readonly string[], question: Question, input: Input): string {
  const options = 'options' in input ? input.options : []
  const names = options.filter(({ id }) => chosen.includes(id)).map((option) => optionLabel(question, option))
  return names.join(names.some((name) => name.includes('、')) ? '；' : '、')
}

/** As wide as 左右 makes a value: nobody means ends like these to the step. */
function isAbout({ lo, hi }: Range): boolean {
  const meant = roughly(exactly((lo + hi) / 2n))
  return lo > 0n && lo < hi && meant.lo === lo && meant.hi === hi
}
