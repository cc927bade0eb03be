import { normalise } from '../../knowledge/words/normalise.js'
import { civilDate, daysAfter, monthsAfter, yearOf, type CivilDate } from '../../values/civil-date.js'

/** A month by its first day and its last. */
export interface Month {
  readonly from: CivilDate
  readonly to: CivilDate
}

const words =
  /^(?:看|查|发|出|要)?(?:一下)?(?:(上个?月|本月|这个?月|当月)|(?:(\d{4})年)?(\d{1,2})月份?)?的?(?:提醒)?(?:月报|月度报告)$/

/** The month whose report is asked for: 月报, 上月月报, 10月月报. Undefined: none is. */
export function monthIn(text: string, today: CivilDate): Month | undefined {
  const found = words.exec(normalise(text).replace(/\s/g, ''))
  if (found === null) return undefined
  const [, near, year, month] = found
  if (month === undefined) return near?.startsWith('上') === true ? monthBefore(today) : monthOf(today)
  const on = civilDate(`${year ?? nearestYear(Number(month), today)}-${month.padStart(2, '0')}-01`)
  return on === undefined ? undefined : monthOf(on)
}

/** A month that was not named with its year has begun. */
function nearestYear(month: number, today: CivilDate): number {
  return month <= Number(today.slice(5, 7)) ? yearOf(today) : yearOf(today) - 1
}

const firstOf = (day: CivilDate): CivilDate => daysAfter(day, 1 - Number(day.slice(8)))

export const monthBefore = (today: CivilDate): Month => monthOf(daysAfter(firstOf(today), -1))

export function monthOf(day: CivilDate): Month {
  const from = firstOf(day)
  return { from, to: daysAfter(monthsAfter(from, 1), -1) }
}
