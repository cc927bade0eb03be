import type { ASTNode } from '@marcbachmann/cel-js'
import type { InputId } from '../../values/ids.js'
import { boundNamed, namedInput, pathOf, unusable, type ConditionFault, type Names } from './names.js'
import type { Bound, Compared, Comparison } from './condition.js'
import { comparable, countedIn, operators, type Measure, type Operator } from './measure.js'

type ReadComparison =
  | { readonly ok: true; readonly condition: Comparison }
  | { readonly ok: false; readonly faults: readonly ConditionFault[] }

type Comparing = Extract<ASTNode, { op: Operator }>

/** Whether a node compares two sides. */
export function isComparing(node: ASTNode): node is Comparing {
  return operators.some((operator) => operator === node.op)
}

type Side =
  | { readonly kind: 'value'; readonly what: Compared; readonly unit: Measure['unit'] }
  | { readonly kind: 'bound'; readonly bound: Bound; readonly unit: Measure['unit'] | undefined }
  | { readonly kind: 'fault'; readonly fault: ConditionFault }

const mirrored: Readonly<Record<Operator, Operator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
}

/** A quantity compared with a figure, whichever of them is written first. */
export function readComparison(node: Comparing, names: Names): ReadComparison {
  const [left, right] = [sideOf(node.args[0], names), sideOf(node.args[1], names)]
  const faults = [left, right].flatMap((side) => (side.kind === 'fault' ? [side.fault] : []))
  if (faults.length > 0) return wrong(...faults)
  if (left.kind === 'value' && right.kind === 'bound') return compare(node, left, right, node.op)
  if (left.kind === 'bound' && right.kind === 'value') return compare(node, right, left, mirrored[node.op])
  return wrong({
    at: node.start,
    message: '两边要一边是公司的情况，一边是数字',
    remedy: '例如 capital >= figure.capital.nationwide',
  })
}

function compare(
  node: Comparing,
  { what, unit }: Extract<Side, { kind: 'value' }>,
  { bound, unit: boundUnit }: Extract<Side, { kind: 'bound' }>,
  operator: Operator,
): ReadComparison {
  const fits =
    bound.kind === 'none' ? unit !== 'date' : boundUnit !== undefined && comparable(unit, boundUnit)
  const condition: Comparison = { kind: 'compare', what, operator, with: bound }
  if (fits) return { ok: true, condition }
  const sides = node.args.map((side) => (pathOf(side) ?? ['0']).join('.')).join(' 和 ')
  return wrong({
    at: node.start,
    message: `${sides} 的单位不同，不能比`,
    remedy: '元比元、天数比天数；离某天还有几天写 licence_expiry - today',
  })
}

function sideOf(node: ASTNode, names: Names): Side {
  if (node.op === '-') return daysUntil(node, names)
  if (node.op === 'value' && node.args === 0n)
    return { kind: 'bound', bound: { kind: 'none' }, unit: undefined }
  const path = pathOf(node)
  if (path === undefined) return { kind: 'fault', fault: unusable(node) }
  if (path[0] === 'figure') return boundNamed(path, node.start, names)
  if (path.join('.') === 'today') return { kind: 'value', what: { kind: 'today' }, unit: 'date' }
  return quantitySide(path, node, names)
}

function quantitySide(path: readonly string[], node: ASTNode, names: Names): Side {
  const found = namedInput(path, node.start, names)
  if (!found.ok) return { kind: 'fault', fault: found.fault }
  const { input } = found
  if (input.type === 'quantity')
    return {
      kind: 'value',
      what: { kind: 'quantity', input: input.id },
      unit: countedIn(input.unit),
    }
  const said = path.join('.')
  return {
    kind: 'fault',
    fault: { at: node.start, message: `${said} 不是数量，不能比较`, remedy: `直接写 ${said}，或 !${said}` },
  }
}

/** `licence_expiry - today`: the days left until a date. The only sum there is. */
function daysUntil(node: Extract<ASTNode, { op: '-' }>, names: Names): Side {
  const [date, today] = node.args
  const input = pathOf(today)?.join('.') === 'today' ? dateInput(pathOf(date) ?? [], names) : undefined
  if (input !== undefined) return { kind: 'value', what: { kind: 'days-until', input }, unit: 'day' }
  return {
    kind: 'fault',
    fault: {
      at: node.start,
      message: '条件里只能用日期减 today',
      remedy: '编号里的连字符写成下划线，例如 figure.capital.payment_years；计算的结果写进 figures.yaml',
    },
  }
}

function dateInput(path: readonly string[], { inputs }: Names): InputId | undefined {
  const input = inputs.get(path.join('.'))
  return input?.type === 'quantity' && input.unit === 'date' ? input.id : undefined
}

const wrong = (...faults: readonly ConditionFault[]): ReadComparison => ({ ok: false, faults })
