import { daysOfMonths } from '../months.js'
import { exactly, type Range } from '../range.js'
import { applied, type Hedge } from './hedge.js'
import { bareField, nobodyCounts } from './measured.js'
import { numeralSigns, partsPerOne, spreadBetween, spreadOf, vagueSigns, type Spread } from './number.js'
import { ask, isProblem, refused, type Problem, type Typed } from './typed.js'

export type TimeUnit = 'day' | 'month' | 'year'

/** A time, still as the pieces it was written in: 两个半月 is five half months, 一年零20天 is 24 of them and 20 days. */
export interface Span {
  readonly halfMonths: Range
  readonly days: Range
  /** The coarsest unit that was written. */
  readonly unit: TimeUnit
}

/**
 * A time as typed, in the unit it was typed in: 90天, 三个月, 半年 (six months), 一年半, 两个半月 (in days), 三五天.
 * A number alone counts `asked`.
 */
export function typedDuration(text: string, asked: TimeUnit): Typed {
  const bare = bareField(text, '还有|还剩|剩下?|期限|保存|录音|连续|从业|做了|干了')
  if ('kind' in bare) return bare
  // 近三年 is "the last three years", or nearly three.
  if (bare.hedges.has('nearly') || nobodyCounts.test(bare.text)) return ask('how-many')
  const span = spanOf(bare.text, asked)
  if (isProblem(span)) return span
  return hedgedSpan(inItsUnit(span), bare.hedges)
}

/**
 * A time runs on between whole years and months: more than three years may be less than four, and less than three may
 * be 35 months. Less than a month is counted in days.
 */
function hedgedSpan({ unit, range }: Time, hedges: ReadonlySet<Hedge>): Typed {
  if (hedges.has('more-than') && unit !== 'day') return applied(range, unit, new Set(['at-least']))
  if (hedges.has('less-than') && unit === 'year')
    return applied({ lo: range.lo * 12n, hi: range.hi * 12n }, 'month', hedges)
  if (hedges.has('less-than') && unit === 'month' && range.hi === 1n)
    return applied(daysOfMonths(1n), 'day', hedges)
  return applied(range, unit, hedges)
}

interface Time {
  readonly unit: TimeUnit
  readonly range: Range
}

const pieceOf = new RegExp(
  `^[零又加和]?(半|[\\d,.${numeralSigns}${vagueSigns}点]+)(个)?([半多])?(周?年|月|周|星期|礼拜|季度?|自然日|日历日|工作日|天|日)(半|多)?`,
)
const none = exactly(0n)

interface Piece {
  readonly number: string
  readonly counter: boolean
  /** 半 or 多, as in 两个半月 and 一年多. */
  readonly more: string
  readonly unit: string
  readonly length: number
}

/** What a levelled text says, or why it says no time. */
export function spanOf(text: string, asked: TimeUnit): Span | Problem {
  const [first = '', second, third] = text.split(/-+|~+|到|至/)
  if (third !== undefined) return refused('unreadable')
  if (second === undefined) return onePart(first, asked)
  const piece = nextPiece(second)
  if (piece !== undefined && piece.length === second.length && nextPiece(first) === undefined)
    return ofPiece(piece, spreadBetween(first, piece.number))
  return twoParts(onePart(first, asked), onePart(second, asked))
}

function twoParts(lower: Span | Problem, upper: Span | Problem): Span | Problem {
  if (isProblem(lower)) return lower
  if (isProblem(upper)) return upper
  const [a, b] = [inDays(lower), inDays(upper)]
  if (a.lo > b.hi) return refused('backwards')
  const withDays = [lower, upper].some(({ unit, days }) => unit === 'day' || days.hi > 0n)
  if (withDays) return { halfMonths: none, days: { lo: a.lo, hi: b.hi }, unit: 'day' }
  const halfMonths = { lo: lower.halfMonths.lo, hi: upper.halfMonths.hi }
  return { halfMonths, days: none, unit: lower.unit === upper.unit ? lower.unit : 'month' }
}

function onePart(text: string, asked: TimeUnit): Span | Problem {
  const piece = nextPiece(text)
  if (piece === undefined) return bareNumber(text, asked)
  const here = ofPiece(piece, spreadOf(piece.number))
  if (isProblem(here) || piece.length === text.length) return here
  const next = nextPiece(text.slice(piece.length))
  // 1年半3个月: a half is always the last word.
  if (next === undefined || piece.more !== '') return refused('unreadable')
  const after = onePart(text.slice(piece.length), asked)
  return isProblem(after) ? after : { ...sum(here, after), unit: here.unit }
}

