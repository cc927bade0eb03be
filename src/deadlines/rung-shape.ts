import * as z from 'zod'
import { day, id, line } from '../knowledge/shapes.js'
import type { CivilDate } from '../values/civil-date.js'
import { eventKind, rungId, type EventKind } from '../values/ids.js'
import { isMonthDay } from './due-shape.js'
import {
  lengthKeys,
  lengthMisfits,
  lengthOf,
  lengths,
  whole,
  type Length,
  type Lengths,
} from './length-shape.js'
import { tones, type MonthDay, type RungWhen } from './rule.js'
import { lacks, misfits, tell, type Misfit, type Ways } from './ways.js'

/** When a rung speaks, as written. */
export type WhenSource =
  | { readonly kind: 'counted'; readonly from: Anchor; readonly length: Length }
  | Exclude<RungWhen, { readonly kind: 'counted' }>

type Anchor = 'due' | EventKind

const anchor = id.transform((text): Anchor => (text === 'due' ? 'due' : eventKind(text)))
const monthDay = z.string().refine(isMonthDay, '日子写成 03-31，并且要每年都有')
const dayOfMonth = z.number().min(1).max(28)

const whenShape = {
  from: anchor.exactOptional().describe('从哪件事数起；due 是截止日'),
  ...lengths,
  every: z.enum(['day', 'week']).exactOptional().describe('每天或每周一次，从第 first 天起'),
  first: whole.exactOptional(),
  last: whole.exactOptional().describe('到第几天为止，含当天'),
  until: monthDay.exactOptional().describe('或到哪天为止，例如 04-30'),
  on: monthDay.exactOptional().describe('每年这一天，例如 12-15；截止以后的从 due 数'),
  monthly: dayOfMonth.exactOptional().describe('每月几号'),
  quarterly: z
    .strictObject({ month: z.number().min(1).max(3), day: dayOfMonth })
    .exactOptional()
    .describe('每季度第几个月的几号'),
  date: day.exactOptional().describe('只有一次的某一天'),
}
const whenWays: Ways = {
  ...Object.fromEntries(lengthKeys.map((key) => [key, ['from']])),
  every: ['from', 'first', 'last', 'until'],
  on: [],
  monthly: [],
  quarterly: [],
  date: [],
}

interface WhenRow extends Lengths {
  readonly from?: Anchor
  readonly every?: 'day' | 'week'
  readonly first?: number
  readonly last?: number
  readonly until?: MonthDay
  readonly on?: MonthDay
  readonly monthly?: number
  readonly quarterly?: { readonly month: number; readonly day: number }
  readonly date?: CivilDate
}

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 15:00')

/** One time at which a deadline is spoken of, and what to do then. */
export const rung = z
  .strictObject({
    id: id.transform(rungId).describe('永远不改，例如 expiry-91d、m03-28、overdue-daily'),
    ...whenShape,
    at: timeOfDay.exactOptional().describe('那天的几点，例如 15:00；不写就按各聊天自己的提醒时间'),
    tone: z.enum(tones).describe('info 知会 · warn 提醒 · urgent 紧急 · critical 最后关头或已过期'),
    do: line.exactOptional().describe('该做什么；“今天”“还剩几天”由程序按发送那天写'),
  })
  .transform(({ id: name, at, tone, do: task, ...row }, context) => {
    const wrong = tell(context, [...whenMisfits(row), ...timeMisfits(at, row)])
    const when = whenOf(row)
    if (wrong || when === undefined) return z.NEVER
    return {
      id: name,
      when,
      ...(at === undefined ? {} : { at }),
      tone,
      ...(task === undefined ? {} : { do: task }),
    }
  })

function whenMisfits(row: WhenRow): readonly Misfit[] {
  const found = misfits(row, whenWays)
  if (found.length > 0) return found
  if (row.every !== undefined) return [...lacks(row, 'from', 'every'), ...lacks(row, 'first', 'every')]
  const [length] = lengthKeys.filter((key) => row[key] !== undefined)
  return length === undefined ? [] : [...lacks(row, 'from', length), ...lengthMisfits(row)]
}

/** What is counted in hours has its moment. */
function timeMisfits(at: string | undefined, { hours }: WhenRow): readonly Misfit[] {
  return at === undefined || hours === undefined ? [] : [{ key: 'at', message: '按小时数的，不写几点' }]
}

function whenOf(row: WhenRow): WhenSource | undefined {
  const { on, monthly, quarterly, date, from } = row
  if (on !== undefined) return { kind: 'month-day', on }
  if (monthly !== undefined) return { kind: 'monthly', day: monthly }
  if (quarterly !== undefined) return { kind: 'quarterly', ...quarterly }
  if (date !== undefined) return { kind: 'date', on: date }
  if (from === undefined) return undefined
  return row.every === undefined
    ? { kind: 'counted', from, length: lengthOf(row, false) }
    : repeatedOf(from, row.every, row)
}

function repeatedOf(from: Anchor, every: 'day' | 'week', { first = 1, last, until }: WhenRow): WhenSource {
  return {
    kind: 'repeated',
    from,
    every,
    first,
    ...(last === undefined ? {} : { last }),
    ...(until === undefined ? {} : { until }),
  }
}
