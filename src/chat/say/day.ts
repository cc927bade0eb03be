import { timeAt } from '../../deadlines/hours.js'
import type { Rules } from '../../deadlines/rules.js'
import {
  china,
  dayAt,
  dayNumber,
  daysBetween,
  type CivilDate,
  type Instant,
} from '../../values/civil-date.js'

/** From a Thursday on, because day 0 was one. */
const weekdays = ['周四', '周五', '周六', '周日', '周一', '周二', '周三']

export const weekdayText = (day: CivilDate): string => weekdays[Number(dayNumber(day) % 7n)] ?? ''

/** 2026-12-02（周三） */
export const dayText = (day: CivilDate): string => `${day}（${weekdayText(day)}）`

/** Without its year where that is this year: 12-02 周三, 2027-01-05 周二. */
export function shortDay(day: CivilDate, today: CivilDate): string {
  const written = day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
  return `${written} ${weekdayText(day)}`
}

/** How far a day is, said on `today`. Nothing is overdue on the day itself. */
export function leftText(day: CivilDate, today: CivilDate): string {
  const days = daysBetween(today, day)
  if (days === 0) return '就是今天'
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`
}

/** 11-21 10:05 */
export const momentText = (at: Instant): string => `${dayAt(at, china).slice(5)} ${timeAt(at, china)}`

/** What a day is on which nobody works: a holiday of the yearly notice, or a weekend. */
export function dayOffText(day: CivilDate, { years }: Rules): string {
  return years.some(({ days }) => days.get(day) === 'off') ? '放假' : weekdayText(day)
}
