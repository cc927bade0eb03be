import type { Hardness } from '../deadlines/rule.js'
import { dayNumber, daysBetween, type CivilDate } from '../values/civil-date.js'

/** 0 is Monday. 1970-01-01, day 0, was a Thursday. */
export const weekdayOf = (day: CivilDate): number => (((Number(dayNumber(day)) + 3) % 7) + 7) % 7

export const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

/** 周三 */
export const weekdayText = (day: CivilDate): string => `周${weekdays[weekdayOf(day)] ?? ''}`

/** 12月2日 */
export const dayText = (day: CivilDate): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** 2026年12月2日 */
export const fullDayText = (day: CivilDate): string => `${day.slice(0, 4)}年${dayText(day)}`

/** 2026年12月 */
export const monthText = (day: CivilDate): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`

/** 还剩 10 天, 就是今天, 已过 3 天 */
export function distanceText(today: CivilDate, day: CivilDate): string {
  const days = daysBetween(today, day)
  if (days === 0) return '就是今天'
  return days > 0 ? `还剩 ${days} 天` : `已过 ${-days} 天`
}

/** 提前 7 天, 当天, 过后 3 天 */
export function leadText(on: CivilDate, due: CivilDate): string {
  const days = daysBetween(on, due)
  if (days === 0) return '当天'
  return days > 0 ? `提前 ${days} 天` : `过后 ${-days} 天`
}

/** What the day of a deadline is called, here as in messages: only law has a legal last day. */
export const dueNames: Readonly<Record<Hardness, string>> = {
  'hard-legal': '法定最后一日',
  'hard-effect': '最后一日',
  'authority-duty': '机关应办完的日子',
  'as-notice-says': '通知书上的最后一日',
  'internal-target': '目标日',
  practice: '目标日',
  advice: '目标日',
  watch: '目标日',
}

/** Whether something is lost for good once that day has passed. */
export const isLastDay = (hardness: Hardness): boolean =>
  hardness === 'hard-legal' || hardness === 'hard-effect' || hardness === 'as-notice-says'
