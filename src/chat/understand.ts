import { normalise } from '../knowledge/words/normalise.js'
import type { Rules } from '../deadlines/rules.js'
import type { TypedAnswer } from '../interview/said/typed.js'
import type { DoubtsPress, Report, StatedMatter } from '../reply/deadline-press.js'
import type { Press } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import { numeral } from '../values/typed-input/numeral.js'
import {
  handoverCode,
  sameChat,
  type ChatRef,
  type EventId,
  type HandoverCode,
  type InputId,
  type InterviewId,
  type MessageId,
  type PressToken,
} from '../values/ids.js'
import type { Arrival, ChatClosed, SentFile } from './arrival.js'
import { commandIn, commandsIn, type Command, type CommandName } from './commands.js'
import { interviewSaid, type Interviewing } from './interview/typed.js'
import { doubtsSaid } from './said/doubts-said.js'
import { pastedSheet, wantsImport, wantsTemplate } from './said/import-wish.js'
import { manySaid, type ManyRequest } from './said/many-said.js'
import { requestIn, type Request } from './said/request.js'
import type { OfferedButton, Session } from './session.js'
import { statedMatter } from './said/stated-matter.js'
import { saidReport } from './said/stated-report.js'
import { saidTrait } from './said/stated-trait.js'
import { typedAnswer, type Waiting } from './waiting.js'

/** What somebody wants. */
export type Intent =
  | { readonly kind: 'not-called' }
  | { readonly kind: 'command'; readonly name: CommandName; readonly rest: string }
  | { readonly kind: 'unknown-command'; readonly typed: string }
  /** `corrects`: the answer that is to be given anew. */
  | { readonly kind: 'question'; readonly text: string; readonly corrects?: EventId }
  | { readonly kind: 'too-long'; readonly length: number }
  /** A token that came with a click: what it stands for must be looked up. */
  | { readonly kind: 'clicked'; readonly token: PressToken }
  /** A button chosen by typing its number or its label. */
  | { readonly kind: 'chosen'; readonly press: Press }
  /** The number of a button, of which there are fewer. */
  | { readonly kind: 'no-such-button'; readonly typed: number; readonly count: number }
  /** A matter whose dates somebody states: it is to be watched. */
  | { readonly kind: 'stated'; readonly stated: StatedMatter }
  /** Something that happened to a matter; `text` is a question after all if nothing here is called `about`. */
  | {
      readonly kind: 'reported'
      readonly text: string
      readonly report: Report
      readonly about?: string
      readonly replyTo?: MessageId
    }
  /** Of reminders of which nobody knows whether they arrived. */
  | { readonly kind: 'doubts-said'; readonly as: DoubtsPress['as'] }
  /** What is so of a company, as rules ask for it. */
  | { readonly kind: 'described'; readonly trait: string }
  /** Something here that is to be otherwise; `text` is a question after all if its words name nothing here. */
  | {
      readonly kind: 'requested'
      readonly text: string
      readonly request: Request | ManyRequest
      readonly replyTo?: MessageId
    }
  /** Meant as the answer that the bot waits for, and none. */
  | { readonly kind: 'unfit'; readonly waiting: Waiting }
  /** What stands behind 接收提醒: a code that another chat gave out. */
  | { readonly kind: 'code-typed'; readonly code: HandoverCode }
  /** What stands behind 继续我的面谈: a code that was given out elsewhere. */
  | { readonly kind: 'interview-code'; readonly code: HandoverCode }
  /** Typed to the question of an interview. */
  | { readonly kind: 'interview-said'; readonly typed: TypedAnswer }
  | { readonly kind: 'unsupported'; readonly what: string }
  /** A table of licences that are to be watched. */
  | { readonly kind: 'sheet-sent'; readonly file: SentFile }
  | { readonly kind: 'joined' }
  | { readonly kind: 'left'; readonly why: ChatClosed }
  | { readonly kind: 'migrated'; readonly to: string }

/** Longer than this is a document, not a question. */
export const longestQuestion = 1000

/** What the words of a message are held against. */
export interface Hearing extends Interviewing {
  /** The chats in which the operators' commands are understood, too. */
  readonly operators: readonly ChatRef[]
  /** How people say what happens to a matter. */
  readonly rules: Rules
}

