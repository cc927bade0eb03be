import { civilDate, dayNumber, daysAfter, daysBetween, type CivilDate } from '../../values/civil-date.js'
import { typedDate } from '../../values/typed-input/date.js'

/** A day that stands in a sentence: the whole date, or without its year as '03-02'. */
export type SaidDay =
  { readonly kind: 'day'; readonly on: CivilDate } | { readonly kind: 'yearless'; readonly monthDay: string }

/** A day with the words it was said in and where they stand. */
export type FoundDay = SaidDay & { readonly at: number; readonly length: number }

const part = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})'
const monthAndDay = `${part}\\s?月(?:份)?\\s?${part}\\s?[日号號]?`
const year = '(?:\\d{4}|[〇零一二三四五六七八九]{4})\\s?年\\s?|[今明后去前]年\\s?'
const days = new RegExp(
  [
    `(?:${year})${monthAndDay}`,
    '(?<!\\d)\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(?!\\d)',
    '(?<![\\d-])(?:19|20)\\d{6}(?!\\d)',
    monthAndDay,
    '大?前天|昨天|昨日|今天|今日|今早|今儿|明天|后天',
  ].join('|'),
  'g',
)

/** Every day that a sentence names, in its order. What two readers would read differently is none. */
export function daysSaid(text: string, today: CivilDate): readonly FoundDay[] {
  return [...text.matchAll(days)].flatMap((found) => {
    const said = daySaid(found[0], today)
    return said === undefined ? [] : [{ ...said, at: found.index, length: found[0].length }]
  })
}

/** One day as it was typed or said: 2027年3月2日, 20270302, 明年3月2日, 昨天, 3月2号. */
export function daySaid(text: string, today: CivilDate): SaidDay | undefined {
  const typed = typedDate(
    text
      .replace(/今[早儿]/, '今天')
      .replace('昨日', '昨天')
      .replace('號', '号'),
    today,
  )
  if (typed.kind === 'value')
    return typed.range.lo === typed.range.hi ? { kind: 'day', on: dayOf(typed.range.lo, today) } : undefined
  if (typed.kind !== 'ask' || typed.why !== 'which-year') return undefined
  // In a leap year, so that 29 February is a day; with its year it is asked again whether it is one.
  const inLeapYear = typedDate(`2028年${text.replace(/^[本这]?年/, '')}`, today)
  if (inLeapYear.kind !== 'value' || inLeapYear.range.lo !== inLeapYear.range.hi) return undefined
  return { kind: 'yearless', monthDay: dayOf(inLeapYear.range.lo, today).slice(5) }
}

const dayOf = (number: bigint, today: CivilDate): CivilDate =>
  daysAfter(today, Number(number - dayNumber(today)))

/** The day of that name which lies nearest: of something that just happened or is about to. */
export function nearestDay(monthDay: string, today: CivilDate): CivilDate | undefined {
  const around = [-1, 0, 1].flatMap((years) => inYear(monthDay, Number(today.slice(0, 4)) + years) ?? [])
  const distance = (day: CivilDate): number => Math.abs(daysBetween(today, day))
  return around.sort((a, b) => distance(a) - distance(b))[0]
}

/** 02-29 is no day of most years. */
export const inYear = (monthDay: string, year: number): CivilDate | undefined =>
  civilDate(`${year}-${monthDay}`)
