import type { ASTNode } from '@marcbachmann/cel-js'
import type { Bound } from './condition.js'
import type { FigureSource } from '../entry.js'
import { nearest } from '../fault.js'
import type { Figures } from '../figures.js'
import type { Input, Inputs } from './inputs.js'
import { unitOf, type Measure } from './measure.js'

/** Something wrong in the text of a condition, `at` characters from its start. */
export interface ConditionFault {
  readonly at: number
  readonly message: string
  readonly remedy: string
}

/** What a condition may name, by the name it has there. */
export interface Names {
  readonly inputs: ReadonlyMap<string, Input>
  readonly figures: ReadonlyMap<string, Pick<FigureSource, 'id' | 'unit'>>
}

export function namesOf(inputs: Inputs, figures: Figures): Names {
  return {
    inputs: new Map([...inputs.values()].map((input) => [nameOf(input.id), input])),
    figures: new Map([...figures.values()].flat().map((figure) => [nameOf(figure.id), figure])),
  }
}

/**
 * An id as CEL can write it: `capital.payment-years` is `capital.payment_years`, and a part that begins with a digit
 * gets a low line before it. Ids hold no low line, so no two ids share a name.
 */
export function nameOf(id: string): string {
  return id
    .split('.')
    .map((part) => (/^\d/.test(part) ? '_' : '') + part.replaceAll('-', '_'))
    .join('.')
}

/** The parts of a dotted name; undefined for any other expression. */
export function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args]
  if (node.op !== '.') return undefined
  const before = pathOf(node.args[0])
  return before && [...before, node.args[1]]
}

export type NamedInput =
  | { readonly ok: true; readonly input: Input; readonly option: string | undefined }
  | { readonly ok: false; readonly fault: ConditionFault }

/** The input a name stands for, with the option behind it where the input has options. */
export function namedInput(path: readonly string[], at: number, { inputs, figures }: Names): NamedInput {
  const [first = '', ...rest] = path
  const input = inputs.get(first)
  if (input === undefined) {
    return missing(
      at,
      `没有叫 ${first} 的输入`,
      nearest(first, ['today', ...inputs.keys()]),
      '先在 inputs.yaml 添加它',
    )
  }
  if ('options' in input) return namedOption(input, rest, at)
  if (rest.length === 0) return { ok: true, input, option: undefined }
  const meant = figures.has(path.join('.')) ? `figure.${path.join('.')}` : first
  return missing(at, `${first} 没有选项 ${rest.join('.')}`, meant, '')
}

function namedOption(
  input: Extract<Input, { options: unknown }>,
  rest: readonly string[],
  at: number,
): NamedInput {
  const name = nameOf(input.id)
  const said = rest.join('.')
  const option = input.options.find(({ id }) => nameOf(id) === said)
  if (option !== undefined) return { ok: true, input, option: option.id }
  const known = input.options.map(({ id }) => nameOf(id))
  const meant = nearest(said, known)
  const choices = `选项有 ${known.map((one) => `${name}.${one}`).join('、')}`
  const message = said === '' ? `${name} 要写出哪个选项` : `${name} 没有选项 ${said}`
  return missing(at, message, meant && `${name}.${meant}`, choices)
}

function missing(at: number, message: string, meant: string | undefined, otherwise: string): NamedInput {
  return {
    ok: false,
    fault: { at, message, remedy: meant === undefined ? otherwise : `是不是想写 ${meant}` },
  }
}

type FigureSide =
  | { readonly kind: 'bound'; readonly bound: Bound; readonly unit: Measure['unit'] }
  | { readonly kind: 'fault'; readonly fault: ConditionFault }

/** The figure a name such as `figure.capital.nationwide` stands for. */
export function boundNamed(path: readonly string[], at: number, { figures }: Names): FigureSide {
  const said = path.slice(1).join('.')
  const figure = figures.get(said)
  if (figure === undefined) return { kind: 'fault', fault: noFigure(said, at, figures) }
  const { id, unit: counted } = figure
  const unit = unitOf(counted)
  if (unit !== undefined) return { kind: 'bound', bound: { kind: 'figure', id }, unit }
  const message = `${path.join('.')} 按 ${counted} 计，条件里比不了`
  return {
    kind: 'fault',
    fault: { at, message, remedy: '只能比金额、面积、比例、人数、座席数、项数、天数、月数、年数和日子' },
  }
}

function noFigure(said: string, at: number, figures: Names['figures']): ConditionFault {
  const meant = nearest(said, figures.keys())
  return {
    at,
    message: `没有叫 ${said} 的数字`,
    remedy: meant === undefined ? '先在 figures.yaml 添加它' : `是不是想写 figure.${meant}`,
  }
}

/** What has no place in a condition. */
export function unusable(node: ASTNode): ConditionFault {
  const at = node.start
  const piece = node.input.slice(node.start, node.end)
  if (node.op !== 'value')
    return { at, message: `条件里不能用 ${piece}`, remedy: '只用 && || ! ?: 和比较；再复杂就拆成两个条目' }
  if (typeof node.args === 'string')
    return {
      at,
      message: `条件里不能直接写文字 ${piece}`,
      remedy: '写 inputs.yaml 里的选项，例如 coverage.one_province',
    }
  return {
    at,
    message: `条件里不能直接写 ${piece}`,
    remedy: '数字写进 figures.yaml，这里写 figure.编号；只有 0 可以直接写',
  }
}
