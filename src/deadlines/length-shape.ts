import * as z from 'zod'
import { id } from '../knowledge/shapes.js'
import { figureId, type FigureId } from '../values/ids.js'
import type { Span } from './rule.js'
import type { Misfit } from './ways.js'

/** A length as written: our own, or the law's by the name of its figure. */
export type Length =
  | { readonly kind: 'own'; readonly span: Span }
  | { readonly kind: 'figure'; readonly figure: FigureId; readonly before: boolean }

export const whole = z.number().refine(Number.isInteger, '写整数')

const ownKeys = ['days', 'workingDays', 'hours', 'months', 'years'] as const
export const lengthKeys = ['figure', ...ownKeys] as const

/** The keys of which one says how long. */
export const lengths = {
  figure: id.transform(figureId).exactOptional().describe('法规的时间：figures.yaml 里的编号'),
  days: whole.exactOptional().describe('自然日'),
  workingDays: whole.exactOptional().describe('工作日'),
  hours: whole.exactOptional(),
  months: whole.exactOptional(),
  years: whole.exactOptional(),
}

export type Lengths = { readonly [Key in keyof typeof lengths]?: z.output<(typeof lengths)[Key]> }

const units = {
  days: 'day',
  workingDays: 'working-day',
  hours: 'hour',
  months: 'month',
  years: 'year',
} as const

/** With no length at all it is the very day. */
export function lengthOf(row: Lengths, before: boolean): Length {
  if (row.figure !== undefined) return { kind: 'figure', figure: row.figure, before }
  const key = ownKeys.find((unit) => row[unit] !== undefined) ?? 'days'
  const amount = row[key] ?? 0
  return { kind: 'own', span: { unit: units[key], amount: before ? -amount : amount } }
}

/** Where a length is needed there is exactly one. */
export function lengthMisfits(row: Lengths): readonly Misfit[] {
  const [length, ...more] = lengthKeys.filter((key) => row[key] !== undefined)
  if (length === undefined) return [{ message: `还要写多久：${lengthKeys.join('、')} 中的一个` }]
  return more.map((key) => ({ key, message: `已经写了 ${length}，不再写 ${key}` }))
}
