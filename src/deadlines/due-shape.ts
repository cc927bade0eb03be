import * as z from 'zod'
import { day, id } from '../knowledge/shapes.js'
import { civilDate, type CivilDate } from '../values/civil-date.js'
import { eventKind, figureId, type EventKind, type FigureId } from '../values/ids.js'
import { lengthKeys, lengthMisfits, lengthOf, lengths, type Length, type Lengths } from './length-shape.js'
import type { MonthDay } from './rule.js'
import { lacks, misfits, tell, type Misfit, type Ways } from './ways.js'

/** When a deadline falls, as written. */
export type DueSource =
  | CountedSource
  | { readonly kind: 'earliest'; readonly of: readonly CountedSource[] }
  | WindowSource
  | { readonly kind: 'date'; readonly on: CivilDate }
  | { readonly kind: 'named'; readonly by: EventKind; readonly named: EventKind; readonly fallback?: Simple }
  | { readonly kind: 'recurring' }

export interface CountedSource {
  readonly kind: 'counted'
  readonly from: EventKind
  readonly length: Length
}

export interface WindowSource {
  readonly kind: 'window'
  readonly opens: Edge
  readonly closes: Edge
}

type Simple = CountedSource | WindowSource

/** A day of every year as written: typed, or the law's by the name of its figure. */
export type Edge =
  { readonly kind: 'own'; readonly on: MonthDay } | { readonly kind: 'figure'; readonly figure: FigureId }

/** A leap day is no day of every year. */
export const isMonthDay = (text: string): text is MonthDay => civilDate(`2027-${text}`) !== undefined

const edge = z
  .string()
  .min(1)
  .transform((text): Edge =>
    isMonthDay(text) ? { kind: 'own', on: text } : { kind: 'figure', figure: figureId(text) },
  )

const kind = id.transform(eventKind)

const countedShape = {
  before: kind.exactOptional().describe('在这件事以前多久'),
  after: kind.exactOptional().describe('在这件事以后多久'),
  on: kind.exactOptional().describe('就在这件事的当天'),
  ...lengths,
}
const countedWays: Ways = { before: lengthKeys, after: lengthKeys, on: [] }

interface CountedRow extends Lengths {
  readonly before?: EventKind
  readonly after?: EventKind
  readonly on?: EventKind
}

const simpleShape = {
  ...countedShape,
  opens: edge.exactOptional().describe('每年从哪天起，例如 01-01'),
  closes: edge.exactOptional().describe('到哪天止：figures.yaml 里的编号；不是法规的才直接写日子'),
}
const simpleWays: Ways = { ...countedWays, opens: ['closes'] }

interface SimpleRow extends CountedRow {
  readonly opens?: Edge
  readonly closes?: Edge
}

const dueWays: Ways = { ...simpleWays, earliest: [], date: [], named: ['by', 'fallback'], recurring: [] }

interface DueRow extends SimpleRow {
  readonly earliest?: readonly CountedSource[]
  readonly date?: CivilDate
  readonly named?: EventKind
  readonly by?: EventKind
  readonly fallback?: Simple
  readonly recurring?: true
}

const counted = z
  .strictObject(countedShape)
  .transform((row, context) =>
    tell(context, simpleMisfits(row, countedWays)) ? z.NEVER : (countedOf(row) ?? z.NEVER),
  )

const simple = z
  .strictObject(simpleShape)
  .transform((row, context) =>
    tell(context, simpleMisfits(row, simpleWays)) ? z.NEVER : (simpleOf(row) ?? z.NEVER),
  )

/** One of the ways to say when a deadline falls. */
export const due = z
  .strictObject({
    ...simpleShape,
    earliest: z.array(counted).min(2).exactOptional().describe('几个里面最早的'),
    date: day.exactOptional().describe('所有人的同一天'),
    named: kind.exactOptional().describe('以哪件事的日子为准，例如通知书写的截止日'),
    by: kind.exactOptional().describe('收到了什么，才有这个期限'),
    fallback: simple.exactOptional().describe('通知没有写日子时暂按哪天'),
    recurring: z.literal(true).exactOptional().describe('没有截止日，按日历反复提醒'),
  })
  .transform((row, context) => (tell(context, dueMisfits(row)) ? z.NEVER : (dueOf(row) ?? z.NEVER)))

function dueMisfits(row: DueRow): readonly Misfit[] {
  const found = misfits(row, dueWays)
  if (found.length > 0 || row.earliest !== undefined || row.date !== undefined || row.recurring) return found
  return row.named === undefined ? simpleMisfits(row, dueWays) : lacks(row, 'by', 'named')
}

function simpleMisfits(row: SimpleRow, ways: Ways): readonly Misfit[] {
  const found = misfits(row, ways)
  if (found.length > 0 || row.on !== undefined) return found
  return row.opens === undefined ? lengthMisfits(row) : lacks(row, 'closes', 'opens')
}

function dueOf({ earliest, date, named, by, fallback, recurring, ...row }: DueRow): DueSource | undefined {
  if (earliest !== undefined) return { kind: 'earliest', of: earliest }
  if (date !== undefined) return { kind: 'date', on: date }
  if (recurring) return { kind: 'recurring' }
  if (named === undefined || by === undefined) return simpleOf(row)
  return { kind: 'named', by, named, ...(fallback === undefined ? {} : { fallback }) }
}

function simpleOf({ opens, closes, ...row }: SimpleRow): Simple | undefined {
  return opens !== undefined && closes !== undefined ? { kind: 'window', opens, closes } : countedOf(row)
}

function countedOf({ before, after, on, ...row }: CountedRow): CountedSource | undefined {
  const from = before ?? after ?? on
  return from === undefined
    ? undefined
    : { kind: 'counted', from, length: lengthOf(row, before !== undefined) }
}
