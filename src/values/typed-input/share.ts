import type { Range } from '../range.js'
import { applied } from './hedge.js'
import { bareField, typedMeasure, type End } from './measured.js'
import { numeral } from './numeral.js'
import { partsPerOne, spreadOf, type Spread } from './number.js'
import { ask, isProblem, refused, type Problem, type Typed } from './typed.js'

const subject = '外资|外方|持股|占股|占比|比例|股权|占'
const stepsPerPercent = 100n
const inWords: Readonly<Record<string, string>> = { 一半: '2分之1', 百分百: '1分之1', 百分之百: '1分之1' }

/** A share in percent: 30, 30%, 百分之三十, 三成, 一半, 三分之一. */
export function typedShare(text: string): Typed {
  const bare = bareField(text, subject)
  if ('kind' in bare) return bare
  const [, denominator, numerator] = /^(.+)分之(.+)$/.exec(inWords[bare.text] ?? bare.text) ?? []
  if (denominator === undefined || numerator === undefined)
    return typedMeasure(text, { unit: 'percent', subject, steps: stepsPerOne })
  const range = fraction(denominator, numerator)
  return isProblem(range) ? range : applied(range, 'percent', bare.hedges)
}

/** A third has no exact percentage: its range is the two hundredths of a percent around it. */
function fraction(denominator: string, numerator: string): Range | Problem {
  const parts = /^\d{1,6}$/.test(denominator) ? Number(denominator) : numeral(denominator)
  const taken = spreadOf(numerator)
  if (isProblem(taken)) return taken
  if (parts === undefined || parts === 0) return refused('unreadable')
  const whole = partsPerOne * BigInt(parts)
  const steps = 100n * stepsPerPercent
  return { lo: (taken.lo * steps) / whole, hi: (taken.hi * steps + whole - 1n) / whole }
}

function stepsPerOne({ sign, unit }: End, spread: Spread): bigint | Problem {
  if (sign !== '') return refused('unreadable')
  if (/^(?:%|个百分点|个点|percent)$/.test(unit)) return stepsPerPercent
  if (unit === '成') return 10n * stepsPerPercent
  if (unit !== '') return refused('unreadable')
  // 0.3 and 1 may be parts of one or percents.
  return spread.hi <= partsPerOne && spread.hi > 0n ? ask('fraction-or-percent') : stepsPerPercent
}
