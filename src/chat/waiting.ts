import type { Bulk } from '../reply/bulk.js'
import type { Report, StatedMatter } from '../reply/deadline-press.js'
import type { Press } from '../reply/reply.js'
import { normalise } from '../knowledge/words/normalise.js'
import { instant, type CivilDate, type Instant } from '../values/civil-date.js'
import { handoverCode, type HandoverCode, type MatterId } from '../values/ids.js'
import { isAssertion } from './said/assertion.js'
import { daySaid } from './said/dates-said.js'
import { expires } from './said/stated-matter.js'
import { timeIn } from './said/times-said.js'
import { reportedDay, typedReceipt, typedYear } from './said/stated-report.js'

/** What the bot asked for, with all that was said before: typed, it is the same as the press of a button. */
export type Waiting = { readonly until: Instant } & Wanted

export type Wanted =
  | { readonly for: 'year'; readonly stated: StatedMatter; readonly monthDay: string }
  /** The number that was sent to that person alone: who has it was reached. */
  | { readonly for: 'code'; readonly matter: MatterId; readonly code: string }
  | { readonly for: 'date' | 'expiry' | 'receipt'; readonly report: Report }
  /** By which an interview that was begun elsewhere goes on. */
  | { readonly for: 'interview-code' }
  /** Who is to be left out, or the day where it is not known yet. */
  | { readonly for: 'bulk'; readonly bulk: Bulk }

const waitsMs = 60 * 60_000

export const waitingFor = (wanted: Wanted, now: Instant): Waiting => ({
  ...wanted,
  until: instant(now + waitsMs),
})

/** What was typed means: a press, or something that was meant to be the answer and is none. */
export type TypedAnswer =
  | { readonly kind: 'press'; readonly press: Press }
  | { readonly kind: 'interview-code'; readonly code: HandoverCode }
  | { readonly kind: 'unfit' }

const leaving = /^(?:取消|算了|不用了?|不要了?|退出|先不了?|别记了)$/
/** What is longer says something else. */
const longestAnswer = 30

/** Undefined for what is no answer at all: a question in between is answered, and the bot goes on waiting. */
export function typedAnswer(text: string, waiting: Waiting, today: CivilDate): TypedAnswer | undefined {
  const typed = text.normalize('NFKC').trim()
  if (leaving.test(normalise(typed))) return { kind: 'press', press: { kind: 'drop' } }
  if (waiting.for === 'bulk') return bulkAnswer(typed, waiting.bulk, today)
  if (waiting.for === 'interview-code') return codeSaid(typed)
  if (typed.length > longestAnswer || !isAssertion(typed)) return undefined
  const press = pressFor(typed, waiting, today)
  if (press !== undefined) return { kind: 'press', press }
  return isMeant(typed, waiting) ? { kind: 'unfit' } : undefined
}

/** What looks like one and is none was meant to be: letters and digits that no word is written with. */
function codeSaid(typed: string): TypedAnswer | undefined {
  const code = interviewCodeIn(typed)
  if (code !== undefined) return { kind: 'interview-code', code }
  return /^[\dA-Za-z -]{4,8}$/.test(typed) ? { kind: 'unfit' } : undefined
}

/** The letters and digits by which an interview goes on elsewhere, however they were copied. */
function interviewCodeIn(typed: string): HandoverCode | undefined {
  const code = typed.replaceAll(/[\s-]/g, '')
  return /^[\dA-Za-z]{6}$/.test(code) ? handoverCode(code.toUpperCase()) : undefined
}

/** A code is digits and nothing else; a day is whatever has some. */
function isMeant(typed: string, { for: what }: One): boolean {
  if (what === 'code') return /^\d+$/.test(typed)
  return what !== 'receipt' && /\d/.test(typed)
}

const leavingOut =
  /^(?:不含|不包括|不包含|不算|去掉|去除|除去|除了|排除|删掉)\s*(.{1,100}?)(?:以外|之外|除外)?$/
const leftOutAfter = /^(.{1,100}?)(?:不算|除外|去掉|不在内|不要)$/

function bulkAnswer(typed: string, bulk: Bulk, today: CivilDate): TypedAnswer | undefined {
  const without = leavingOut.exec(typed)?.[1] ?? leftOutAfter.exec(typed)?.[1]
  if (without !== undefined) return { kind: 'press', press: { kind: 'bulk', step: 'ask', bulk, without } }
  const { deed } = bulk
  if (deed.kind !== 'event' || deed.on !== undefined || typed.length > longestAnswer) return undefined
  const said = daySaid(typed, today)
  const on = said === undefined ? undefined : reportedDay(said, today)
  if (on !== undefined)
    return { kind: 'press', press: { kind: 'bulk', step: 'ask', bulk: { ...bulk, deed: { ...deed, on } } } }
  return isAssertion(typed) && /^[\d\s年月日号.\/-]+$/.test(typed) ? { kind: 'unfit' } : undefined
}

type One = Exclude<Waiting, { readonly for: 'bulk' | 'interview-code' }>

function pressFor(typed: string, waiting: One, today: CivilDate): Press | undefined {
  switch (waiting.for) {
    case 'year': {
      const on = typedYear(typed, waiting.monthDay, today)
      return on === undefined ? undefined : { kind: 'review', stated: dated(waiting.stated, on) }
    }
    case 'code':
      return typed === waiting.code ? { kind: 'reached', matter: waiting.matter } : undefined
    case 'receipt': {
      const receipt = typedReceipt(typed)
      return receipt === undefined ? undefined : { kind: 'report', report: { ...waiting.report, receipt } }
    }
    case 'date':
    case 'expiry': {
      const { time, rest } = waiting.for === 'date' ? timeIn(normalise(typed)) : { rest: typed }
      const said = daySaid(rest.trim(), today)
      const on = said === undefined ? undefined : reportedDay(said, today)
      if (on === undefined) return undefined
      const report = filledIn(waiting, on)
      return { kind: 'report', report: time === undefined ? report : { ...report, time } }
    }
  }
}

function filledIn({ for: what, report }: Extract<Wanted, { report: Report }>, day: CivilDate): Report {
  return what === 'expiry' ? { ...report, expiresOn: day } : { ...report, on: day }
}

/** A licence whose day of expiry has its year now. */
export const dated = (stated: StatedMatter, on: CivilDate): StatedMatter => ({
  ...stated,
  events: [...stated.events, { event: expires, on }],
})
