import { numeral } from '../../values/typed-input/numeral.js'

/** A time of day that a text names: as 'HH:MM', or undefined where no clock shows it; and where it stands. */
export interface FoundTime {
  readonly time: string | undefined
  readonly at: number
  readonly length: number
}

const partOfDay = '凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚'
const times = new RegExp(
  `(${partOfDay})?\\s?(?<![\\d:])(\\d{1,2})\\s?(?::\\s?(\\d{2})(?!\\d)|[点點时時](?!间|間|候|限|效|长|段|刻)(半|一刻|1刻|整|\\d{1,2}(?=分|\\D|$))?分?)`,
  'g',
)

/** Every time of day in a text of which the numerals are digits: 10:30, 晚上7点半, 14点. */
export function timesSaid(text: string): readonly FoundTime[] {
  return [...text.matchAll(times)].map((found) => {
    const [whole, part, hour = '', digits, word] = found
    return { time: clockTime(part, Number(hour), digits ?? word), at: found.index, length: whole.length }
  })
}

function clockTime(
  part: string | undefined,
  said: number,
  minuteSaid: string | undefined,
): string | undefined {
  const minute = minuteOf(minuteSaid)
  const hour = hourOf(part, said)
  const isTime = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59
  return isTime ? [hour, minute].map((one) => String(one).padStart(2, '0')).join(':') : undefined
}

function minuteOf(said: string | undefined): number {
  if (said === undefined || said === '整') return 0
  if (said === '半') return 30
  return said.endsWith('刻') ? 15 : Number(said)
}

const noon = 12

/** 下午3点 is 15:00, 晚上12点 and 凌晨12点 the beginning of a day, 中午1点 13:00. */
function hourOf(part: string | undefined, said: number): number {
  if (part === undefined || said > noon) return said === 24 ? 0 : said
  if (/^(?:凌晨|夜里|晚上|晚)$/.test(part) && said === noon) return 0
  const isLater = /^(?:下午|傍晚|晚上|晚)$/.test(part) || (part === '中午' && said < noon - 2)
  return isLater && said < noon ? said + noon : said
}

const hanHour = /[一二两三四五六七八九十]{1,3}(?=\s?[点點时時](?!间|間|候|限|效))/g
const hanMinute = /(?<=\d\s?[点點时時])[一二三四五六七八九十]{1,3}(?=分|$|[^一二三四五六七八九十刻])/g

/** A text with the numerals of its times of day as digits: 晚上八点二十 is 晚上8点20. */
export function withClockDigits(text: string): string {
  const digits = (said: string): string => String(numeral(said) ?? said)
  return text.replace(hanHour, digits).replace(hanMinute, digits)
}

/** The one time of day in a text, and the text without it; several are left where they are. */
export function timeIn(said: string): { readonly time?: string; readonly rest: string } {
  const text = withClockDigits(said)
  const [found, another] = timesSaid(text)
  if (found?.time === undefined || another !== undefined) return { rest: text }
  const { time, at, length } = found
  return { time, rest: `${text.slice(0, at)} ${text.slice(at + length)}` }
}