function nextPiece(text: string): Piece | undefined {
  const [all, number, counter, inner, unit, outer] = pieceOf.exec(text) ?? []
  if (all === undefined || number === undefined || unit === undefined) return undefined
  return { number, counter: counter !== undefined, more: inner ?? outer ?? '', unit, length: all.length }
}

function bareNumber(text: string, asked: TimeUnit): Span | Problem {
  const unit = asked === 'day' ? '天' : asked === 'month' ? '月' : '年'
  return ofPiece({ number: text, counter: true, more: '', unit, length: text.length }, spreadOf(text))
}

function ofPiece(piece: Piece, number: Spread | Problem): Span | Problem {
  if (isProblem(number)) return number
  if (piece.unit === '工作日') return ask('working-days')
  // 3月 is March and 一季度 the first quarter.
  if (/^[月季]/.test(piece.unit) && !piece.counter && !/[俩仨]/.test(piece.number)) return ask('which-unit')
  if (piece.unit === '年' && looksLikeYear(piece.number)) return ask('which-unit')
  // 半年多 and 一个半年 leave open how much a half adds.
  if (
    (piece.number === '半' && piece.more !== '') ||
    (piece.unit === '年' && piece.counter && piece.more === '半')
  )
    return ask('how-many')
  const { halfMonths, days } = lengthOf(piece.unit)
  const spread = extended(number, piece.more)
  const counted = countedIn(spread, halfMonths === 0n ? days : halfMonths, halfMonths === 0n)
  if (isProblem(counted)) return counted
  return halfMonths === 0n
    ? { halfMonths: none, days: counted, unit: 'day' }
    : { halfMonths: counted, days: none, unit: halfMonths === 24n ? 'year' : 'month' }
}

/** 2026年 is a year, 26年 may be one. */
const looksLikeYear = (number: string): boolean =>
  /^(?:[2-9]\d|\d{4}|[零〇一二三四五六七八九]{4})$/.test(number)

function lengthOf(unit: string): { readonly halfMonths: bigint; readonly days: bigint } {
  if (unit.endsWith('年')) return { halfMonths: 24n, days: 0n }
  if (unit.startsWith('季')) return { halfMonths: 6n, days: 0n }
  if (unit === '月') return { halfMonths: 2n, days: 0n }
  return { halfMonths: 0n, days: /^(?:周|星期|礼拜)$/.test(unit) ? 7n : 1n }
}

function extended({ lo, hi }: Spread, more: string): Spread {
  if (more === '半') return { lo: lo + partsPerOne / 2n, hi: hi + partsPerOne / 2n }
  return more === '多' ? { lo: lo + 1n, hi: hi + partsPerOne - 1n } : { lo, hi }
}

/** An exact time must be whole; of a vague one, days are counted and months are taken a little wider. */
function countedIn({ lo, hi }: Spread, steps: bigint, inDays: boolean): Range | Problem {
  const down = (parts: bigint): bigint => (parts * steps) / partsPerOne
  const up = (parts: bigint): bigint => (parts * steps + partsPerOne - 1n) / partsPerOne
  const exact = lo === hi
  const range = inDays || exact ? { lo: up(lo), hi: down(hi) } : { lo: down(lo), hi: up(hi) }
  return range.lo > range.hi ? refused('not-whole') : range
}

const sum = (a: Span, b: Span): Pick<Span, 'halfMonths' | 'days'> => ({
  halfMonths: plus(a.halfMonths, b.halfMonths),
  days: plus(a.days, b.days),
})

const plus = (a: Range, b: Range): Range => ({ lo: a.lo + b.lo, hi: a.hi + b.hi })

/** A time in the coarsest unit that holds it exactly, in days where months and days are mixed. */
function inItsUnit(span: Span): Time {
  const { halfMonths, days, unit } = span
  if (unit === 'day' && halfMonths.hi === 0n) return { unit, range: days }
  const holds = (steps: bigint): boolean => halfMonths.lo % steps === 0n && halfMonths.hi % steps === 0n
  if (days.hi > 0n || !holds(2n)) return { unit: 'day', range: inDays(span) }
  const steps = unit === 'year' && holds(24n) ? 24n : 2n
  return {
    unit: steps === 24n ? 'year' : 'month',
    range: { lo: halfMonths.lo / steps, hi: halfMonths.hi / steps },
  }
}

/** Half a month is fifteen days; whole months are as long as any so many months in a row may be. */
function inDays({ halfMonths, days }: Span): Range {
  const half = (count: bigint): bigint => (count % 2n) * 15n
  return {
    lo: daysOfMonths(halfMonths.lo / 2n).lo + half(halfMonths.lo) + days.lo,
    hi: daysOfMonths(halfMonths.hi / 2n).hi + half(halfMonths.hi) + days.hi,
  }
}
