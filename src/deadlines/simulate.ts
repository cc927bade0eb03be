import { dayAt, instant, type Instant } from '../values/civil-date.js'
import { sameChat, type ChatRef, type MatterId } from '../values/ids.js'
import type { DueLine } from './due-line.js'
import { afterQuiet } from './hours.js'
import type { Rules } from './rules.js'
import { tellingOf } from './telling.js'
import { tickOf, type TickTime } from './tick.js'
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
  const running = new Map(watched.map((one) => [one.matter.id, { watched: listening(one), wakeAt: from }]))
  let waiting = watched.flatMap((one) => left(one, { at: from, timeZone }))
  for (;;) {
    const at = earliest([...running.values()], waiting)
    if (at >= until) return undefined
    const awake = [...running.values()].filter(({ wakeAt }) => wakeAt <= at)
    const lines = [...waiting, ...awake.flatMap((one) => ticked(one, rules, { at, timeZone }))]
    waiting = lines.filter(({ notBefore }) => notBefore > at)
    const ripe = lines.filter(({ notBefore }) => notBefore <= at)
    for (const chat of chatsOf(ripe)) {
      const digest = told(running, ripe, { chat, rules, at, timeZone })
      if (digest !== undefined) yield digest
    }
  }
}

/** A chat that takes nothing from us hears nothing until somebody opens it again. */
function listening(watched: Watched): Watched {
  return { ...watched, watches: watched.watches.filter(({ closed }) => closed !== true) }
}

/** A line that goes out as soon as its chat wants to hear of it. */
type Waiting = LineKey & Pick<NewLine, 'notBefore'>

/** What was planned before the period and has not gone out. */
function left({ said, watches, standIns = [] }: Watched, { at, timeZone }: TickTime): readonly Waiting[] {
  return said
    .filter(({ state }) => state === 'planned')
    .flatMap((line) => {
      const told = [...watches, ...standIns].find(({ chat }) => sameChat(chat, line.chat))
      return told === undefined ? [] : [{ ...line, notBefore: afterQuiet(at, told.settings, timeZone) }]
    })
}

interface Running {
  watched: Watched
  wakeAt: Instant
}

/** When next a matter wakes or the quiet hours of a chat end that has something to hear. */
function earliest(running: readonly Running[], waiting: readonly Waiting[]): Instant {
  let first = Infinity
  for (const { wakeAt } of running) first = Math.min(first, wakeAt)
  for (const { notBefore } of waiting) first = Math.min(first, notBefore)
  return instant(first)
}

/** What it plans to say now. */
function ticked(one: Running, rules: Rules, now: TickTime): readonly Waiting[] {
  const { lines, wakeAt } = tickOf(one.watched, rules, now)
  one.wakeAt = wakeAt
  one.watched = { ...one.watched, said: [...one.watched.said, ...lines] }
  return lines.filter(({ state }) => state === 'planned')
}

interface Telling {
  readonly chat: ChatRef
  readonly rules: Rules
  readonly at: Instant
  readonly timeZone: string
}

function told(
  running: ReadonlyMap<MatterId, Running>,
  ripe: readonly Waiting[],
  { chat, rules, at, timeZone }: Telling,
): SimulatedDigest | undefined {
  const planned = ripe.filter((line) => sameChat(line.chat, chat))
  const matters = [...new Set(planned.map(({ matter }) => matter))].flatMap((id) => running.get(id) ?? [])
  const watched = matters.map((one) => one.watched)
  const telling = tellingOf(planned, watched, { chat, rules, today: dayAt(at, timeZone), timeZone })
  for (const one of matters) {
    one.watched = marked(one.watched, telling.told, 'sent')
    one.watched = marked(one.watched, telling.missed, 'missed')
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

function chatsOf(lines: readonly Waiting[]): readonly ChatRef[] {
  const chats = new Map(lines.map(({ chat }) => [`${chat.channel} ${chat.chat}`, chat]))
  return [...chats.values()]
}
