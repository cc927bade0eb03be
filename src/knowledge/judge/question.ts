import { daysAfter, dayNumber, type CivilDate } from '../../values/civil-date.js'
import { numeralSigns, vagueSigns } from '../../values/typed-input/number.js'
import { foreignAmountsIn, quantitiesIn, type Quantity } from '../../values/typed-input/quantities.js'
import { levelled } from '../../values/typed-input/spelling.js'
import { typedDate } from '../../values/typed-input/date.js'
import type { Asked } from './rule.js'
import { blank } from './words.js'
import { questionOf, type Question } from '../words/question.js'

/** A question that names a value. */
export interface Posed {
  readonly quantity: Quantity
  /** The question in its one spelling, with a blank in the place of each number; its unit still stands. */
  readonly text: string
  readonly as: NamedAs
}

/**
 * As a value; as a day without its year, good for what is due every year, not for an expiry; or as a sum in another
 * money than yuan, which can only be told apart.
 */
type NamedAs = 'value' | 'yearless' | 'foreign'

/** Longer ones tell a story, and a story asks something else. */
const longest = 80

/** A message as all who answer it read it: reading is slow, and each of them needs it. */
export interface Heard {
  readonly question: Question
  /** Once for each value that it names. */
  readonly posed: readonly Posed[]
}

export function heardAs(original: string, asked: Asked): Heard {
  const { lexicon, index } = asked.knowledge
  return { question: questionOf(original, lexicon, index.knows), posed: posed(original, asked) }
}

/** None if it is too long. */
function posed(original: string, { knowledge, asOf }: Asked): readonly Posed[] {
  if (original.length > longest) return []
  const named = namedIn(original, asOf)
  if (named.length === 0) return []
  const blanked = named
    .toReversed()
    .reduce((text, { quantity, as }) => withBlank(text, quantity, as), original)
  const { text } = questionOf(blanked, knowledge.lexicon, knowledge.index.knows)
  return named.map(({ quantity, as }) => ({ quantity, as, text }))
}

function namedIn(original: string, asOf: CivilDate): readonly Pick<Posed, 'quantity' | 'as'>[] {
  const named = [
    ...quantitiesIn(original, asOf).map((quantity) => ({ quantity, as: 'value' as const })),
    ...foreignAmountsIn(original, asOf).map((quantity) => ({ quantity, as: 'foreign' as const })),
  ]
  if (named.length > 0) return named.toSorted((a, b) => a.quantity.from - b.quantity.from)
  return monthsIn(original, asOf).map((quantity) => ({ quantity, as: 'yearless' }))
}

const numeric = new RegExp(`[\\d${numeralSigns}半几](?:.*[\\d${numeralSigns}${vagueSigns}半wk])?`)

/** Only the number goes, since 2个客服 and 员工10个 say with their other words what is counted; of foreign money all goes. */
function withBlank(original: string, { said, from, to }: Quantity, as: NamedAs): string {
  const number = as === 'foreign' ? null : numeric.exec(levelled(said))
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
