import { normalise } from '../knowledge/normalise.js'
import type { Rules } from '../deadlines/rules.js'
import type { Report, StatedMatter } from '../reply/deadline-press.js'
import type { Press } from '../reply/reply.js'
import type { CivilDate, Instant } from '../values/civil-date.js'
import { numeral } from '../values/typed-input/numeral.js'
import {
  handoverCode,
  type ChatRef,
  type EventId,
  type HandoverCode,
  type MessageId,
  type PressToken,
} from '../values/ids.js'
import type { Arrival, ChatClosed, SentFile } from './arrival.js'
import { needsOfCommandNamed } from './command-needs.js'
import { commandIn, commandsIn, type Command, type CommandName } from './commands.js'
import { isDeadlinePress, needsOfDeadlinePress } from './deadline-pressing.js'
import { needsOfFile, wantsImport } from './import-wish.js'
import { manySaid, type ManyRequest } from './many-said.js'
import type { Need } from './need.js'
import { requestIn, type Request } from './request.js'
import type { OfferedButton, Session } from './session.js'
import { statedMatter } from './stated-matter.js'
import { saidReport } from './stated-report.js'
import { saidTrait } from './stated-trait.js'
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
  | { readonly kind: 'unsupported'; readonly what: string }
  /** A table of licences that are to be watched. */
  | { readonly kind: 'sheet-sent'; readonly file: SentFile }
  | { readonly kind: 'joined' }
  | { readonly kind: 'left'; readonly why: ChatClosed }
  | { readonly kind: 'migrated'; readonly to: string }

/** Longer than this is a document, not a question. */
export const longestQuestion = 1000

/** What the words of a message are held against. */
export interface Hearing {
  /** The chats in which the operators' commands are understood, too. */
  readonly operators: readonly ChatRef[]
  /** How people say what happens to a matter. */
  readonly rules: Rules
  readonly today: CivilDate
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

export function needsOf(intent: Intent): readonly Need[] {
  switch (intent.kind) {
    case 'clicked':
      return [{ kind: 'press', token: intent.token }]
    case 'chosen':
      return needsOfPress(intent.press)
    case 'command':
      return needsOfCommand(intent)
    case 'stated':
    case 'described':
      return [{ kind: 'watched' }, { kind: 'rights' }]
    case 'code-typed':
      return [{ kind: 'handover', code: intent.code }, { kind: 'watched' }, { kind: 'rights' }]
    case 'requested':
    case 'reported': {
      const { replyTo } = intent
      const replied: readonly Need[] = replyTo === undefined ? [] : [{ kind: 'replied', message: replyTo }]
      return [{ kind: 'watched' }, { kind: 'rights' }, ...replied]
    }
    case 'sheet-sent':
      return [{ kind: 'watched' }, { kind: 'rights' }, ...needsOfFile(intent.file)]
    case 'joined':
      return [{ kind: 'chat' }, { kind: 'watched' }]
    case 'left':
      return [{ kind: 'chat' }]
    case 'not-called':
    case 'unknown-command':
    case 'question':
    case 'too-long':
    case 'no-such-button':
    case 'unfit':
    case 'unsupported':
    case 'migrated':
      return []
  }
}

function needsOfCommand(command: Command): readonly Need[] {
  const code = codeIn(command)
  return code === undefined ? needsOfCommandNamed(command.name) : [{ kind: 'handover', code }]
}

/** What a press needs on top, once it is known what it does. */
export function needsOfPress(press: Press): readonly Need[] {
  if (isDeadlinePress(press)) return needsOfDeadlinePress(press)
  if (press.kind === 'command') return needsOfCommandNamed(press.command)
  return press.kind === 'alone' ? [{ kind: 'alone' }] : []
}

const codeShape = /^[\w-]{16,64}$/

/** The one-time code that a link put behind /start. */
export function codeIn({ name, rest }: Command): HandoverCode | undefined {
  return name === 'start' && codeShape.test(rest) ? handoverCode(rest) : undefined
}

const takingOn = /^\s*接收提醒[\s:：]*([\w-]{8,64})\s*$/

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
 * An edit of the last question corrects its answer; of anything else that was acted on it would only confuse; and what
 * was not acted on (not called, too long, no such command) is new. Platforms also send edits that change no text.
 */
function editedIntent(heard: Heard): Intent {
  const { message, text } = heard.said
  const { asked, done = [] } = heard.session
  if (asked !== undefined && asked.message === message)
    return text === asked.text ? notCalled : correctedIntent(heard, asked.answer)
  const wasDone = message !== undefined && done.includes(message)
  return wasDone ? notCalled : intentOf(heard)
}

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
  const command = commandIn(said.text, commandsIn(said.chat, hearing.operators))
  if (command?.name === 'unknown') return { kind: 'unknown-command', typed: command.typed }
  if (command !== undefined) return tooLong(command.rest) ?? { kind: 'command', ...command }
  return (
    buttonMeant(said.text, offeredAt(said.at, session)) ??
    tooLong(said.text) ??
    answerMeant(heard) ??
    statementMeant(heard) ?? { kind: 'question', text: said.text }
  )
}

/** What the bot asked for, typed. */
function answerMeant({ said, session: { waiting }, hearing }: Heard): Intent | undefined {
  if (waiting === undefined || said.at >= waiting.until) return undefined
  const answer = typedAnswer(said.text, waiting, hearing.today)
  if (answer === undefined) return undefined
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
function buttonMeant(text: string, offered: readonly OfferedButton[]): Intent | undefined {
  const words = normalise(text)
  const typed = numberIn(words)
  const meant =
    typed === undefined ? offered.find(({ label }) => labelWords(label) === words) : offered[typed - 1]
  if (meant !== undefined) return { kind: 'chosen', press: meant.press }
  const count = offered.length
  return typed === undefined || count === 0 ? undefined : { kind: 'no-such-button', typed, count }
}

/** The mark of what was chosen is not typed. */
const labelWords = (label: string): string => normalise(label).replace(/^✓ /, '')

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
