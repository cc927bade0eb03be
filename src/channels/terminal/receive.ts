import type { Arrival, Chat, Person, SentFile } from '../../chat/arrival.js'
import type { Instant } from '../../values/civil-date.js'
import type { EventId, PressToken } from '../../values/ids.js'

/** Who is typing where. */
export interface Seat {
  readonly chat: Chat
  readonly person: Person
}

/** The buttons on the screen, by the number in front of them. */
export type Numbered = readonly PressToken[]

const called = /^@持证\s*/

/** A line typed in the terminal. In a group the bot is called by @持证, by a command, or by a button's number. */
export function arrivalOf(
  line: string,
  { chat, person }: Seat,
  buttons: Numbered,
  id: EventId,
  at: Instant,
): Arrival {
  const arrived = { id, at, chat, from: person }
  const token = /^\d{1,2}$/.test(line.trim()) ? buttons[Number(line.trim()) - 1] : undefined
  if (token !== undefined) return { ...arrived, kind: 'pressed', token }
  const addressed = chat.kind === 'private' || called.test(line) || line.startsWith('/')
  return { ...arrived, kind: 'said', text: line.replace(called, ''), addressed }
}

/** A file that is handed to the bot, which calls it. */
export function fileArrival(file: SentFile, { chat, person }: Seat, id: EventId, at: Instant): Arrival {
  return { kind: 'file', id, at, chat, from: person, file, addressed: true }
}
