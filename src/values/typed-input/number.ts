import type { Range } from '../range.js'
import { numeral } from './numeral.js'
import { ask, isProblem, refused, type Problem } from './typed.js'

/**
 * A number as written, before its unit is known: `lo` to `hi` in parts of 10^-12, so that 0.1亿, 两千多万 (more than
 * 2000万, less than 3000万) and 三五百 (300 to 500) are all exact.
 */
export type Spread = Range

export const partsPerOne = 10n ** 12n
const decimals = 12

/** The signs a number is written with, for regular expressions. */
const digitSigns = '零〇一壹二贰两俩三叁仨四肆五伍六陆七柒八捌九玖'
export const numeralSigns = `${digitSigns}十拾百佰千仟万亿`
/** Signs that make a number vague: 十几, 两千多, 十来. */
export const vagueSigns = '几多余来'

const powerOf: Readonly<Record<string, number>> = {
  十: 1,
  百: 2,
  千: 3,
  k: 3,
  万: 4,
  w: 4,
  十万: 5,
  百万: 6,
  million: 6,
  千万: 7,
  kw: 7,
  亿: 8,
  billion: 9,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
}
const multiplier = '[十百千万]?[万亿]|kw|[wk十百千]|million|billion'
const decimal = String.raw`(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?`
const grouped = new RegExp(String.raw`^${decimal}$`)
const multiplied = new RegExp(`^(${decimal})(${multiplier})$`)
const pointed = new RegExp(`^([${digitSigns}十百千]+)点([${digitSigns}]+)(${multiplier})?$`)
const vague = new RegExp(`^(.+?)([几多余])(${multiplier})?$`)

/** What a number says; a problem for what is none (unreadable) and for what nobody can count on (几百, 十来, 上千万). */
export function spreadOf(text: string): Spread | Problem {
  if (text.length > 40) return refused('unreadable')
  const plain = text.replace(/(.)个(?=[万亿])/, '$1').replace(/^半(?=亿)/, '0.5')
  if (/[来数]|^[上成近]?[百佰千仟万亿几]/.test(plain)) return ask('how-many')
  // 1000万5: 5 or 5000?
  if (/\d{3,}[万亿]\d$/.test(plain)) return refused('unreadable')
  return between(plain) ?? moreThan(plain) ?? exact(plain) ?? refused('unreadable')
}

function exact(text: string): Spread | undefined {
  const parts = partsOf(text)
  return parts === undefined ? undefined : { lo: parts, hi: parts }
}

function partsOf(text: string): bigint | undefined {
  if (grouped.test(text)) return scaled(text, 0)
  const [, digits, times] = multiplied.exec(text) ?? []
  if (digits !== undefined && times !== undefined) return scaled(digits, powerOf[times] ?? 0)
  const [, whole, fraction, tail] = pointed.exec(text) ?? []
  if (whole !== undefined && fraction !== undefined) return pointedParts(whole, fraction, tail)
  if (text === '半') return partsPerOne / 2n
  const value = numeral(text)
  return value === undefined ? undefined : BigInt(value) * partsPerOne
}

/** 三点五, 一点二亿 */
function pointedParts(whole: string, fraction: string, tail: string | undefined): bigint | undefined {
  const before = numeral(whole)
  const after = [...fraction].map((sign) => String(numeral(sign) ?? '')).join('')
  if (before === undefined) return undefined
  return scaled(`${before}.${after}`, tail === undefined ? 0 : (powerOf[tail] ?? 0))
}

function scaled(text: string, power: number): bigint | undefined {
  const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.')
  if (fraction.length > decimals) return undefined
  return BigInt(whole + fraction.padEnd(decimals, '0')) * 10n ** BigInt(power)
}

const neighbours = /三五|[一二三四五六七八两][两二三四五六七八九]/

