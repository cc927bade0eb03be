import type { EntrySource as Entry } from '../../knowledge/entry.js'
import { figureText } from '../../knowledge/figures.js'
import type { Against, JudgedValue } from '../../knowledge/judge/judge.js'
import type { AskedAs } from '../../knowledge/judge/words.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { inDays, measureOf } from '../../knowledge/condition/measure.js'
import type { State } from '../../knowledge/condition/state-of.js'
import { dayNumber, type CivilDate } from '../../values/civil-date.js'
import { exactly, type Range } from '../../values/range.js'
import { written } from '../../values/written.js'

/** Yes or no about a value, in the words in which it was asked. */
const answerWords: Readonly<Record<AskedAs, Readonly<Record<State, string>>>> = {
  enough: { met: '够', unmet: '不够', unknown: '说不准' },
  fine: { met: '可以', unmet: '不行', unknown: '说不准' },
  'in-time': { met: '来得及', unmet: '来不及', unknown: '说不准' },
  late: { met: '不晚', unmet: '晚了', unknown: '说不准' },
}

/** The first line: whether the value will do, and how far it is from the figure. */
export function judgedVerdict(judged: JudgedValue): string {
  if (judged.severity === 'practice') return practiceVerdict(judged)
  switch (judged.state) {
    case 'met':
      return `${answerWord(judged)}，${metBy(judged)}`
    case 'unmet':
      return `${answerWord(judged)}，${missedBy(judged)}`
    case 'unknown':
      return unknownVerdict(judged)
  }
}

/** In the place of a verdict on a sum that is not in yuan: rates change, and a guessed one could turn the verdict. */
export function foreignSumText(said: string): string {
  return `${said}是外币，这里只按人民币判断，请换算成人民币再问`
}

/** No practice decides: that the law has no figure is said first. */
function practiceVerdict(judged: JudgedValue): string {
  const {
    state,
    askedAs,
    against: [{ figure, gap }],
  } = judged
  const asked = figureText(figure)
  switch (state) {
    case 'met':
      return `${answerWords[askedAs].met}：法规没有写这个数，代办口径的${asked}也到了`
    case 'unmet':
      return `法规没有写这个数；按代办口径的${asked}，${gap === undefined ? '还不到' : `还差${written(gap.range, gap.unit)}`}`
    case 'unknown':
      return `法规没有写这个数；代办口径是${asked}，${valueText(judged)}说不准`
  }
}

const answerWord = ({ askedAs, state }: JudgedValue): string => answerWords[askedAs][state]

function metBy({ against, left }: JudgedValue): string {
  const [first, ...others] = against
  if (others.length > 0) return `最高的${figureText(byValue(against).at(-1) ?? first.figure)}也到了`
  const { figure, gap, operator } = first
  const asked = figureText(figure)
  if (figure.unit === 'month-day') return `没有过${asked}`
  if (isCeiling(operator)) return `没有超过${asked}`
  if (gap === undefined) return `到了${asked}`
  if (gap.range.hi === 0n) return `正好${asked}`
  if (gap.range.lo !== gap.range.hi && left === undefined) return `超过${asked}`
  return left === undefined ? `比${asked}还多${gapText(gap)}` : `比要求的${asked}还多${gapText(gap)}`
}

function missedBy({ against, left }: JudgedValue): string {
  const [first, ...others] = against
  if (others.length > 0) return `最低的${figureText(byValue(against)[0] ?? first.figure)}也不到`
  const { figure, gap, operator } = first
  const asked = figureText(figure)
  if (figure.unit === 'month-day') return `过了${asked}`
  if (left !== undefined && left.hi < 0n) return `已经过了${written({ lo: -left.hi, hi: -left.lo }, 'day')}`
  if (gap === undefined) return isCeiling(operator) ? `超过了${asked}` : `不到${asked}`
  return isCeiling(operator) ? `比${asked}多了${gapText(gap)}` : `还差${gapText(gap)}`
}

const isCeiling = (operator: Against['operator']): boolean => operator === '<=' || operator === '<'
const gapText = ({ range, unit }: NonNullable<Against['gap']>): string => written(range, unit)

const byValue = (against: JudgedValue['against']): readonly Against['figure'][] =>
  against.map(({ figure }) => figure).toSorted((a, b) => Number(a.value) - Number(b.value))

