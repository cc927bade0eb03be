/** Chinese numerals with a unit, and the other ways people write the same number, as one form: 一千万 = 1000W = 10 million = 1000万. */

const digitOf: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const placeOf: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

const measure =
  '(?=个|名|人|位|年|月|天|日|周|号|小时|分钟|秒|元|块|套|项|类|次|倍|家|平|台|席|份|省|成|季度|钟头|岁|条|款)'
const small = '[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟]'

const counted = new RegExp(`(?<!\\d)${small}+${measure}`, 'g')
// Not after a digit (3千万 is read below) and never 万 alone (万一, 上万).
const large = new RegExp(`(?<![第\\d])${small}+[万亿](?:${small}|[万亿])*`, 'g')

export function withDigits(text: string): string {
  return plainAmounts(fixedWords(text).replace(large, digits).replace(counted, digits))
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
  const value = valueOf(text)
  return value === undefined ? text : shortest(value)
}

/** Undefined for what is no number, such as 万 alone in 万一. */
function valueOf(text: string): number | undefined {
  const [yi, belowYi] = halves(text, '亿')
  const [wan, rest] = halves(belowYi, '万')
  const parts = [yi, wan, rest].map((part) => (part === undefined ? 0 : belowTenThousand(part)))
  const [a, b, c] = parts
  if (a === undefined || b === undefined || c === undefined) return undefined
  return a * 1e8 + b * 1e4 + c
}

function halves(text: string, unit: string): readonly [string | undefined, string] {
  const at = text.indexOf(unit)
  return at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)]
}

function belowTenThousand(text: string): number | undefined {
  if (text === '') return 0
  let total = 0
  let digit: number | undefined
  for (const character of text) {
    const place = placeOf[character]
    if (place !== undefined) {
      total += (digit ?? 1) * place
      digit = undefined
    } else if (digit !== undefined && digit !== 0) {
      return undefined
    } else {
      digit = digitOf[character]
      if (digit === undefined) return undefined
    }
  }
  return total + (digit ?? 0)
}

function shortest(value: number): string {
  return value >= 10_000 && value % 10_000 === 0 ? `${value / 10_000}万` : String(value)
}

function plainAmounts(text: string): string {
  return text
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(\d+(?:\.\d+)?)\s*million/g, (_, amount: string) => `${Number(amount) * 100}万`)
    .replace(/(\d)\s*千万/g, (_, digit: string) => `${digit}000万`)
    .replace(/(\d)\s*百万/g, (_, digit: string) => `${digit}00万`)
    .replace(/(\d)\s*(?:w|万)(?![a-z])/g, '$1万')
    .replace(/(?<![\d.])(\d+)0000(?=元|块|$|[^\d.万])/g, '$1万')
}
