import { dayAt, type Instant } from '../values/civil-date.js'
import { sameChat, type ChatRef } from '../values/ids.js'
import type { DueLine } from './due-line.js'
import type { Rules } from './rules.js'
import { tellingOf } from './telling.js'
import { tickOf } from './tick.js'
import type { LineKey, LineState, NewLine, Said, Watched } from './watch.js'

/** One digest as it would go out. */
export interface SimulatedDigest {
  readonly at: Instant
  readonly chat: ChatRef
  readonly lines: readonly DueLine[]
}

export interface SimulatedTime {
  readonly from: Instant
  /** Nothing from then on. */
  readonly until: Instant
  readonly timeZone: string
}

/**
 * Every digest of a period if nobody acts, in order: the same ticks and the same telling as in earnest, over a ledger that
 * is thrown away.
 */
export function* simulated(
  watched: readonly Watched[],
  rules: Rules,
  { from, until, timeZone }: SimulatedTime,
): Generator<SimulatedDigest, undefined> {
  const running = watched.map((one): Running => ({ watched: one, wakeAt: from }))
  for (;;) {
    const at = earliest(running)
    if (at === undefined || at >= until) return undefined
    const awake = running.filter(({ wakeAt }) => wakeAt <= at)
    const lines = awake.flatMap((one) => ticked(one, rules, { at, timeZone }))
    for (const chat of chatsOf(lines)) {
      const digest = told(awake, lines, { chat, rules, at, timeZone })
      if (digest !== undefined) yield digest
    }
  }
}

interface Running {
  watched: Watched
  wakeAt: Instant
}

function earliest(running: readonly Running[]): Instant | undefined {
  let first: Instant | undefined
  for (const { wakeAt } of running) if (first === undefined || wakeAt < first) first = wakeAt
  return first
}

function ticked(
  one: Running,
  rules: Rules,
  now: { readonly at: Instant; readonly timeZone: string },
): readonly NewLine[] {
  const { lines, wakeAt } = tickOf(one.watched, rules, now)
  one.wakeAt = wakeAt
  one.watched = { ...one.watched, said: [...one.watched.said, ...lines] }
  return lines
}

interface Telling {
  readonly chat: ChatRef
  readonly rules: Rules
  readonly at: Instant
  readonly timeZone: string
}

function told(
  awake: readonly Running[],
  lines: readonly NewLine[],
  { chat, rules, at, timeZone }: Telling,
): SimulatedDigest | undefined {
  const planned = lines.filter((line) => line.state === 'planned' && sameChat(line.chat, chat))
  const watched = awake.map((one) => one.watched)
  const telling = tellingOf(planned, watched, { chat, rules, today: dayAt(at, timeZone) })
  for (const one of awake) {
    one.watched = marked(one.watched, telling.told, 'sent')
    one.watched = marked(one.watched, telling.dropped, 'dropped')
  }
  return telling.lines.length === 0 ? undefined : { at, chat, lines: telling.lines }
}

function marked(watched: Watched, keys: readonly LineKey[], state: LineState): Watched {
  const its = keys.filter(({ matter }) => matter === watched.matter.id)
  if (its.length === 0) return watched
  const isNow = (line: Said): boolean => its.some((key) => isSame(key, line))
  return { ...watched, said: watched.said.map((line) => (isNow(line) ? { ...line, state } : line)) }
}

function isSame(a: LineKey, b: LineKey): boolean {
  return a.rule === b.rule && a.cycle === b.cycle && a.rung === b.rung && sameChat(a.chat, b.chat)
}

function chatsOf(lines: readonly NewLine[]): readonly ChatRef[] {
  const chats = new Map(lines.map(({ chat }) => [`${chat.channel} ${chat.chat}`, chat]))
  return [...chats.values()]
}
