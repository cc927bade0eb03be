import type { EventSource } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { Report } from '../../reply/deadline-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { EventKind } from '../../values/ids.js'
import { isAssertion, withoutFillers } from './assertion.js'
import { expires } from './stated-matter.js'
import { timeIn } from './times-said.js'
import { daysSaid, inYear, nearestDay, type FoundDay, type SaidDay } from './dates-said.js'

/** A report, and the words of it that are understood only if they name a matter. */
export interface SaidReport {
  readonly report: Report
  readonly about?: string
}

/** As long as the names may be that stand beside a report: of one client, or of many. */
const longestName = 150

/** What a sentence reports: 今天交材料了, 拿到新证了，有效期到2032年3月2日. By the words of the events file, and by nothing else. */
export function saidReport(text: string, rules: Rules, today: CivilDate): SaidReport | undefined {
  const { receipt, rest } = receiptIn(text.normalize('NFKC'))
  const { time, rest: timeless } = timeIn(normalise(rest))
  const { due, rest: words } = deadlineIn(timeless.replace(/\s+/g, ' ').trim(), today)
  if (words.length > longestReport) return undefined
  const found = daysSaid(words, today)
  const phrase = phraseAmong(words, found, rules)
  const dated = phrase === undefined ? undefined : datesOf(found, words, phrase.event)
  const named = phrase === undefined ? undefined : dayNamedBy(phrase.event.kind, rules)
  // A day until which something is to be done is understood only of what sets one.
  if (due !== undefined && named === undefined) return undefined
  if (phrase === undefined || dated === undefined) return undefined
  const { about, event } = phrase
  if (!isAssertion(about) || about.length > longestName) return undefined
  return {
    report: {
      event: event.kind,
      ...dated(today),
      ...(time !== undefined && { time }),
      ...(receipt !== undefined && { receipt }),
      ...(due !== undefined && named !== undefined && { sets: { event: named, on: due } }),
    },
    ...(about !== '' && { about }),
  }
}

/** What a notice names the day of: 收到补正通知 sets 补正截止. */
export function dayNamedBy(event: EventKind, { all }: Rules): EventKind | undefined {
  const dues = [...all.values()].map(({ due }) => due)
  return dues.flatMap((due) => (due.kind === 'named' && due.by === event ? [due.named] : []))[0]
}

const setBefore =
  /(?:截止(?:日期?|时间|到)?|期限(?:是|到|为)?|最[晚迟](?:到|在)?|限(?:期|在|于)?|要求(?:在)?|必须在?|须在?)(?:是|到|为|:)?\s*$/
const setAfter =
  /^\s*(?:(?:之|以)?前|截止|为止|到期)(?:(?:要|须|必须|得|内)?(?:补齐|补正|补好|补交|补报|交齐|交|提交|报送|报|改完|整改完|整改好|完成|整改|办结|答复|回复|回))?(?:材料|完毕|报告|完)?/

/** A day before which something is to be done, and the sentence without it: 11月30日前补齐. */
function deadlineIn(words: string, today: CivilDate): { readonly due?: CivilDate; readonly rest: string } {
  const found = daysSaid(words, today)
  const days = found.flatMap((day) => {
    const [before, after] = [words.slice(0, day.at), words.slice(day.at + day.length)]
    const lead = setBefore.exec(before)
    const tail = setAfter.exec(after)
    const on = reportedDay(day, today)
    if ((lead ?? tail) === null || on === undefined) return []
    const bare = `${before.slice(0, before.length - (lead?.[0].length ?? 0))} ${after.slice(tail?.[0].length ?? 0)}`
    return [{ due: on, rest: bare }]
  })
  const [only, another] = days
  // The notice itself and its day: with one day alone 补正截止12月1日 is a report of that day.
  return only === undefined || another !== undefined || !/通知|责令|要我们|退回|让补/.test(only.rest)
    ? { rest: words }
    : only
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
function phraseIn(words: string, rules: Rules): FoundPhrase | undefined {
  const found = phrasesOf(rules).find(({ phrase }) => words.includes(phrase))
  if (found === undefined) return undefined
  const { event, phrase } = found
  return { event, at: words.indexOf(phrase), length: phrase.length }
}

interface Phrase {
  readonly event: EventSource
  readonly phrase: string
}

/** Every message is held against all of them: they are brought into the form of messages once for each version of the rules. */
const known = new WeakMap<Rules, readonly Phrase[]>()

function phrasesOf(rules: Rules): readonly Phrase[] {
  const phrases = known.get(rules) ?? longestFirst(rules)
  known.set(rules, phrases)
  return phrases
}

function longestFirst({ events }: Rules): readonly Phrase[] {
  const all = [...events.values()].flatMap((event) =>
    event.says.map((said): Phrase => ({ event, phrase: normalise(said) })),
  )
  return all.sort((a, b) => Number(isUntil(a)) - Number(isUntil(b)) || b.phrase.length - a.phrase.length)
}

/** 有效期到 belongs to what happened, where anything did: 拿到证了，有效期到2031年5月7日. */
const isUntil = ({ event }: Phrase): boolean => event.kind === expires

/** What a text says besides these places and the words that say nothing of their own. */
function leftOf(words: string, places: readonly Place[]): string {
  return withoutFillers(
    leftOver(words, places).replace(
      /有效期限?|到期日?|[到至]|(?<!\p{L})日期?(?=改|应|更正)|改[成为]|更正为|应该?是|为止|通知书?|新证|把|决定|[上下]午|早上/gu,
      ' ',
    ),
  )
}

function leftOver(words: string, places: readonly Place[]): string {
  const isTaken = (index: number): boolean =>
    places.some(({ at, length }) => index >= at && index < at + length)
  const left = Array.from({ length: words.length }, (_, index) =>
    isTaken(index) ? ' ' : words.charAt(index),
  )
  return left.join('')
}

const untilBefore = /(?:有效期限?|有效|到期日?|新证(?=[到至]))\s*(?:到|至|截止到?|是|为)*\s*$/
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
