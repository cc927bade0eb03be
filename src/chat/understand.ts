import type { Press } from '../reply/reply.js'
import type { PressToken } from '../values/ids.js'
import type { Arrival } from './arrival.js'
import { commandIn, type CommandName } from './commands.js'
import type { Session } from './session.js'

/** What somebody wants. */
export type Intent =
  | { readonly kind: 'not-called' }
  | { readonly kind: 'command'; readonly name: CommandName; readonly rest: string }
  | { readonly kind: 'unknown-command'; readonly typed: string }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'too-long'; readonly length: number }
  /** A token that came with a click: what it stands for must be looked up. */
  | { readonly kind: 'clicked'; readonly token: PressToken }
  /** A button chosen by typing its number or its label. */
  | { readonly kind: 'chosen'; readonly press: Press }
  | { readonly kind: 'unsupported'; readonly what: string }

/** What must be known before deciding, beyond the session. `on-arrival` fetches exactly these. */
export type Need = { readonly kind: 'press'; readonly token: PressToken }

/** Longer than this is a document, not a question. */
export const longestQuestion = 1000

export function understand(arrival: Arrival, session: Session): Intent {
  switch (arrival.kind) {
    case 'pressed':
      return { kind: 'clicked', token: arrival.token }
    case 'unsupported':
      return arrival.addressed ? { kind: 'unsupported', what: arrival.what } : { kind: 'not-called' }
    case 'said':
      return arrival.addressed ? intentOf(arrival.text, session) : { kind: 'not-called' }
  }
}

export function needsOf(intent: Intent): readonly Need[] {
  return intent.kind === 'clicked' ? [{ kind: 'press', token: intent.token }] : []
}

function intentOf(text: string, session: Session): Intent {
  const command = commandIn(text)
  if (command?.name === 'unknown') return { kind: 'unknown-command', typed: command.typed }
  if (command !== undefined) return tooLong(command.rest) ?? { kind: 'command', ...command }
  const chosen = buttonMeant(text.trim(), session)
  if (chosen !== undefined) return { kind: 'chosen', press: chosen }
  return tooLong(text) ?? { kind: 'question', text }
}

function tooLong({ length }: string): Intent | undefined {
  return length > longestQuestion ? { kind: 'too-long', length } : undefined
}

const number = /^[1-9]\d?$/

function buttonMeant(text: string, { offered = [] }: Session): Press | undefined {
  const typed = text.normalize('NFKC')
  if (number.test(typed)) return offered[Number(typed) - 1]?.press
  return offered.find(({ label }) => label === text)?.press
}
