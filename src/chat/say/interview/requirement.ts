import { isKnownOrAsked, type Judged } from '../../../interview/judged.js'
import { missedOf, type Missed, type Short } from '../../../interview/missed.js'
import type { Tested } from '../../../interview/result.js'
import { inputsRead } from '../../../knowledge/condition/condition.js'
import { figureText } from '../../../knowledge/figures.js'
import { figureMeasure } from '../../../knowledge/condition/measure.js'
import { dayNumber } from '../../../values/civil-date.js'
import type { InputId } from '../../../values/ids.js'
import { exactly } from '../../../values/range.js'
import { written } from '../../../values/written.js'
import { answeredText, figured, nameOf, sourceText, valueText } from './value.js'

/** One requirement in one line, as its state is; figures and answers in it, and its source where the law says it. */
export function requirementText(tested: Tested, judged: Judged): string {
  switch (tested.state) {
    case 'unmet':
      return tested.requirement.severity === 'practice'
        ? practiceText(tested, judged)
        : `${missedText(tested, judged)}${inBrackets(sourceOf(tested, judged))}`
    case 'unknown':
      return `${openText(tested, judged)}${inBrackets(sourceOf(tested, judged))}`
    case 'authority-decides':
      return `${tested.requirement.name}：${verdictOf(tested, judged)}`
    case 'met':
      return metText(tested, judged)
    case 'not-applicable':
      return `${tested.requirement.name}：用不上`
  }
}

/** What missed it and by how much; where no figure says how much, what to do. */
export function missedText(tested: Tested, judged: Judged): string {
  const missed = missedOf(tested, judged)
  return failuresOf(missed, judged).join('；')
}

function failuresOf({ by, short, lacks }: Missed, judged: Judged): readonly string[] {
  const compared = short.map((one) => shortText(one, judged))
  const rest = by.filter((input) => !short.some(({ what }) => what.kind !== 'today' && what.input === input))
  return [
    ...rest.map((input) => {
      const lacking = lacks.find((one) => one.input === input)
      const says =
        lacking === undefined ? answeredText(input, judged) : lackingText(input, lacking.options, judged)
      return `${says}${howText(input, judged)}`
    }),
    ...compared,
  ]
}

/** 有哪些制度：缺隐私保护制度 */
function lackingText(input: InputId, options: readonly string[], { knowledge, ...judged }: Judged): string {
  const asked = knowledge.inputs.get(input)
  const named = asked !== undefined && 'options' in asked ? asked.options : []
  const names = named.filter(({ id }) => options.includes(id)).map(({ zh }) => zh.replace(/（.*）$/, ''))
  return `${nameOf(input, { knowledge, ...judged })}：缺${names.join('、')}`
}

function howText(input: InputId, { flow }: Judged): string {
  const change = flow.questions.find((question) => question.input === input)?.change
  return change === undefined ? '' : `，要${change.how}`
}

/** 注册资本：500万元，要1000万元，差500万元 */
function shortText({ what, figure, gap, operator }: Short, judged: Judged): string {
  const asked = figureText(figure)
  if (what.kind === 'today') return `${figure.name}是${asked}，${pastText(figure, judged)}`
  const far = gap === undefined ? '' : written(gap.range, gap.unit)
  const said = answeredText(what.input, judged)
  if (what.kind === 'days-until') return `${said}，要提前${asked}${far === '' ? '' : `，差${far}`}`
  const isCeiling = operator === '<' || operator === '<='
  if (isCeiling) return `${said}，不能超过${asked}${far === '' ? '' : `，多了${far}`}`
  return `${said}，要${asked}${far === '' ? '' : `，差${far}`}`
}

function pastText(figure: Short['figure'], { asking: { asOf } }: Judged): string {
  const last = figureMeasure(figure, asOf)?.range.hi
  const today = dayNumber(asOf)
  return last === undefined || today <= last ? '还没到' : `已经过了${written(exactly(today - last), 'day')}`
}

/** 有资料称要5名，你有3名，差2名: practice has figures that no law has, and decides nothing. */
function practiceText(tested: Tested, judged: Judged): string {
  const { by, short, lacks } = missedOf(tested, judged)
  const [first] = short
  const contradicted = claimsOf(tested, judged).every(({ ruling }) => ruling === 'contradicted')
  const denied = contradicted ? '（法规没有这个要求）' : ''
  if (first !== undefined && first.what.kind !== 'today') {
    const far = first.gap === undefined ? '' : `，差${written(first.gap.range, first.gap.unit)}`
    return `${nameOf(first.what.input, judged)}：有资料称要${figureText(first.figure)}，现在${valueText(first.what.input, judged)}${far}${denied}`
  }
  return by
    .map((input) => {
      const lacking = lacks.find((one) => one.input === input)
      return lacking === undefined
        ? `${answeredText(input, judged)}（有资料称审核会看${denied === '' ? '' : '，法规没有这个要求'}）`
        : `${lackingText(input, lacking.options, judged)}（有资料称要）`
    })
    .join('；')
}

const claimsOf = ({ requirement: { entry } }: Tested, { knowledge }: Judged) => {
  const claims = knowledge.entries.get(entry)?.claims ?? []
  return claims.length === 0 ? [{ ruling: 'practice' as const }] : claims
}

/** 注册资本：不知道，看营业执照。 */
function openText({ open }: Tested, judged: Judged): string {
  return open.map((input) => lookUpText(input, judged)).join('；')
}

/** What is to be found out, and where. */
export function lookUpText(input: InputId, judged: Judged): string {
  const question = judged.flow.questions.find((one) => one.input === input)
  if (question === undefined) return nameOf(input, judged)
  if (!isKnownOrAsked(input, judged)) return `${nameOf(input, judged)}：还没问`
  return `${answeredText(input, judged)}，${figured(question.lookUp, judged).replace(/。$/, '')}`
}

function metText({ requirement: { met, name } }: Tested, judged: Judged): string {
  const read = met === undefined ? [] : inputsRead(met).filter((input) => judged.position.given.has(input))
  return read.length === 0 ? name : read.map((input) => answeredText(input, judged)).join('；')
}

function verdictOf({ requirement }: Tested, judged: Judged): string {
  return figured(judged.knowledge.entries.get(requirement.entry)?.verdict ?? '', judged)
}

const sourceOf = ({ requirement }: Tested, judged: Judged): string =>
  sourceText(judged.knowledge.entries.get(requirement.entry), judged)

/** A source that ends in a bracket of its own, 《…》（信管〔2020〕81号）, stands behind a dash. */
const inBrackets = (text: string): string =>
  text === '' ? '' : text.endsWith('）') ? `——${text}` : `（${text}）`
