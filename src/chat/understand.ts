import { normalise } from '../knowledge/normalise.js'
import type { Press } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import { numeral } from '../values/typed-input/numeral.js'
import {
  handoverCode,
  type ChatRef,
  type EventId,
  type HandoverCode,
  type PressToken,
} from '../values/ids.js'
import type { Arrival, ChatClosed } from './arrival.js'
import { commandIn, commandsIn, type Command, type CommandName } from './commands.js'
import type { OfferedButton, Session } from './session.js'

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
  | { readonly kind: 'unsupported'; readonly what: string }
  | { readonly kind: 'joined' }
  | { readonly kind: 'left'; readonly why: ChatClosed }
  | { readonly kind: 'migrated'; readonly to: string }

/** What must be known before deciding, beyond the session. `on-arrival` fetches exactly these. */
export type Need =
  | { readonly kind: 'press'; readonly token: PressToken }
  /** What is kept of this chat. */
  | { readonly kind: 'chat' }
  | { readonly kind: 'handover'; readonly code: HandoverCode }
  /** How the person who acts can be reached alone. */
  | { readonly kind: 'alone' }

/** Longer than this is a document, not a question. */
export const longestQuestion = 1000

/** `operators`: the chats in which their commands are understood, too. */
export function understand(arrival: Arrival, session: Session, operators: readonly ChatRef[] = []): Intent {
  switch (arrival.kind) {
    case 'pressed':
      return { kind: 'clicked', token: arrival.token }
    case 'unsupported':
      return arrival.addressed ? { kind: 'unsupported', what: arrival.what } : notCalled
    case 'said':
      return arrival.addressed ? saidIntent(arrival, session, commandsIn(arrival.chat, operators)) : notCalled
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
    case 'command': {
      const code = codeIn(intent)
      return code === undefined ? [] : [{ kind: 'handover', code }]
    }
    case 'joined':
    case 'left':
      return [{ kind: 'chat' }]
    case 'not-called':
    case 'unknown-command':
    case 'question':
    case 'too-long':
    case 'no-such-button':
    case 'unsupported':
    case 'migrated':
      return []
  }
}

/** What a press needs on top, once it is known what it does. */
export function needsOfPress(press: Press): readonly Need[] {
  return press.kind === 'alone' ? [{ kind: 'alone' }] : []
}

const codeShape = /^[\w-]{16,64}$/

/** The one-time code that a link put behind /start. */
export function codeIn({ name, rest }: Command): HandoverCode | undefined {
  return name === 'start' && codeShape.test(rest) ? handoverCode(rest) : undefined
}

const notCalled: Intent = { kind: 'not-called' }

type Said = Extract<Arrival, { kind: 'said' }>
type Commands = ReturnType<typeof commandsIn>

function saidIntent(said: Said, session: Session, commands: Commands): Intent {
  return said.edited
    ? editedIntent(said, session, commands)
    : intentOf(said.text, offeredAt(said.at, session), commands)
}

/**
 * An edit of the last question corrects its answer; of anything else that was acted on it would only confuse; and what
 * was not acted on (not called, too long, no such command) is new. Platforms also send edits that change no text.
 */
function editedIntent({ message, text, at }: Said, session: Session, commands: Commands): Intent {
  const { asked, done = [] } = session
  if (asked !== undefined && asked.message === message)
    return text === asked.text ? notCalled : correctedIntent(text, asked.answer, commands)
  const wasDone = message !== undefined && done.includes(message)
  return wasDone ? notCalled : intentOf(text, offeredAt(at, session), commands)
}

/** Whatever it says now, it is the question: a button's label too. */
function correctedIntent(text: string, answer: EventId, commands: Commands): Intent {
  const command = commandIn(text, commands)
  if (command !== undefined && command.name !== 'ask') return notCalled
  const question = command?.rest ?? text
  return tooLong(question) ?? { kind: 'question', text: question, corrects: answer }
}

function intentOf(text: string, offered: readonly OfferedButton[], commands: Commands): Intent {
  const command = commandIn(text, commands)
  if (command?.name === 'unknown') return { kind: 'unknown-command', typed: command.typed }
  if (command !== undefined) return tooLong(command.rest) ?? { kind: 'command', ...command }
  return buttonMeant(text, offered) ?? tooLong(text) ?? { kind: 'question', text }
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
