import { digestReply } from '../chat/say/reminder.js'
import type { DueLine } from '../deadlines/due-line.js'
import { afterQuiet, instantAt } from '../deadlines/hours.js'
import { tellingOf } from '../deadlines/telling.js'
import type { Watched } from '../deadlines/watch.js'
import type { Channel } from '../ports-channel.js'
import type { Send } from '../ports-sending.js'
import type { Filling } from '../ports-watch.js'
import { dayAt, instant, type CivilDate, type Instant } from '../values/civil-date.js'
import { cardKey, type CardKey } from '../values/ids.js'
import { renderedFor } from './outgoing.js'
import { questionsAgain, type AgainParts } from './questions-again.js'

export interface DigestParts extends AgainParts {
  readonly owner: string
}

/** What became of a claimed digest that was to get its content. */
export type Filled =
  | { readonly kind: 'filled'; readonly send: Send }
  /** All was done meanwhile, or the row is not ours any more. */
  | { readonly kind: 'nothing-to-say' }
  /** Its chat is not to be rung before then. */
  | { readonly kind: 'held'; readonly until: Instant }

/** A claimed digest with its content, made of the state of this very moment. */
export async function filledDigest(send: Send, channel: Channel, parts: DigestParts): Promise<Filled> {
  const { store, content, clock, dice, timeZone, owner } = parts
  const now = clock.now()
  const { knowledge, rules } = content()
  const today = dayAt(now, timeZone)
  const { watched, lines, told, unsaid } = await telling(send, parts)
  const until = heldUntil(lines, watched, now, timeZone)
  if (until > now) return { kind: 'held', until }
  const group = (await store.chat(send.to))?.kind !== 'private'
  // A reminder is for the whole chat: its buttons are anybody's.
  const bound = { to: send.to, owner: undefined, now }
  const rendered =
    lines.length === 0
      ? { calls: [], presses: [] }
      : renderedFor(channel, digestReply(lines, { today, knowledge, rules, group }), bound, dice)
  const read = revisionsOf(watched)
  const again = lines.length === 0 ? [] : await questionsAgain(send, channel, parts)
  const filled = await store.fillDigest(
    { row: send.id, read, card: cardOf(send), told, ...unsaid, ...rendered, again },
    owner,
    now,
  )
  const [call] = rendered.calls
  if (filled === 'outdated') return filledDigest(send, channel, parts)
  return filled === 'filled' && call !== undefined
    ? { kind: 'filled', send: { ...send, call } }
    : { kind: 'nothing-to-say' }
}

/** What is to go once more with the content that it has: not where nothing of that is left to say. */
export async function repeatedDigest(send: Send, parts: DigestParts): Promise<Filled> {
  const { store, clock, owner } = parts
  const { planned, watched, lines, unsaid } = await telling(send, parts)
  // Talk tells of no lines.
  if (planned.length === 0 || lines.length > 0) return { kind: 'filled', send }
  const read = revisionsOf(watched)
  const nothing = { told: [], calls: [], presses: [], again: [] }
  const ended = await store.fillDigest(
    { row: send.id, read, card: cardOf(send), ...unsaid, ...nothing },
    owner,
    clock.now(),
  )
  return ended === 'outdated' ? repeatedDigest(send, parts) : { kind: 'nothing-to-say' }
}

/** What a digest has to tell by now. One that goes once more tells what it told. */
async function telling({ id, to, repeated }: Send, { store, content, clock, timeZone }: DigestParts) {
  const now = clock.now()
  const { lines: planned, watched } = await (repeated ? store.linesIn(id) : store.plannedIn(to, now))
  const asked = { chat: to, rules: content().rules, today: dayAt(now, timeZone), timeZone }
  const { lines, told, missed, dropped } = tellingOf(planned, watched, asked)
  // What goes once more may have been heard before somebody put it off: the day on which it comes back says so.
  const putOff = repeated ? { missed: [], doubted: missed } : { missed, doubted: [] }
  const unsaid = { ...putOff, dropped }
  return { planned, watched, lines, told, unsaid }
}

const cardOf = ({ id }: Send): CardKey => cardKey(`due:${id}`)

const revisionsOf = (watched: readonly Watched[]): Filling['read'] =>
  watched.map(({ matter, revision }) => ({ matter: matter.id, revision }))

/**
 * What was planned for the day may have been held up until the night; the last legal day is told of at any hour. What
 * comes late in the morning waits for what that morning brings: two messages within half an hour would be one too many.
 */
function heldUntil(
  lines: readonly DueLine[],
  watched: readonly Watched[],
  now: Instant,
  timeZone: string,
): Instant {
  const settings = watched.flatMap(({ watches }) => watches)[0]?.settings
  const today = dayAt(now, timeZone)
  if (settings === undefined || lines.length === 0 || lines.some((line) => isUrgent(line, today))) return now
  const end = afterQuiet(now, settings, timeZone)
  if (end > now || lines.every(({ moreToday }) => moreToday === undefined)) return end
  const morning = instant(instantAt(today, settings.sendAt, timeZone) + planningMs)
  return now < morning && morning - now <= waitingMs ? morning : now
}

/** A last legal day is over the day after: then it can wait for the morning. Hours cannot. */
const isUrgent = ({ reminder: { anyHour, moment, on } }: DueLine, today: CivilDate): boolean =>
  anyHour && (moment !== undefined || on >= today)

/** Until what is due at the hour of a chat is planned. */
const planningMs = 60_000
/** Longer than this nothing waits for company. */
const waitingMs = 3 * 3_600_000
