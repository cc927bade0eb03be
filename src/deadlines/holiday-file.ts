import * as z from 'zod'
import { citation, day } from '../knowledge/shapes.js'
import { daysAfter, daysBetween, type CivilDate } from '../values/civil-date.js'
import type { HolidayYear } from './working-days.js'

/** The shape of `holidays/*.yaml`: one year's notice of the State Council. */

const holiday = z.strictObject({
  name: z.string().min(2).max(10).describe('元旦、春节 …'),
  from: day.describe('放假第一天'),
  to: day.describe('放假最后一天'),
  working: z.array(day).default([]).describe('为它调休上班的周末'),
})

export const holidayFile = z.strictObject({
  year: z.number().describe('和文件名相同'),
  notice: z.string().min(4).describe('通知的文号，例如 国办发明电〔2025〕7号'),
  citations: z.array(citation).min(1),
  holidays: z.array(holiday).min(1).describe('照通知的顺序；没有列出的周末休息，其余上班'),
})

export type HolidayFile = z.output<typeof holidayFile>
export type Holiday = z.output<typeof holiday>

/** Every day off of one holiday, weekends among them. */
export function daysOff({ from, to }: Holiday): readonly CivilDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, after) => daysAfter(from, after))
}

export function holidayYear({ year, notice, holidays }: HolidayFile): HolidayYear {
  const days = holidays.flatMap((holiday) => [
    ...daysOff(holiday).map((date) => [date, 'off'] as const),
    ...holiday.working.map((date) => [date, 'working'] as const),
  ])
  return { year, notice, days: new Map(days) }
}
