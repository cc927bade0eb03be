import { daysAfter, dayNumber, type CivilDate } from '../values/civil-date.js'
import { numeralSigns, vagueSigns } from '../values/typed-input/number.js'
import { quantitiesIn, type Quantity } from '../values/typed-input/quantities.js'
import { levelled } from '../values/typed-input/spelling.js'
import { typedDate } from '../values/typed-input/date.js'
import { blank } from './judge-words.js'
import type { Knowledge } from './knowledge.js'
import { questionOf } from './question.js'

/** A question that names one value. */
export interface Posed {
  readonly quantity: Quantity
  /** The question in its one spelling, with a blank in the place of the number; its unit still stands. */
  readonly text: string
  /** A day without its year stands for that day of any year: good for what is due every year, not for an expiry. */
  readonly isYearless: boolean
}

/** Longer ones tell a story, and a story asks something else. */
const longest = 80

/** The question with its one value; undefined if it names none or several. `asOf` is today for 明年3月. */
export function posed(original: string, knowledge: Knowledge, asOf: CivilDate): Posed | undefined {
  if (original.length > longest) return undefined
  const named = quantitiesIn(original, asOf)
  const [quantity, second] = named.length > 0 ? named : monthsIn(original, asOf)
  if (quantity === undefined || second !== undefined) return undefined
  const { text } = questionOf(withBlank(original, quantity), knowledge.lexicon, knowledge.index.knows)
  return { quantity, text, isYearless: named.length === 0 }
}

const numeric = new RegExp(`[\\d${numeralSigns}半几](?:.*[\\d${numeralSigns}${vagueSigns}半wk])?`)

/** Only the number goes: 2个客服 and 员工10个 say with their other words what is counted. */
function withBlank(original: string, { said, from, to }: Quantity): string {
  const number = numeric.exec(levelled(said))
  const start = from + (number?.index ?? 0)
  const end = number === null ? to : start + number[0].length
  return original.slice(0, start) + blank + original.slice(end)
}

const month =
  /(?<![\d年第一二三四五六七八九十])(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末|初|中旬)?(?:[\d一二三四五六七八九十]{1,3}[日号])?/g

/** Months without a year, as of this year: for what is due on the same day of every year. */
function monthsIn(original: string, asOf: CivilDate): readonly Quantity[] {
  return [...levelled(original).matchAll(month)].flatMap(({ 0: piece, index: from }) => {
    const typed = typedDate(`${asOf.slice(0, 4)}年${piece}`, asOf)
    if (typed.kind !== 'value') return []
    const to = from + piece.length
    return [{ units: ['date'], range: typed.range, said: original.slice(from, to), from, to }]
  })
}

/** The day that a day number stands for. */
export function dateOf(day: bigint, asOf: CivilDate): CivilDate {
  return daysAfter(asOf, Number(day - dayNumber(asOf)))
}
