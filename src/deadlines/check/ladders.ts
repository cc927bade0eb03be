import type { Fault } from '../../knowledge/fault.js'
import { civilDate, dayNumber } from '../../values/civil-date.js'
import type { MonthDay, Rule, RungWhen, Span } from '../rule.js'
import type { RuleAt } from '../rules-at.js'

/** Ladders that would speak at another time than their editor thinks. */
export function ladderFaults({ source, faultAt }: RuleAt, rule: Rule): readonly Fault[] {
  return [
    ...twinFaults({ source, faultAt }),
    ...source.ladder.flatMap(({ when }, at) => farFault(when, (...told) => faultAt(['ladder', at], ...told))),
    ...rule.ladder.flatMap(({ when }, at) => [
      ...endlessFault(when, (...told) => faultAt(['ladder', at], ...told)),
      ...placeFaults(when, rule, (...told) => faultAt(['ladder', at], ...told)),
      ...retypedFault(when, rule, (...told) => faultAt(['ladder', at], ...told)),
    ]),
    ...orderFaults(rule, faultAt),
  ]
}

type Tell = (message: string, remedy: string) => Fault

function twinFaults({ source, faultAt }: Pick<RuleAt, 'source' | 'faultAt'>): readonly Fault[] {
  return source.ladder.flatMap(({ id }, at) =>
    source.ladder.findIndex((other) => other.id === id) === at
      ? []
      : [faultAt(['ladder', at, 'id'], `这个阶梯里已经有 ${id}`, '换一个编号：发过什么按它记')],
  )
}

/** People plan a year ahead and look a year back; beyond that a number is a slip. */
const reachDays = 400

/** The law's own lengths may be longer: papers are kept for years. */
function farFault(when: RuleAt['source']['ladder'][number]['when'], tell: Tell): readonly Fault[] {
  const ends =
    when.kind === 'repeated'
      ? [when.first, when.last ?? when.first]
      : when.kind === 'counted' && when.length.kind === 'own'
        ? [daysOf(when.length.span)]
        : []
  return ends.some((days) => Math.abs(days) > reachDays)
    ? [tell(`离得太远：最多 ${reachDays} 天`, '检查数字和正负号')]
    : []
}

function endlessFault(when: RungWhen, tell: Tell): readonly Fault[] {
  if (when.kind !== 'repeated' || when.last === undefined || when.first <= when.last) return []
  return [tell(`first ${when.first} 在 last ${when.last} 后面`, '先写小的，再写大的')]
}

/** Rungs that have nothing to count from, or fall on another side of the window than they look. */
function placeFaults(when: RungWhen, { due }: Rule, tell: Tell): readonly Fault[] {
  if ('from' in when && when.from === 'due' && due.kind === 'recurring')
    return [tell('recurring 没有截止日，不能从 due 数', '写 monthly、quarterly、on，或从一件事数起')]
  if (when.kind !== 'month-day' || due.kind !== 'window') return []
  return daysFrom(due.closes, when.on) > 0
    ? [tell(`${when.on} 离上一个截止日更近，是过期以后`, '截止以后的从 due 数：遇休息日要往后推')]
    : []
}

/** The last day is the law's: typed a second time, it would stay behind when the law changes. */
function retypedFault(when: RungWhen, { due }: Rule, tell: Tell): readonly Fault[] {
  return isLastDay(when, due) ? [tell('这就是截止日，又写了一次', '写 from: due, days: 0')] : []
}

function isLastDay(when: RungWhen, due: Rule['due']): boolean {
  if (due.kind === 'window') return when.kind === 'month-day' && when.on === due.closes
  if (when.kind !== 'counted' || due.kind !== 'counted' || when.from !== due.from) return false
  return when.span.unit === due.span.unit && when.span.amount === due.span.amount
}

const halfYear = 182

/** Days from one day of the year to the nearest such day, before it or after it. */
function daysFrom(from: MonthDay, to: MonthDay): number {
  const days = (((dayOfYear(to) - dayOfYear(from)) % 365) + 365) % 365
  return days > halfYear ? days - 365 : days
}

function dayOfYear(on: MonthDay): number {
  const day = civilDate(`2027-${on}`)
  return day === undefined ? 0 : Number(dayNumber(day))
}

interface Place {
  readonly anchor: string
  readonly day: number
}

function orderFaults(rule: Rule, faultAt: RuleAt['faultAt']): readonly Fault[] {
  const last = new Map<string, number>()
  return rule.ladder.flatMap(({ id, when }, at) => {
    const place = placeOf(when, rule)
    if (place === undefined) return []
    const before = last.get(place.anchor)
    last.set(place.anchor, place.day)
    return before === undefined || before <= place.day
      ? []
      : [faultAt(['ladder', at], `${id} 比它前面的一级还早`, '按时间先后排，早的在前')]
  })
}

/** Roughly when a rung speaks, in days from what it can be compared by. */
function placeOf(when: RungWhen, rule: Rule): Place | undefined {
  const { due } = rule
  switch (when.kind) {
    case 'counted':
      return shifted(when.from, daysOf(when.span), rule)
    case 'repeated':
      return shifted(when.from, when.first, rule)
    case 'month-day':
      return due.kind === 'window'
        ? { anchor: 'due', day: daysFrom(due.closes, when.on) }
        : { anchor: 'year', day: dayOfYear(when.on) }
    case 'date':
      return { anchor: 'calendar', day: Number(dayNumber(when.on)) }
    case 'monthly':
    case 'quarterly':
      return undefined
  }
}

/** Where the deadline itself counts from the same event, both are told by the deadline. */
function shifted(from: string, days: number, { due }: Rule): Place {
  return due.kind === 'counted' && from === due.from
    ? { anchor: 'due', day: days - daysOf(due.span) }
    : { anchor: from, day: days }
}

const daysPer: Readonly<Record<Span['unit'], number>> = {
  hour: 1 / 24,
  day: 1,
  // Five in seven days, holidays left out: only the order is asked for.
  'working-day': 7 / 5,
  month: 30.4,
  year: 365.25,
}

const daysOf = ({ unit, amount }: Span): number => amount * daysPer[unit]
