import type { Question } from '../../../interview/flow/flow.js'
import type { Implausible } from '../../../interview/said/plausible.js'
import type { AskBackReason, NoAnswerReason } from '../../../interview/said/typed.js'
import type { Choosing, Input } from '../../../knowledge/condition/inputs.js'
import { written } from '../../../values/written.js'
import { optionLabel, yesNoLabel } from './answer.js'
import { exampleOf, howToAnswer, howToAnswerBriefly } from './example.js'

/** Asks for what is missing to an answer, with an example that this question takes. */
export function askBackText(why: AskBackReason, question: Question, input: Input): string {
  const example = `例如“${exampleOf(question, input, 'long')}”。`
  switch (why) {
    case 'which-unit':
      return `${unitAsked(input)}连单位一起打，${example}`
    case 'which-option':
      return whichText(question, input)
    case 'not-yet':
      return `${input.type === 'yes-no' ? `现在是${eitherLabel(question)}？` : ''}正在办的先算没有。`
    case 'not-sure':
      return `是确定的吗？确定就直接打，${example}说不准就答“不知道”。`
    case 'how-many':
      return `大约是多少？打一个数，或一段范围，${example}`
    case 'which-one':
      return `只能记一个。打其中一个，或一段范围，${example}`
    case 'foreign-currency':
    case 'local-unit':
    case 'zero-or-unknown':
    case 'fraction-or-percent':
    case 'working-days':
    case 'which-year':
    case 'which-month':
    case 'which-day':
    case 'day-or-month':
    case 'lunar-calendar':
      return `${askedBack[why]}${example}`
  }
}

type Plain = Exclude<
  AskBackReason,
  'which-unit' | 'which-option' | 'not-yet' | 'not-sure' | 'how-many' | 'which-one'
>

const askedBack: Readonly<Record<Plain, string>> = {
  'foreign-currency': '这一题按人民币算，请折成人民币再打，',
  'local-unit': '请换成平方米再打，',
  'zero-or-unknown': '是零，还是不知道？零就打 0，不知道就打“不知道”；有就打数，',
  'fraction-or-percent': '是百分之几？请带上百分号，',
  'working-days': '工作日要对着日历才知道是几天。请换成自然日，',
  'which-year': '是哪一年？连年份一起打，',
  'which-month': '是哪年哪月？请打全，',
  'which-day': '是哪一天？请打全，',
  'day-or-month': '前面那个数是月还是日？请按年月日打，',
  'lunar-calendar': '请换成公历，',
}

function unitAsked(input: Input): string {
  if (input.type !== 'quantity') return ''
  switch (input.unit) {
    case 'yuan':
      return '是元还是万元？'
    case 'day':
    case 'month':
    case 'year':
      return '说的是一段时间，还是某年某月？'
    case 'square-metre':
    case 'percent':
    case 'person':
    case 'seat':
    case 'item':
    case 'date':
      return '单位和这一题对不上。'
  }
}

const eitherLabel = (question: Question): string =>
  `“${yesNoLabel(question, true)}”还是“${yesNoLabel(question, false)}”`

const mostListed = 7

function whichText(question: Question, input: Input): string {
  if (input.type === 'yes-no') return `是${eitherLabel(question)}？`
  if (!('options' in input) || input.options.length > mostListed)
    return `是哪一个？${howToAnswer(question, input)}`
  return `是哪一个？请打全名：${namesOf(question, input)}。`
}

const namesOf = (question: Question, { options }: Choosing): string =>
  options.map((option) => optionLabel(question, option)).join('；')

/**
 * Says why nothing was filled, and what to type instead: the first time with an example, the second with a shorter one.
 * From the third on it offers the ways out.
 */
export function refusedText(why: NoAnswerReason, question: Question, input: Input, times: number): string {
  if (times >= 3) return '还是没读懂。可以答“不知道”，先往下走；也可以找人问清楚再来。'
  if (times === 2) return `还是没读懂。${howToAnswerBriefly(question, input)}`
  return `${refusalText(why, input)}${howToAnswer(question, input)}不知道就打“不知道”。`
}

function refusalText(why: NoAnswerReason, input: Input): string {
  const isDate = input.type === 'quantity' && input.unit === 'date'
  const isMoney = input.type === 'quantity' && input.unit === 'yuan'
  switch (why) {
    case 'no-number':
      return isDate ? '这句里没有日期。' : '这句里没有数。'
    case 'not-whole':
      return isMoney ? '金额最小到分。' : '要整数。'
    case 'unreadable':
      return '没读懂。'
    case 'negative':
      return '不会是负数。'
    case 'too-large':
      return '这个数太大了，请再看一眼。'
    case 'not-a-day':
      return '日历上没有这一天。'
    case 'backwards':
      return '前后反了，前一个比后一个大。'
    case 'no-option':
      return '没对上选项。'
    case 'question':
      return '这句像是在提问，没有记成答案。'
  }
}

/** Asks whether that is really meant, as it was read. */
export function implausibleText(odd: Implausible): string {
  const read = `我记成${written(odd.said.range, odd.said.unit)}`
  switch (odd.kind) {
    case 'above-answer':
      return `${read}，比前面答的${written(odd.other.range, odd.other.unit)}还多，是这样吗？`
    case 'too-little':
      return `${read}，好像太少了，是这样吗？`
    case 'too-much':
      return `${read}，好像太多了，是这样吗？`
    case 'far-day':
      return `${read}，年份对吗？`
  }
}
