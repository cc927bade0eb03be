import { civilDate, dayNumber, daysAfter, type CivilDate } from '../civil-date.js'
import { exactly, type Range } from '../range.js'
import { absoluteDate, dateField } from './date-text.js'
import { unhedged } from './hedge.js'
import { spanOf, type Span } from './duration.js'
import { isUnknown } from './spelling.js'
import { ask, isProblem, refused, type Problem, type Typed } from './typed.js'

/** A day, or the days of a month or a part of it, as day numbers: 2027-03-15, 二〇二七年三月, 明年3月底, 70天后. */
export function typedDate(text: string, today: CivilDate): Typed {
  const field = dateField(text)
  if (isUnknown(field)) return { kind: 'unknown' }
  if (
    field.length > 60 ||
    !/[\d〇一二两三四五六七八九十半俩仨]|[年月][初中底末]|[今明昨后]|前[天年]|[本这上下]个?月|农历|阴历|周|星期|礼拜/.test(
      field,
    )
  )
    return refused('no-number')
  const { text: said, hedges } = unhedged(field.replace(/[以之]?前$/, ''))
  const bare = absoluteDate(said, today)
  const days = twoDates(bare, today) ?? daysOf(bare, today)
  if (isProblem(days)) return days
  if (hedges.size > 0 || field.endsWith('前')) return ask(hedges.has('unsure') ? 'not-sure' : 'which-day')
  return { kind: 'value', unit: 'date', range: days }
}

/** 2027年3月到5月: the end may leave out what the beginning said. */
function twoDates(text: string, today: CivilDate): Range | Problem | undefined {
  const [first = '', second = '', third] = text.split(/到|至|~/)
  if (first === '' || second === '' || third !== undefined) return undefined
  const lower = daysOf(first, today)
  if (isProblem(lower)) return lower
  const [, year = '', month = ''] = /^(\d{4}年)(\d{1,2}月)?/.exec(first) ?? []
  const ends = [second, year + second, year + month + second].map((end) => daysOf(end, today))
  const upper = ends.find((end) => !isProblem(end))
  if (upper === undefined || isProblem(upper)) return ends[0]
  return lower.lo > upper.hi ? refused('backwards') : { lo: lower.lo, hi: upper.hi }
}

type Form = readonly [shape: RegExp, read: (parts: readonly string[], today: CivilDate) => Range | Problem]

const forms: readonly Form[] = [
  [/^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/, ([y, m, d]) => day(y, m, d)],
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[日号]?$/, ([y, m, d]) => day(y, m, d)],
  [/^(\d{4})(\d{2})(\d{2})$/, ([y, m, d]) => day(y, m, d)],
  [/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/, ([a, b, y]) => dayOrMonth(y, a, b)],
  [/^(\d{4})(?:年(\d{1,2})月份?|[-/.](\d{1,2}))$/, ([y, m, n]) => month(y, m ?? n)],
  [/^(\d{4})年?$/, ([y]) => months(y, 1, 12)],
  [/^(\d{4})年(\d{1,2})月份?的?(上旬|初)$/, ([y, m]) => partOfMonth(y, m, 1, 10)],
  [/^(\d{4})年(\d{1,2})月份?的?(中旬|中)$/, ([y, m]) => partOfMonth(y, m, 11, 20)],
  [/^(\d{4})年(\d{1,2})月份?的?(下旬|月?底|月?末)$/, ([y, m]) => partOfMonth(y, m, 21, 31)],
  [/^(\d{4})年?年[底末]$/, ([y]) => months(y, 12, 12)],
  [/^(\d{4})年?年初$/, ([y]) => months(y, 1, 2)],
  [/^(\d{4})年上半年$/, ([y]) => months(y, 1, 6)],
  [/^(\d{4})年下半年$/, ([y]) => months(y, 7, 12)],
  [
    /^(\d{4})年(?:第?([1-4])季度|q([1-4]))$/,
    ([y, q, r]) => months(y, 3 * Number(q ?? r) - 2, 3 * Number(q ?? r)),
  ],
  [
    /^(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/,
    ([m, d]) => (isDay('2024', m, d) ? ask('which-year') : notADay),
  ],
  [/^(?:\d{1,2}月|年初|[上下]半年|第?[1-4]季度|q[1-4])/, () => ask('which-year')],
  [/^\d{2}(?:年|([-/.])\d{1,2}\1\d{1,2}$)/, () => ask('which-year')],
  [/^\d{1,2}[日号]$/, () => ask('which-month')],
  [/^(?:农历|阴历)/, () => ask('lunar-calendar')],
  [/^(?:[上下]+个?|本|这个?)?(?:周|星期|礼拜)/, () => ask('which-day')],
  [/^(?:还有|还剩下?|再过)?(.+?)(?:[以之]?后)?$/, ([span], today) => after(span, today)],
]

