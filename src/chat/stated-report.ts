import type { EventSource } from '../deadlines/rule.js'
import type { Rules } from '../deadlines/rules.js'
import { normalise } from '../knowledge/normalise.js'
import type { Report } from '../reply/deadline-press.js'
import type { CivilDate } from '../values/civil-date.js'
import { isAssertion, withoutFillers } from './assertion.js'
import { daysSaid, inYear, nearestDay, type FoundDay, type SaidDay } from './dates-said.js'

/** A report, and the words of it that are understood only if they name a matter. */
export interface SaidReport {
  readonly report: Report
  readonly about?: string
}

/** As long as a name may be that stands beside a report. */
const longestName = 30

/** What a sentence reports: 今天交材料了, 拿到新证了，有效期到2032年3月2日. By the words of the events file, and by nothing else. */
export function saidReport(text: string, rules: Rules, today: CivilDate): SaidReport | undefined {
  const { receipt, rest } = receiptIn(text.normalize('NFKC'))
  const words = normalise(rest)
  if (words.length > longestReport) return undefined
  const found = daysSaid(words, today)
  const phrase = phraseAmong(words, found, rules)
  const dated = phrase === undefined ? undefined : datesOf(found, words, phrase.event)
  if (phrase === undefined || dated === undefined) return undefined
  const { about, event } = phrase
  if (!isAssertion(about) || about.length > longestName) return undefined
  return {
    report: { event: event.kind, ...dated(today), ...(receipt !== undefined && { receipt }) },
    ...(about !== '' && { about }),
  }
}

interface Said {
  readonly event: EventSource
  /** What is said besides. */
  readonly about: string
}

/** A phrase may hold a day (今天交材料了), or a day may stand in it (租约2027年8月1日到期): the longer one is meant. */
function phraseAmong(words: string, found: readonly FoundDay[], rules: Rules): Said | undefined {
  const whole = phraseIn(words, rules)
  const dayless = leftOver(words, found).replace(/\s/g, '')
  const split = phraseIn(dayless, rules)
  if (split !== undefined && split.length > (whole?.length ?? 0))
    return { event: split.event, about: leftOf(dayless, [split]) }
  return whole === undefined ? undefined : { event: whole.event, about: leftOf(words, [whole, ...found]) }
}

const longestReport = 200

/** Where something stands in a text. */
interface Place {
  readonly at: number
  readonly length: number
}

interface FoundPhrase extends Place {
  readonly event: EventSource
}

/** The longest of the phrases that stand in it. */
function phraseIn(words: string, { events }: Rules): FoundPhrase | undefined {
  const said = [...events.values()].flatMap((event) =>
    event.says.flatMap((phrase) => {
      const { length } = normalise(phrase)
      const at = words.indexOf(normalise(phrase))
      return at < 0 ? [] : [{ event, at, length }]
    }),
  )
  return said.sort((a, b) => b.length - a.length)[0]
}

/** What a text says besides these places and the words that say nothing of their own. */
function leftOf(words: string, places: readonly Place[]): string {
  return withoutFillers(leftOver(words, places).replace(/有效期限?|到期日?|[到至]|为止/g, ' '))
}

function leftOver(words: string, places: readonly Place[]): string {
  const isTaken = (index: number): boolean =>
    places.some(({ at, length }) => index >= at && index < at + length)
  const left = Array.from({ length: words.length }, (_, index) =>
    isTaken(index) ? ' ' : words.charAt(index),
  )
  return left.join('')
}

const untilBefore = /(?:有效期限?|有效|到期日?)\s*(?:到|至|截止到?|是|为)*\s*$/
const untilAfter = /^\s*(?:到期|过期|为止|期满)/

type DatesOn = (today: CivilDate) => Pick<Report, 'on' | 'expiresOn'>

/** The day of the event and, of a new licence, the day until which it is valid. What lies ahead is reported with its day only. */
function datesOf(found: readonly FoundDay[], words: string, { ahead }: EventSource): DatesOn | undefined {
  const isUntil = ({ at, length }: FoundDay): boolean =>
    ahead !== true && (untilBefore.test(words.slice(0, at)) || untilAfter.test(words.slice(at + length)))
  const [until, secondUntil] = found.filter(isUntil)
  const [on, second] = found.filter((day) => !isUntil(day))
  if (second !== undefined || secondUntil !== undefined) return undefined
  if (ahead === true && on === undefined) return undefined
  return (today) => {
    const day = on === undefined ? undefined : reportedDay(on, today)
    return {
      ...(day !== undefined && { on: day }),
      ...(until?.kind === 'day' && { expiresOn: until.on }),
    }
  }
}

/** A day without its year is the nearest of that name: the card that asks for confirmation shows it whole. */
export function reportedDay(said: SaidDay, today: CivilDate): CivilDate | undefined {
  return said.kind === 'day' ? said.on : nearestDay(said.monthDay, today)
}

const receipts =
  /(?:受理|回执|收件|申请|业务)?(?:编号|号码|单号|号)\s*(?:是|为|:)?\s*([\u4e00-\u9fff]{0,4}[A-Za-z0-9][A-Za-z0-9\-[\]()〔〕第号]{2,40})/

/** The number under which an authority keeps what was handed in, and the sentence without it. */
function receiptIn(text: string): { readonly receipt?: string; readonly rest: string } {
  const found = receipts.exec(text)
  const receipt = found?.[1]
  if (found === null || receipt === undefined) return { rest: text }
  return { receipt, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` }
}

const bareReceipt =
  /^(?:[受理回执收件申请业务]{0,4}(?:编号|号码|单号|号)?(?:是|为|:)?)?\s*([\u4e00-\u9fff]{0,4}[A-Za-z0-9\-[\]()〔〕第号]{4,40})$/

/** A receipt number that was asked for: with or without a word before it. */
export function typedReceipt(text: string): string | undefined {
  const number = bareReceipt.exec(text.normalize('NFKC').trim())?.[1]
  return number !== undefined && /\d{3}/.test(number) ? number : undefined
}

/** The year that was asked for, or the whole date: 2027, 2027年, 明年, 2027年3月2日. */
export function typedYear(text: string, monthDay: string, today: CivilDate): CivilDate | undefined {
  const [whole] = daysSaid(text.normalize('NFKC'), today)
  if (whole?.kind === 'day') return whole.on
  const year = yearIn(normalise(text), Number(today.slice(0, 4)))
  return year === undefined ? undefined : inYear(monthDay, year)
}

const nearYears: Readonly<Record<string, number>> = { 去年: -1, 今年: 0, 明年: 1, 后年: 2, 大后年: 3 }

function yearIn(words: string, thisYear: number): number | undefined {
  const bare = words.replace(/^是/, '').replace(/的$/, '')
  const near = nearYears[bare]
  if (near !== undefined) return thisYear + near
  const written = /^(\d{4})年?$/.exec(bare)?.[1]
  return written === undefined ? undefined : Number(written)
}