/** 五六, 三五百万, 二十五六, 一百二三十: two digits next to each other where only one can stand. */
function between(text: string): Spread | undefined {
  const [pair] = neighbours.exec(text) ?? []
  const [first = '', second = ''] = pair ?? ''
  if (pair === undefined || /^[零〇一二三四五六七八九]{3,}$/.test(text)) return undefined
  // 一百二三: 102 or 103, or 120 to 130?
  if (pair !== '三五' && numeral(second) !== (numeral(first) ?? 0) + 1) return undefined
  if (/[百千万亿]$/.test(text.slice(0, text.indexOf(pair))) && text.endsWith(pair)) return undefined
  const [lo, hi] = [partsOf(text.replace(pair, first)), partsOf(text.replace(pair, second))]
  return lo === undefined || hi === undefined ? undefined : { lo, hi }
}

/** 十几, 两千多万, 100多: above what is written, below its last counted place and one more. */
function moreThan(text: string): Spread | Problem | undefined {
  const [, head, sign, times] = vague.exec(text) ?? []
  if (head === undefined || sign === undefined) return undefined
  const [, count, large] = (times === undefined && /^(.+?)(万|亿|w)$/.exec(head)) || []
  if (count !== undefined && large !== undefined) return moreThanLarge(count, large)
  const base = partsOf(head)
  const place = base === undefined ? undefined : lastPlace(base)
  if (base === undefined || place === undefined) return refused('unreadable')
  // 5多人 and 100几 are not how anybody counts.
  if (place < 10n || (sign === '几' && place !== 10n)) return ask('how-many')
  const scale = 10n ** BigInt(times === undefined ? 0 : (powerOf[times] ?? 0))
  return within(base * scale, place * partsPerOne * scale)
}

/** 3万多 is below 4万; 100万多 may be below 101万 or below 200万. */
function moreThanLarge(count: string, large: string): Spread | Problem {
  const base = partsOf(count)
  if (base === undefined) return refused('unreadable')
  if (lastPlace(base) !== 1n) return ask('how-many')
  const scale = 10n ** BigInt(powerOf[large] ?? 0)
  return within(base * scale, partsPerOne * scale)
}

const within = (base: bigint, width: bigint): Spread => ({ lo: base + 1n, hi: base + width - 1n })

/** The value of a whole number's last digit that is not 0: 100 of 1500. */
function lastPlace(parts: bigint): bigint | undefined {
  if (parts === 0n || parts % partsPerOne !== 0n) return undefined
  let place = 1n
  while ((parts / partsPerOne) % (place * 10n) === 0n) place *= 10n
  return place
}

/** What two ends of a range say: the first takes 万 from the second where only that makes sense. */
export function spreadBetween(first: string, second: string): Spread | Problem {
  const upper = spreadOf(second)
  const lower = spreadOf(first)
  if (isProblem(upper)) return upper
  const borrowed = borrowedTails(second).map((tail) => joined(spreadOf(first + tail), upper))
  const readings = borrowed.filter((reading) => reading !== undefined)
  if (borrowsLarge(first, second) && readings[0] !== undefined) return readings[0]
  if (isProblem(lower)) return lower
  // 二到三十: 2 to 30, or 20 to 30?
  if (readings.length > 0 && new RegExp(`^[${digitSigns}\\d]$`).test(first)) return ask('how-many')
  return joined(lower, upper) ?? refused('backwards')
}

const borrowsLarge = (first: string, second: string): boolean =>
  /[万亿w]|illion/.test(second) && !/[万亿w]|illion/.test(first)

/** What the first end may have left out: 百万 or 万 of 三到五百万. */
function borrowedTails(second: string): readonly string[] {
  const tail = /(?:[十百千万亿]+|k?w|k|million|billion)$/.exec(second)?.[0]
  if (tail === undefined) return []
  return /^[十百千].*[万亿]$/.test(tail) ? [tail, tail.slice(-1)] : [tail]
}

function joined(lower: Spread | Problem, upper: Spread): Spread | undefined {
  if (isProblem(lower) || lower.lo > upper.hi || lower.hi > upper.hi) return undefined
  return { lo: lower.lo, hi: upper.hi }
}