const notADay = refused('not-a-day')

function daysOf(text: string, today: CivilDate): Range | Problem {
  for (const [shape, read] of forms) {
    const found = shape.exec(text)
    if (found !== null) return read(found.slice(1), today)
  }
  return refused('unreadable')
}

const dateOf = (y = '', m = '', d = ''): CivilDate | undefined =>
  /^(?:19|2[01])\d\d$/.test(y) ? civilDate(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`) : undefined

const isDay = (y?: string, m?: string, d?: string): boolean => dateOf(y, m, d) !== undefined

function day(y?: string, m?: string, d?: string): Range | Problem {
  const date = dateOf(y, m, d)
  return date === undefined ? notADay : exactly(dayNumber(date))
}

/** 03/04/2027 is a day in March or in April; 15/03/2027 and 03/03/2027 are one day only. */
function dayOrMonth(y?: string, a?: string, b?: string): Range | Problem {
  if (isDay(y, a, b) && isDay(y, b, a) && Number(a) !== Number(b)) return ask('day-or-month')
  return isDay(y, a, b) ? day(y, a, b) : day(y, b, a)
}

const month = (y?: string, m?: string): Range | Problem => partOfMonth(y, m, 1, 31)

function months(y: string | undefined, from: number, to: number): Range | Problem {
  const [first, last] = [month(y, String(from)), month(y, String(to))]
  if (isProblem(first)) return first
  return isProblem(last) ? last : { lo: first.lo, hi: last.hi }
}

function partOfMonth(
  y: string | undefined,
  m: string | undefined,
  from: number,
  to: number,
): Range | Problem {
  const last = lastDay(y, m)
  const first = dateOf(y, m, String(from))
  if (first === undefined || last === undefined) return notADay
  return { lo: dayNumber(first), hi: dayNumber(first) + BigInt(Math.min(to, last) - from) }
}

const lastDay = (y?: string, m?: string): number | undefined =>
  [31, 30, 29, 28].find((d) => isDay(y, m, String(d)))

/** So long after today: months keep the day of the month, or end with the month. */
function after(text: string | undefined, today: CivilDate): Range | Problem {
  const span = text === undefined || !/[年月周期拜天日]/.test(text) ? unreadable : spanOf(text, 'day')
  if (isProblem(span)) return /^\d{5,7}$/.test(text ?? '') ? ask('which-day') : unlessWorkingDays(span)
  const ends = [dayAfter(span, 'lo', today), dayAfter(span, 'hi', today)]
  const [lo, hi] = ends
  return lo === undefined || hi === undefined ? notADay : { lo, hi }
}

const unreadable = refused('unreadable')

/** What is no date is most often no time either, and why it is none would mislead. */
const unlessWorkingDays = (problem: Problem): Problem =>
  problem.why === 'working-days' || problem.why === 'how-many' ? problem : unreadable

function dayAfter({ halfMonths, days }: Span, end: 'lo' | 'hi', today: CivilDate): bigint | undefined {
  const start = monthsAfter(today, Number(halfMonths[end] / 2n))
  const more = Number(days[end] + (halfMonths[end] % 2n) * 15n)
  return start === undefined || more > 40_000 ? undefined : dayNumber(daysAfter(start, more))
}

function monthsAfter(date: CivilDate, count: number): CivilDate | undefined {
  const [y = '', m = '', d = ''] = date.split('-')
  const index = Number(y) * 12 + Number(m) - 1 + count
  const [year, month] = [String(Math.floor(index / 12)), String((index % 12) + 1)]
  const last = lastDay(year, month)
  return last === undefined ? undefined : dateOf(year, month, String(Math.min(Number(d), last)))
}