export function understand(arrival: Arrival, session: Session, hearing: Hearing): Intent {
  switch (arrival.kind) {
    case 'pressed':
      return { kind: 'clicked', token: arrival.token }
    case 'unsupported':
      return arrival.addressed ? { kind: 'unsupported', what: arrival.what } : notCalled
    case 'file':
      return arrival.addressed ? { kind: 'sheet-sent', file: arrival.file } : notCalled
    case 'said':
      return arrival.addressed ? saidIntent(arrival, session, hearing) : notCalled
    case 'joined':
      return { kind: 'joined' }
    case 'left':
      return { kind: 'left', why: arrival.why }
    case 'migrated':
      return { kind: 'migrated', to: arrival.to }
  }
}

const codeShape = /^[\w-]{16,64}$/

/** The one-time code that a link put behind /start. */
export function codeIn({ name, rest }: Command): HandoverCode | undefined {
  return name === 'start' && codeShape.test(rest) ? handoverCode(rest) : undefined
}

const takingOn = /^\s*接收提醒[\s:：]*([\w-]{8,64})\s*$/

const goingOn = /^\s*(?:\/\S+\s+)?(?:继续|繼續)我的(?:面谈|面談|访谈|訪談)[\s:：]*([\dA-Za-z]{6})?\s*$/

const goOnIntent = (code: string | undefined): Intent =>
  code === undefined
    ? { kind: 'chosen', press: { kind: 'interview-code' } }
    : { kind: 'interview-code', code: handoverCode(code.toUpperCase()) }

const notCalled: Intent = { kind: 'not-called' }

type Said = Extract<Arrival, { kind: 'said' }>

/** One message with what it may mean: which buttons could be seen, what the bot waits for. */
interface Heard {
  readonly said: Said
  readonly session: Session
  readonly hearing: Hearing
}

function saidIntent(said: Said, session: Session, hearing: Hearing): Intent {
  const heard = { said, session, hearing }
  return said.edited ? editedIntent(heard) : intentOf(heard)
}

/**
 * An edit of the last question corrects its answer, of the last answer in an interview asks for it anew; of anything else that was acted on it would only confuse; and what
 * was not acted on (not called, too long, no such command) is new. Platforms also send edits that change no text.
 */
function editedIntent(heard: Heard): Intent {
  const { message, text } = heard.said
  const { asked, done = [], interview } = heard.session
  if (interview?.typed !== undefined && interview.typed.message === message)
    return answerEdited(text, interview.interview, interview.typed)
  if (asked !== undefined && asked.message === message)
    return text === asked.text ? notCalled : correctedIntent(heard, asked.answer)
  const wasDone = message !== undefined && done.includes(message)
  return wasDone ? notCalled : intentOf(heard)
}

/** It is asked again: what was answered changes by an answer only, and says what that did. */
const answerEdited = (
  text: string,
  interview: InterviewId,
  before: { text: string; input: InputId },
): Intent =>
  text === before.text
    ? notCalled
    : { kind: 'chosen', press: { kind: 'interview', interview, step: 'change', input: before.input } }

/** Whatever it says now, it is the question: a button's label too. */
function correctedIntent({ said: { text, chat }, hearing }: Heard, answer: EventId): Intent {
  const command = commandIn(text, commandsIn(chat, hearing.operators))
  if (command !== undefined && command.name !== 'ask') return notCalled
  const question = command?.rest ?? text
  return tooLong(question) ?? { kind: 'question', text: question, corrects: answer }
}

function intentOf(heard: Heard): Intent {
  const { said, session, hearing } = heard
  const [, code] = takingOn.exec(said.text) ?? []
  if (code !== undefined) return { kind: 'code-typed', code: handoverCode(code) }
  const goOn = goingOn.exec(said.text)
  if (goOn !== null) return goOnIntent(goOn[1])
  const offered = offeredAt(said.at, session)
  // 取消 on a button means what the button means, and not the command.
  const chosen = labelMeant(said.text, offered)
  if (chosen !== undefined) return chosen
  const command = commandIn(said.text, commandsIn(said.chat, hearing.operators))
  if (command?.name === 'unknown') return { kind: 'unknown-command', typed: command.typed }
  if (command !== undefined) return tooLong(command.rest) ?? { kind: 'command', ...command }
  if (wantsTemplate(said.text)) return { kind: 'chosen', press: { kind: 'interview-table' } }
  const pasted = pastedSheet(said.text, hearing)
  if (pasted !== undefined) return { kind: 'sheet-sent', file: pasted }
  return (
    interviewMeant(heard) ??
    numberMeant(said.text, offered) ??
    tooLong(said.text) ??
    operatorMeant(heard) ??
    answerMeant(heard) ??
    statementMeant(heard) ?? { kind: 'question', text: said.text }
  )
}

