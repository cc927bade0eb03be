import type { CivilDate } from '../civil-date.js'
import type { QuantityUnit, Range } from '../range.js'
import { foreignMoney, typedAmount } from './amount.js'
import { typedArea } from './area.js'
import { typedCount } from './count.js'
import { typedDate } from './date.js'
import { typedDuration } from './duration.js'
import {
  amounts,
  anyNumber,
  areas,
  bareCounts,
  countedAfter,
  dates,
  foreignAmounts,
  fractions,
  percents,
  persons,
  seats,
  times,
} from './places.js'
import { typedShare } from './share.js'
import { levelled } from './spelling.js'
import type { Typed } from './typed.js'

/** A value that a sentence names. */
export interface Quantity {
  /** What it counts; more than one where the sentence leaves that open: 8个够不够. */
  readonly units: readonly [QuantityUnit, ...QuantityUnit[]]
  readonly range: Range
  readonly about?: true
  /** The piece of the sentence, from `from` up to `to`. */
  readonly said: string
  readonly from: number
  readonly to: number
}

interface Kind {
  readonly found: RegExp
  readonly read: (piece: string, today: CivilDate) => Typed
  /** Units besides the one that was read. */
  readonly or?: readonly QuantityUnit[]
}

// Dates first: 2027年3月15日 must not be read as a time of 15 days. A bare 个 last.
const kinds: readonly Kind[] = [
  { found: dates, read: typedDate },
  { found: seats, read: (piece) => typedCount(piece, 'seat') },
  { found: persons, read: (piece) => typedCount(piece, 'person') },
  { found: areas, read: typedArea },
  { found: percents, read: typedShare },
  { found: fractions, read: typedShare },
  { found: times, read: (piece) => typedDuration(piece, 'day') },
  { found: amounts, read: (piece) => typedAmount(piece, 'unclear') },
  { found: countedAfter('[座坐]席|工位'), read: (piece) => typedCount(piece, 'seat') },
  { found: countedAfter('员工|人员|客服'), read: (piece) => typedCount(piece, 'person') },
  { found: bareCounts, read: (piece) => typedCount(piece, 'seat'), or: ['person', 'item'] },
]

/**
 * The amounts, counts, areas, times, shares and dates that a sentence names, in their order; none overlap. What would
 * have to be asked back (1000, 3月15日, 几百万, 100万美元) is left out, as are numbers that only name something (第29条, B24).
 */
export function quantitiesIn(text: string, today: CivilDate): readonly Quantity[] {
  const level = levelled(text)
  if (!anyNumber.test(level)) return []
  const found = kinds.flatMap((kind) => ofKind(kind, level, text, today))
  const chosen: Quantity[] = []
  for (const quantity of found)
    if (chosen.every((other) => quantity.to <= other.from || other.to <= quantity.from)) chosen.push(quantity)
  return chosen.sort((a, b) => a.from - b.from)
}

/** The sums that a sentence names in another money than yuan. How many yuan they are nobody here can say: the range is the bare number's. */
export function foreignAmountsIn(text: string, today: CivilDate): readonly Quantity[] {
  const level = levelled(text)
  return anyNumber.test(level)
    ? ofKind({ found: foreignAmounts, read: withoutCurrency }, level, text, today)
    : []
}

const signBefore = new RegExp(`(?:${foreignMoney})\\s?(?=\\d)`)
const currency = new RegExp(foreignMoney)

function withoutCurrency(piece: string): Typed {
  const level = levelled(piece)
  const sum = signBefore.test(level) ? `${level.replace(signBefore, '')}元` : level.replace(currency, '元')
  return typedAmount(sum, 'unclear')
}

function ofKind(
  { found, read, or = [] }: Kind,
  level: string,
  text: string,
  today: CivilDate,
): readonly Quantity[] {
  return [...level.matchAll(found)].flatMap((match) => {
    const from = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0)
    const to = match.index + match[0].trimEnd().length
    const said = text.slice(from, to)
    // 员工10，100平 is two numbers, 1，000万 is one.
    const typed = said.includes('，') ? undefined : read(said, today)
    if (typed?.kind !== 'value') return []
    const { unit, range, about } = typed
    return [{ units: [unit, ...or], range, ...(about && { about }), said, from, to }]
  })
}
