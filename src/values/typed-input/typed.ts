import type { QuantityUnit, Range } from '../range.js'

/** What cannot be taken as it stands but is settled by one more question. */
export const askReasons = [
  'which-unit', // 1000: 元 or 万元? 3月: March or three months?
  'foreign-currency',
  'local-unit', // 亩, 坪, 平方尺
  'how-many', // 几百万, 十来个, 上千万
  'which-one', // 500万或800万
  'not-sure', // 可能500万
  'zero-or-unknown', // 没有
  'fraction-or-percent', // 0.3
  'working-days', // 90个工作日: no number of days without a calendar
  'which-year',
  'which-month',
  'which-day', // 下周三, 年前
  'day-or-month', // 03/04/2027
  'lunar-calendar',
] as const
export type AskReason = (typeof askReasons)[number]

/** What is no answer of this kind. */
export const refusalReasons = [
  'no-number',
  'unreadable',
  'negative',
  'too-large',
  'not-whole', // 2.5个人, 0.001元
  'not-a-day', // 2027-02-29
  'backwards', // 8到5人
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export interface Value {
  readonly kind: 'value'
  /** As typed: 3个月 stays months even where days were asked. */
  readonly unit: QuantityUnit
  readonly range: Range
  /** 左右, 大约: the range is ten percent wide to each side. */
  readonly about?: true
}
export interface Asked {
  readonly kind: 'ask'
  readonly why: AskReason
}
export interface Refused {
  readonly kind: 'refused'
  readonly why: RefusalReason
}
export type Problem = Asked | Refused

/** What somebody typed into a question for one value. What two readers would read differently is never a value. */
export type Typed = Value | { readonly kind: 'unknown' } | Problem

export const ask = (why: AskReason): Asked => ({ kind: 'ask', why })
export const refused = (why: RefusalReason): Refused => ({ kind: 'refused', why })

export function isProblem(read: object): read is Problem {
  return 'why' in read
}