/** What is understood where operators are told, and nowhere else. */
function operatorMeant({ said: { chat, text }, hearing }: Heard): Intent | undefined {
  if (!hearing.operators.some((one) => sameChat(one, chat))) return undefined
  const as = doubtsSaid(text)
  return as === undefined ? undefined : { kind: 'doubts-said', as }
}

/** What the bot asked for, typed. */
function answerMeant({ said, session: { waiting }, hearing }: Heard): Intent | undefined {
  if (waiting === undefined || said.at >= waiting.until) return undefined
  const answer = typedAnswer(said.text, waiting, hearing.today)
  if (answer === undefined) return undefined
  if (answer.kind === 'interview-code') return answer
  return answer.kind === 'press' ? { kind: 'chosen', press: answer.press } : { kind: 'unfit', waiting }
}

function statementMeant({ said, hearing: { rules, today } }: Heard): Intent | undefined {
  if (wantsImport(said.text)) return { kind: 'command', name: 'licence', rest: said.text }
  const stated = statedMatter(said.text, today)
  if (stated !== undefined) return { kind: 'stated', stated }
  const { replyTo, text } = said
  const to = replyTo === undefined ? {} : { replyTo }
  const request = requestIn(text)
  if (request !== undefined) return { kind: 'requested', text, request, ...to }
  const trait = saidTrait(said.text, rules)
  if (trait !== undefined) return { kind: 'described', trait: trait.id }
  const report = saidReport(said.text, rules, today)
  if (report !== undefined) return { kind: 'reported', text, ...report, ...to }
  const many = manySaid(text, today)
  return many === undefined ? undefined : { kind: 'requested', text, request: many, ...to }
}

function tooLong({ length }: string): Intent | undefined {
  return length > longestQuestion ? { kind: 'too-long', length } : undefined
}

/** The buttons that could be seen at that time. */
function offeredAt(at: Instant, { offered = [], missed }: Session): readonly OfferedButton[] {
  return missed !== undefined && at < missed.until ? missed.offered : offered
}

/** A label may be typed in either script: it is shown in traditional characters to who asked for them. */
function labelMeant(text: string, offered: readonly OfferedButton[]): Intent | undefined {
  const words = labelWords(text)
  // A press ticks one of several and goes on waiting; typed, it is the whole answer.
  const meant = offered.find(({ label, press }) => labelWords(label) === words && !isTick(press))
  return meant === undefined ? undefined : { kind: 'chosen', press: meant.press }
}

const isTick = (press: Press): boolean => press.kind === 'interview' && press.step === 'pick'

/** What the bot asked for outside of an interview was asked for later, and comes first. */
function interviewMeant({ said, session, hearing }: Heard): Intent | undefined {
  if (session.waiting !== undefined && said.at < session.waiting.until) return undefined
  const meant = interviewSaid(said.text, session, hearing)
  if (meant === undefined) return undefined
  return meant.kind === 'move'
    ? { kind: 'chosen', press: meant.press }
    : { kind: 'interview-said', typed: meant.typed }
}

function numberMeant(text: string, offered: readonly OfferedButton[]): Intent | undefined {
  const typed = numberIn(normalise(text))
  if (typed === undefined) return undefined
  const meant = offered[typed - 1]
  if (meant !== undefined) return { kind: 'chosen', press: meant.press }
  const count = offered.length
  return count === 0 ? undefined : { kind: 'no-such-button', typed, count }
}

/** The mark of what was chosen need not be typed, nor the sign of what opens and closes. */
const labelWords = (label: string): string => normalise(label).replace(/^(?:✓ |[+-](?=\p{Script=Han}))/u, '')

/** 第二个 counts buttons, 两个 counts something else. */
const numberShape = /^第 ?(\S{1,3}?) ?个?$|^(\S{1,3})$/
const mostButtons = 99

/** The number of a button as people write one: 2, 二, 第二个. 01 and 100 are none. */
function numberIn(words: string): number | undefined {
  const [, counted, bare] = numberShape.exec(words) ?? []
  const written = counted ?? bare ?? ''
  const number = /^(?:0|[1-9]\d?)$/.test(written) ? Number(written) : hanNumber(written)
  return number !== undefined && number <= mostButtons ? number : undefined
}

const hanNumber = (written: string): number | undefined => (/\d/.test(written) ? undefined : numeral(written))
