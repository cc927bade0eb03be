import { dayAt, instant, type CivilDate } from './civil-date.js'
import { stepsPerUnit, type QuantityUnit, type Range } from './range.js'
import { ceilingOf, roughly } from './typed-input/limits.js'

type CountedUnit = Exclude<QuantityUnit, 'date'>

const unitNames: Readonly<Record<CountedUnit, string>> = {
  yuan: '元',
  'square-metre': '平方米',
  percent: '%',
  person: '人',
  seat: '个座席',
  item: '个',
  day: '天',
  month: '个月',
  year: '年',
}

/**
 * A value as people write it, exact to the last step: 500万元, 9,999,999元, 300万到500万元, 约500万元, 100万元以上,
 * 2027年3月15日. What typed-input read comes back as what it says.
 */
export function written(range: Range, unit: QuantityUnit, about?: true): string {
  if (unit === 'date') return writtenDays(range)
  const centre = (range.lo + range.hi) / 2n
  if (about && same(roughly({ lo: centre, hi: centre }), range)) return `约${one(centre, unit)}`
  if (about) return `约${between(range, unit)}`
  return range.lo === range.hi ? one(range.lo, unit) : between(range, unit)
}

const same = (a: Range, b: Range): boolean => a.lo === b.lo && a.hi === b.hi

function between({ lo, hi }: Range, unit: CountedUnit): string {
  if (hi === ceilingOf(unit)) return openAbove(lo, unit)
  if (lo === 0n && hi > 0n) return openBelow(hi, unit)
  const more = moreThan({ lo, hi }, unit)
  if (more !== undefined) return more
  const [first, last] = [one(lo, unit), one(hi, unit)]
  const shared = ['万元', '亿元', unitNames[unit]].find((end) => first.endsWith(end) && last.endsWith(end))
  // 9,000元到1万元 keeps its first 元: without it, it would read 9,000万.
  if (unit === 'yuan' && shared === '元' && (/[万亿]元$/.test(first) || /[万亿]元$/.test(last)))
    return `${first}到${last}`
  return shared === undefined ? `${first}到${last}` : `${first.slice(0, -unitNames[unit].length)}到${last}`
}

/** 500多万元, 20多人: what lies between a round value and the next one of its kind, without both. */
function moreThan({ lo, hi }: Range, unit: CountedUnit): string | undefined {
  const [below, next] = [lo - 1n, hi + 1n]
  const [, digits = '', end = ''] = /^([\d,]+)(\D.*)$/.exec(one(below, unit)) ?? []
  const width = 10n ** BigInt(zeros(below))
  if (below <= 0n || next - below !== width || digits === '' || unit === 'month' || unit === 'year')
    return undefined
  if (digits.endsWith('0')) return `${digits}多${end}`
  return /^[万亿]/.test(end) ? `${digits}${end.slice(0, 1)}多${end.slice(1)}` : undefined
}

function openAbove(lo: bigint, unit: CountedUnit): string {
  const below = lo - 1n
  return below > 0n && !runsOn(unit) && rounder(below, lo)
    ? `超过${one(below, unit)}`
    : `${one(lo, unit)}以上`
}

function openBelow(hi: bigint, unit: CountedUnit): string {
  return !runsOn(unit) && rounder(hi + 1n, hi) ? `不到${one(hi + 1n, unit)}` : `最多${one(hi, unit)}`
}

/** Between whole months and years there is more: the next one is no exact limit. */
const runsOn = (unit: CountedUnit): boolean => unit === 'month' || unit === 'year'

/** Whether the first has more zeros at its end: 不到100万 rather than 最多999,999.99. */
const rounder = (a: bigint, b: bigint): boolean => zeros(a) > zeros(b)
const zeros = (value: bigint): number => /0*$/.exec(String(value))?.[0].length ?? 0

/** One value of a unit, never rounded. */
function one(steps: bigint, unit: CountedUnit): string {
  return unit === 'yuan' ? money(steps) : `${decimal(steps, stepsPerUnit(unit))}${unitNames[unit]}`
}

const tenThousand = 1_000_000n
const hundredMillion = 10_000n * tenThousand

/** 万 and 亿 only where what is left has few decimals: 1050.5万元, but 9,999,999元. */
function money(cents: bigint): string {
  if (cents >= hundredMillion && cents % (hundredMillion / 10n) === 0n)
    return `${decimal(cents, hundredMillion)}亿元`
  if (cents >= tenThousand && cents % (tenThousand / 10n) === 0n) return `${plain(cents, tenThousand)}万元`
  return `${decimal(cents, 100n)}元`
}

function decimal(steps: bigint, per: bigint): string {
  return plain(steps, per).replace(/\B(?=(?:\d{3})+(?:$|\.))(?<!\.\d*)/g, ',')
}

/** steps / per as a decimal; per is a power of ten. */
function plain(steps: bigint, per: bigint): string {
  const fraction = String(steps % per)
    .padStart(String(per).length - 1, '0')
    .replace(/0+$/, '')
  return per === 1n || fraction === '' ? String(steps / per) : `${steps / per}.${fraction}`
}

function writtenDays({ lo, hi }: Range): string {
  const [first, last] = [dateOf(lo), dateOf(hi)]
  if (lo === hi) return dayText(first)
  const wholeMonth =
    first.slice(0, 7) === last.slice(0, 7) && first.endsWith('-01') && dateOf(hi + 1n).endsWith('-01')
  return wholeMonth ? dayText(first).replace(/月.*/, '月') : `${dayText(first)}到${dayText(last)}`
}

const millisecondsPerDay = 86_400_000
const dateOf = (day: bigint): CivilDate => dayAt(instant(Number(day) * millisecondsPerDay), 'UTC')

function dayText(date: CivilDate): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}