/** What it depends on: on a case that was left open, or on the value itself. */
function unknownVerdict(judged: JudgedValue): string {
  const { cases, against } = judged
  if (cases.length > 0) return casesText(judged)
  const [{ figure }] = against
  const value = valueText(judged)
  if (figure.unit === 'month-day') return `说不准：${value}，要看过没过${figureText(figure)}`
  if (isVagueInDays(judged)) return `说不准：${value}是${daysText(judged)}，要满${figureText(figure)}`
  return `说不准：${value}，要看到没到${figureText(figure)}`
}

/** 只做一个省够，跨省或全国不够. */
function casesText({ cases, askedAs }: JudgedValue): string {
  const outcomes = cases.map(({ when, state, free }) => ({
    when,
    comes: free ? '没有这个限制' : answerWords[askedAs][state],
  }))
  const distinct = [...new Set(outcomes.map(({ comes }) => comes))]
  return distinct
    .map((comes) => {
      const when = outcomes.filter((one) => one.comes === comes).map((one) => one.when)
      return `${when.join('或')}${comes}`
    })
    .join('，')
}

/** The second line: both values, and where the figure stands. */
export function judgedComparison(judged: JudgedValue, { entry, knowledge, asOf }: Told): string {
  const sources = judged.against.map(({ figure }) => sourceText(figure, knowledge))
  const figures = judged.against.map(({ figure }, at) => {
    const source = sources.slice(at + 1).includes(sources[at] ?? '') ? '' : `，出自${sources[at] ?? ''}`
    return `${figure.name}：${figureText(figure)}${source}`
  })
  const { input, left } = judged
  const isOneOfMany = entry.blocks === 'application' && input !== undefined && left === undefined
  const rest = isOneOfMany ? `这里只看${input.zh}。` : ''
  return `${saidText(judged, asOf)}。${figures.join('；')}。${rest}`
}

interface Told {
  readonly entry: Entry
  readonly knowledge: Knowledge
  readonly asOf: CivilDate
}

function saidText(judged: JudgedValue, asOf: CivilDate): string {
  const { input, left, quantity } = judged
  if (input === undefined) return `你说的时间是${quantity.said}`
  const value = `${input.zh}：你说的是${left === undefined || isDate(judged) ? '' : '还有'}${valueText(judged)}`
  if (isVagueInDays(judged)) return `${value}，就是${daysText(judged)}`
  return left !== undefined && isDate(judged) ? `${value}，${daysUntil(left, asOf)}` : value
}

function daysUntil(left: Range, asOf: CivilDate): string {
  const days =
    left.hi < 0n ? `已经过了${written({ lo: -left.hi, hi: -left.lo }, 'day')}` : `还有${written(left, 'day')}`
  return `按${written(exactly(dayNumber(asOf)), 'date')}算${days}`
}

/** As exact as it was said, never rounded; a month without a year as it was typed. */
const valueText = ({ input, unit, quantity: { range, about, said } }: JudgedValue): string =>
  input === undefined ? said : written(range, unit, about)

const isDate = ({ unit }: JudgedValue): boolean => unit === 'date'

/** Months, judged by a figure in days: nobody said which months. */
const isVagueInDays = ({ unit, against: [{ figure }] }: JudgedValue): boolean =>
  (unit === 'month' || unit === 'year') && figure.unit === 'day'

const daysText = ({ unit, quantity }: JudgedValue): string =>
  written(inDays(measureOf(unit, quantity.range)), 'day')

function sourceText({ source, article = '' }: Against['figure'], { sources }: Knowledge): string {
  const known = sources.get(source)
  return `${known?.short ?? known?.name ?? ''}${article}`
}

/** For operators and editors: what the value was taken for, what it was held against, and how that came out. */
export function judgedText({ input, against, state, ...judged }: JudgedValue): string {
  const figures = against.map(({ figure, operator }) => `${operator} ${figure.id}（${figureText(figure)}）`)
  const value = valueText({ input, against, state, ...judged })
  return `${input?.id ?? '今天'} ${value} ${figures.join('，')}：${stateNames[state]}`
}

const stateNames: Readonly<Record<State, string>> = { met: '符合', unmet: '不符合', unknown: '说不准' }
