import { numeral } from '../../values/typed-input/numeral.js'

/** Chinese numerals with a unit, and the other ways people write the same number, as one form: 一千万 = 1000W = 10 million = 1000万. */

const measure =
  '(?=个|名|人|位|年|月|天|日|周|号|小时|分钟|秒|元|块|套|项|类|次|倍|家|平|台|席|份|省|成|季度|钟头|岁|条|款)'
const small = '[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟]'

// Twice as long as any real one: without an end, a thousand 一 would be read a thousand times over.
const run = `${small}{1,16}`

const counted = new RegExp(`(?<!\\d)${run}${measure}`, 'g')
// Not after a digit (3 千万 is read below), 第, 几 or 数; not the 千万 of 千万别忘; never 万 alone (万一, 上万).
const large = new RegExp(`(?<![第几数\\d]\\s*)(?!千万[别不要记注小])${run}[万亿](?:${small}|[万亿])*`, 'g')

/** Without digits. A text that holds none of them and no digit stays as it is. */
export const numerals = '零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿半俩仨'
const anyNumber = new RegExp(`[\\d${numerals}]`)
const spelt = /[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟半俩仨]/

export function withDigits(text: string): string {
  // Most texts hold none, and this is asked of every text of the base.
  if (!anyNumber.test(text)) return text
  const read = spelt.test(text) ? fixedWords(text).replace(large, digits).replace(counted, digits) : text
  return /\d/.test(read) ? plainAmounts(read) : read
}

const fixed: readonly (readonly [RegExp, string])[] = [
  [/半年/g, '6个月'],
  [/半(个)?小时/g, '30分钟'],
  [/半个月/g, '15天'],
  [/俩/g, '2个'],
  [/仨/g, '3个'],
]

function fixedWords(text: string): string {
  return fixed.reduce((done, [from, to]) => done.replace(from, to), text)
}

function digits(text: string): string {
  const value = numeral(text)
  return value === undefined ? text : shortest(value)
}

function shortest(value: number): string {
  if (value >= 1e8 && value % 1e8 === 0) return `${value / 1e8}亿`
  return value >= 10_000 && value % 10_000 === 0 ? `${value / 10_000}万` : String(value)
}

function plainAmounts(text: string): string {
  return text
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(?<!\d)(\d+(?:\.\d+)?)\s*million/g, (_, amount: string) => `${Number(amount) * 100}万`)
    .replace(/(\d)\s*千万/g, (_, digit: string) => `${digit}000万`)
    .replace(/(\d)\s*百万/g, (_, digit: string) => `${digit}00万`)
    .replace(/(\d)\s*(?:w|万)(?![a-z])/g, '$1万')
    .replace(/(?<![\d.])(\d+)0000(?=元|块|$|[^\d.万])/g, '$1万')
}
