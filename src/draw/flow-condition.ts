import type { Flow } from '../interview/flow/flow.js'
import type { Condition, Leaf } from '../knowledge/condition/condition.js'
import type { Inputs } from '../knowledge/condition/inputs.js'
import type { Operator } from '../knowledge/condition/measure.js'
import { figureOn, figureText, type Figures } from '../knowledge/figures.js'
import type { CivilDate } from '../values/civil-date.js'
import type { FigureId, InputId } from '../values/ids.js'

/** What a condition reads its answers from. */
export interface Reading {
  readonly flow: Flow
  readonly inputs: Inputs
  readonly figures: Figures
  readonly asOf: CivilDate
}

/** A condition as an editor reads it beside its question: 第3题答“一个”，且第7题答“没有”. */
export function conditionWords(condition: Condition, reading: Reading): string {
  switch (condition.kind) {
    case 'both':
      return [condition.left, condition.right].map((one) => within(one, 'either', reading)).join('，且')
    case 'either':
      return [condition.left, condition.right].map((one) => within(one, 'both', reading)).join('，或')
    case 'not':
      return notWords(condition.of, reading)
    case 'if': {
      const [test, then, otherwise] = [condition.test, condition.then, condition.otherwise].map((one) =>
        conditionWords(one, reading),
      )
      return `${test ?? ''}的话，${then ?? ''}；否则，${otherwise ?? ''}`
    }
    default:
      return leafWords(condition, true, reading)
  }
}

/** In brackets where it would be read otherwise without. */
function within(one: Condition, loose: Condition['kind'], reading: Reading): string {
  const words = conditionWords(one, reading)
  return one.kind === loose || one.kind === 'if' ? `（${words}）` : words
}

function notWords(of: Condition, reading: Reading): string {
  if (of.kind === 'not') return conditionWords(of.of, reading)
  const isLeaf = of.kind === 'yes' || of.kind === 'option' || of.kind === 'compare'
  return isLeaf ? leafWords(of, false, reading) : `不是（${conditionWords(of, reading)}）`
}

function leafWords(leaf: Leaf, holds: boolean, reading: Reading): string {
  switch (leaf.kind) {
    case 'yes':
      return `${placeWords(leaf.input, reading)}答“${yesNoWords(leaf.input, holds, reading)}”`
    case 'option':
      return `${placeWords(leaf.input, reading)}${holds ? '' : '没'}答“${optionWords(leaf, reading)}”`
    case 'compare':
      return `${comparedWords(leaf.what, reading)}${operatorWords[holds ? leaf.operator : opposite[leaf.operator]]}${boundWords(leaf.with, reading)}`
  }
}

const placeWords = (input: InputId, { flow }: Reading): string =>
  `第${flow.questions.findIndex((question) => question.input === input) + 1}题`

function yesNoWords(input: InputId, yes: boolean, { flow }: Reading): string {
  const labels = flow.questions.find((question) => question.input === input)?.labels
  return labels?.get(yes ? 'yes' : 'no') ?? (yes ? '是' : '否')
}

function optionWords(
  { input, option }: Extract<Leaf, { kind: 'option' }>,
  { flow, inputs }: Reading,
): string {
  const asked = inputs.get(input)
  const named = asked !== undefined && 'options' in asked ? asked.options : []
  const label = flow.questions.find((question) => question.input === input)?.labels.get(option)
  return label ?? named.find(({ id }) => id === option)?.zh.replace(/（.*）$/, '') ?? option
}

type Compared = Extract<Leaf, { kind: 'compare' }>

function comparedWords(what: Compared['what'], reading: Reading): string {
  switch (what.kind) {
    case 'today':
      return '今天'
    case 'quantity':
      return placeWords(what.input, reading)
    case 'days-until':
      return `离${placeWords(what.input, reading)}的日子`
  }
}

const operatorWords: Readonly<Record<Operator, string>> = {
  '<': '小于',
  '<=': '不大于',
  '>': '大于',
  '>=': '不小于',
  '==': '等于',
  '!=': '不等于',
}

const opposite: Readonly<Record<Operator, Operator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
}

const boundWords = (bound: Compared['with'], reading: Reading): string =>
  bound.kind === 'none' ? '零' : figureWords(bound.id, reading)

function figureWords(id: FigureId, { figures, asOf }: Reading): string {
  const figure = figureOn(figures, id, asOf)
  return figure === undefined ? id : figureText(figure)
}
