import type { QuantityUnit, Range } from '../range.js'
import { applied, unhedged } from './hedge.js'
import { numeralSigns, partsPerOne, spreadBetween, spreadOf, vagueSigns, type Spread } from './number.js'
import { fieldText, isUnknown } from './spelling.js'
import { ask, isProblem, refused, type Problem, type Typed } from './typed.js'

/** One number with what stands around it: ¥, 1000万, 元. */
export interface End {
  readonly sign: string
  readonly number: string
  readonly unit: string
}

/** How the numbers of one kind are read. */
export interface Measure {
  readonly unit: Exclude<QuantityUnit, 'date'>
  /** What may stand in front: 注册资本, 场地. For a regular expression. */
  readonly subject: string
  /** How many steps one of what is written has, or why that cannot be said. */
  steps(end: End, spread: Spread): bigint | Problem
}

const numberSigns = `(?:[\\d,.${numeralSigns}${vagueSigns}点半]|个(?=[万亿])|kw|w(?![a-z])|k(?![a-z])|million|billion)+`
const end = new RegExp(`^(人民币|rmb|cny|¥)?(${numberSigns})(.*)$`)
const fillers = '我们?|咱们?|本?公司|这边|目前|现在|当前|一共|总共|共计?|合计|是|有|为|才|只|就|已经?|的|:|,'
/** 几个, 好几百, 上千万. */
export const nobodyCounts = /若干|一些|不少|很多|许多|好几|(?<![十\d])几|上[十百千万亿]|成[百千]|数[十百千万]/
const several = /或|和|、|还是|\//

/** The field without qualifying words; a problem or `unknown` where no value is left to be read. */
export function bareField(text: string, subject: string): ReturnType<typeof unhedged> | Typed {
  const field = fieldText(text)
  if (field.length > 60) return refused('unreadable')
  if (isUnknown(field)) return { kind: 'unknown' }
  const lead = new RegExp(`^(?:${fillers}|${subject})+`)
  const { text: bare, hedges } = unhedged(field.replace(lead, '').replace(/(?<=.)的$/, ''))
  const rest = bare.replace(lead, '')
  if (/^(?:一个[也都])?没有?(?:了|呢)?$|^无$/.test(rest)) return ask('zero-or-unknown')
  if (!new RegExp(`[\\d${numeralSigns}半几]`).test(rest) && !nobodyCounts.test(rest))
    return refused('no-number')
  if (/^[-负]/.test(rest)) return refused('negative')
  return { text: rest, hedges }
}

/** What was typed as a value of this kind, in steps of its unit. */
export function typedMeasure(text: string, measure: Measure): Typed {
  const bare = bareField(text, measure.subject)
  if ('kind' in bare) return bare
  const range = rangeOf(bare.text, measure)
  return isProblem(range) ? range : applied(range, measure.unit, bare.hedges)
}

function rangeOf(text: string, measure: Measure): Range | Problem {
  if (nobodyCounts.test(text)) return ask('how-many')
  const ends = text.split(/-+|~+|到|至/).map(endOf)
  const [first, second] = ends
  if (first === undefined || ends.length > 2) return refused('unreadable')
  if (ends.length === 2 && second === undefined) return refused('unreadable')
  return second === undefined ? oneRange(first, measure) : twoEnded(first, second, measure)
}

function endOf(text: string): End | undefined {
  const [, sign = '', number, unit = ''] = end.exec(text) ?? []
  return number === undefined ? undefined : { sign, number, unit }
}

function oneRange(end: End, measure: Measure): Range | Problem {
  if (several.test(end.unit) && /[\d一二三四五六七八九十]/.test(end.unit)) return ask('which-one')
  const spread = spreadOf(end.number)
  return isProblem(spread) ? spread : inSteps(spread, end, measure)
}

/** 80到100平: the first end may leave its unit to the second. */
function twoEnded(first: End, second: End, measure: Measure): Range | Problem {
  if (first.unit === '') {
    const spread = spreadBetween(first.number, second.number)
    return isProblem(spread)
      ? spread
      : inSteps(spread, { ...second, sign: first.sign + second.sign }, measure)
  }
  const [lower, upper] = [oneRange(first, measure), oneRange(second, measure)]
  if (isProblem(lower)) return lower
  if (isProblem(upper)) return upper
  return lower.lo > upper.hi ? refused('backwards') : { lo: lower.lo, hi: upper.hi }
}

function inSteps(spread: Spread, end: End, measure: Measure): Range | Problem {
  const steps = measure.steps(end, spread)
  return typeof steps === 'bigint' ? wholeSteps(spread, steps) : steps
}

/** The whole steps within a spread; there are none in 2.5 persons. */
function wholeSteps({ lo, hi }: Spread, steps: bigint): Range | Problem {
  const range = { lo: (lo * steps + partsPerOne - 1n) / partsPerOne, hi: (hi * steps) / partsPerOne }
  return range.lo > range.hi ? refused('not-whole') : range
}
