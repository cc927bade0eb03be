import { daysAfter, type CivilDate } from '../civil-date.js'
import { numeral } from './numeral.js'
import { fieldText } from './spelling.js'

const clock = /(?<=[\d日号])(?:\s+|T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?\s*$/i
const lead =
  /^(?:我们?|公司|许可证|证|目前|有效期[至到]?|到期[日时]?间?|截止|发证[日时]?间?|日期|是|为|在|于|到|至|,|:)+/
const close = /(?:到期|过期|截?止|发的?证?|拿的?证?|左右到期)$/

/** A date field without the time of day and words such as 到期日是. */
export function dateField(text: string): string {
  return fieldText(text.replace(clock, '')).replace(lead, '').replace(close, '')
}

/** A date in digits: without Chinese numerals, and with the year and month that 明年, 下个月, 今天 mean. */
export function absoluteDate(field: string, today: CivilDate): string {
  return withoutToday(englishMonths(withDigits(field)), today)
}

function withDigits(text: string): string {
  return text
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/g, digits)
    .replace(/[一二三四五六七八九十廿卅]{1,3}(?=[月日号])/g, (written) => digits(tens(written)))
    .replace(/(?<=月)[一二三四五六七八九十廿卅]{1,3}$/g, (written) => digits(tens(written)))
    .replace(/[一二三四](?=季度)/g, digits)
}

const tens = (text: string): string => text.replace('廿', '二十').replace('卅', '三十')
const digits = (text: string): string => String(numeral(text) ?? text)

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const name = `(${monthNames.join('|')})[a-z]*\\.?`
const nameFirst = new RegExp(`^${name}(\\d{1,2})(?:st|nd|rd|th)?,?(\\d{4})$`)
const nameSecond = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?${name},?(\\d{4})$`)

/** mar15,2027 and 15mar2027, spaces already gone. */
function englishMonths(text: string): string {
  const written = (day: string, month: string, year: string): string =>
    `${year}年${monthNames.indexOf(month) + 1}月${day}日`
  return text
    .replace(nameFirst, (_, month: string, day: string, year: string) => written(day, month, year))
    .replace(nameSecond, (_, day: string, month: string, year: string) => written(day, month, year))
}

const yearsFrom: Readonly<Record<string, number>> = {
  大前: -3,
  前: -2,
  去: -1,
  今: 0,
  本: 0,
  明: 1,
  后: 2,
  大后: 3,
}
const daysFrom: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
}
const monthsFrom: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 本: 0, 这: 0, 当: 0, 下: 1, 下下: 2 }

function withoutToday(text: string, today: CivilDate): string {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  return text
    .replace(/^(?:大?前天|昨天|今[天日]|明[天日]|大?后天)$/, (word) => daysAfter(today, daysFrom[word] ?? 0))
    .replace(
      /^(大前|大后|[前去今本明后])年?(?=年|[底初]$)年?/,
      (_, word: string) => `${year + (yearsFrom[word] ?? 0)}年`,
    )
    .replace(/^(\d{4}年)([底末初])$/, '$1年$2')
    .replace(/^(上上|下下|[上下本这当])个?月/, (_, word: string) =>
      monthText(year, month + (monthsFrom[word] ?? 0)),
    )
    .replace(/^年([底末])$/, `${year}年年$1`)
    .replace(/^月([底末中])$/, `${monthText(year, month)}$1`)
}

function monthText(year: number, month: number): string {
  const index = year * 12 + month - 1
  return `${Math.floor(index / 12)}年${(index % 12) + 1}月`
}
