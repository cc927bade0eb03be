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
// Not after a digit (3 千万 is read below), 第, 几 or 数; not the 千万 of 千万别忘; never 万 alone (万一, 上万).
const large = new RegExp(`(?<![第几数\\d]\\s*)(?!千万[别不要记注小])${small}+[万亿](?:${small}|[万亿])*`, 'g')

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

/** Undefined for what is no number, such as 五六 in 五六个人. */
function valueOf(text: string): number | undefined {
  if (/^[零〇一二三四五六七八九]{4}$/.test(text)) return digitByDigit(text)
  const [yi, belowYi] = halves(text, '亿')
  const [wan, rest] = halves(belowYi, '万')
  const [a, b, c] = [yi, wan, rest].map((part) => (part === undefined ? 0 : belowTenThousand(part)))
  if (a === undefined || b === undefined || c === undefined) return undefined
  return a * 1e8 + b * 1e4 + c * placeAfter(text)
}

/** A year such as 二〇二六. */
function digitByDigit(text: string): number {
  return Number([...text].map((character) => digitOf[character] ?? 0).join(''))
}

/** 二万五 is 25,000: a single digit right after 万 or 亿 counts the next place below. */
function placeAfter(text: string): number {
  const tail = /([万亿])[一二三四五六七八九两]$/.exec(text)?.[1]
  if (tail === undefined) return 1
  return tail === '万' ? 1e3 : 1e7
}

function halves(text: string, unit: string): readonly [string | undefined, string] {
  const at = text.indexOf(unit)
  return at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)]
}

function belowTenThousand(text: string): number | undefined {
  let total = 0
  let digit: number | undefined
  let place = 1
  for (const character of text) {
    const unit = placeOf[character]
    if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = undefined
      place = unit / 10
    } else if (digit !== undefined && digit !== 0) {
      return undefined
    } else {
      digit = digitOf[character]
      if (digit === undefined) return undefined
      // 三千五 is 3,500, but 三千零五 is 3,005.
      if (digit === 0) place = 1
    }
  }
  return total + (digit ?? 0) * Math.max(1, place)
}

function shortest(value: number): string {
  if (value >= 1e8 && value % 1e8 === 0) return `${value / 1e8}亿`
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
