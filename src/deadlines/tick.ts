import { dayAt, daysAfter, instant, type CivilDate, type Instant } from '../values/civil-date.js'
import type { Deadline, Reminder } from './deadline.js'
import { heardIn } from './heard.js'
import { afterQuiet, instantAt, momentOf } from './hours.js'
import { reachDays } from './nominal.js'
import type { Rules } from './rules.js'
import { remindersOf } from './rungs.js'
import { deadlinesOf } from './schedule.js'
import { turnsOf } from './turns.js'
import type { ChatSettings, NewLine, Said, Watch, Watched } from './watch.js'

/** What one look at a matter finds: what is to be said by now, and when to look again. */
export interface Tick {
  readonly lines: readonly NewLine[]
  readonly wakeAt: Instant
}

export interface TickTime {
  readonly at: Instant
  readonly timeZone: string
}

/** However quiet a matter is: what it will be reminded of further ahead is worked out anew by then. */
const lookAgainMs = 30 * 24 * 3_600_000

/**
 * Worked out anew from the matter and what was said of it, whenever it is asked: looking twice, late or after the clock
 * was set back gives no line that is not the ledger's already.
 */
export function tickOf(watched: Watched, rules: Rules, now: TickTime): Tick {
  const today = dayAt(now.at, now.timeZone)
  const span = { from: daysAfter(today, -reachDays), to: daysAfter(today, reachDays) }
  const open = deadlinesOf(watched.matter, rules, span).filter(({ state }) => state.kind === 'open')
  const looks = watched.watches.flatMap((watch) =>
    open.map((deadline) => lookAt(deadline, watch, { watched, rules, now, today })),
  )
  const next = looks.flatMap((look) => look.next)
  return {
    lines: looks.flatMap(({ lines }) => lines),
    wakeAt: instant(Math.min(now.at + lookAgainMs, ...next)),
  }
}

interface Looking {
  readonly watched: Watched
  readonly rules: Rules
  readonly now: TickTime
  readonly today: CivilDate
}

interface Look {
  readonly lines: readonly NewLine[]
  /** When it is to be spoken of later. */
  readonly next: readonly Instant[]
}

function lookAt(deadline: Deadline, watch: Watch, looking: Looking): Look {
  const { watched, rules, now, today } = looking
  const how = { rules, ladders: [watch.ladders, watch.settings.ladders], today }
  const reminders = remindersOf(deadline, watched.matter, how)
  const said = heardIn(watch.chat, deadline, watched.said)
  const begun = reminders.filter((one) => hasBegun(one, watch, looking))
  const [latest, ...earlier] = [...news(begun, said, () => armedOn(deadline, watch, now.timeZone))].reverse()
  const line = (one: Reminder, state: NewLine['state']): NewLine => lineOf(one, state, watch, now)
  const lines =
    latest === undefined ? [] : [line(latest, 'planned'), ...earlier.map((one) => line(one, 'missed'))]
  const turns = turnsIn(begun, [...said, ...lines], { deadline, watch, rules, now })
  // What is said today anyway rings whose turn it is.
  const due = latest === undefined ? turns.filter((one) => hasBegun(one, watch, looking)) : []
  return {
    lines: [...lines, ...due.slice(-1).map((one) => line(one, 'planned'))],
    next: nextOf([...reminders, ...turns], watch, looking),
  }
}

/** By its day where that says enough: asking a time zone for a moment is most of what a tick costs. */
function hasBegun(reminder: Reminder, { settings }: Watch, { now, today }: Looking): boolean {
  const { on, moment } = reminder
  if (moment === undefined && on !== today) return on < today
  return momentOf(reminder, settings, now.timeZone) <= now.at
}

/** The moments of the nearest day on which something is still to come. */
function nextOf(reminders: readonly Reminder[], watch: Watch, looking: Looking): readonly Instant[] {
  const ahead = reminders.filter((one) => !hasBegun(one, watch, looking))
  const nearest = ahead.map(({ on }) => on).sort()[0]
  return ahead
    .filter(({ on, moment }) => on === nearest || moment !== undefined)
    .map((one) => momentOf(one, watch.settings, looking.now.timeZone))
}

interface Turning {
  readonly deadline: Deadline
  readonly watch: Watch
  readonly rules: Rules
  readonly now: TickTime
}

/** The next keepers' turns that were not told yet, each in the words of the rung before it. */
function turnsIn(
  begun: readonly Reminder[],
  said: readonly Said[],
  { deadline, watch, rules, now }: Turning,
): readonly Reminder[] {
  const known = new Set(said.map(({ rung }) => rung))
  const { timeZone } = now
  return turnsOf(deadline, watch, said, { days: rules.days, timeZone }).flatMap(({ rung, on }) => {
    const before = begun.findLast((reminder) => reminder.on <= on)
    if (before === undefined || known.has(rung)) return []
    const { tone, provisional, do: what } = before
    const words = { deadline, tone, provisional, ...(what !== undefined && { do: what }) }
    return [{ ...words, rung, on, anyHour: false }]
  })
}

/**
 * What was not said and is newer than all that was: a rung that a changed rule put before them would only repeat what is
 * known. Rungs counted in hours share days, so each is looked at by itself.
 */
function news(
  begun: readonly Reminder[],
  said: readonly Said[],
  armed: () => CivilDate,
): readonly Reminder[] {
  const known = new Set(said.map(({ rung }) => rung))
  const unsaid = begun.filter(({ rung }) => !known.has(rung))
  // Most looks find nothing new, and need not know since when.
  if (unsaid.length === 0) return []
  const since = armed()
  const newest = said
    .map(({ on }) => on)
    .sort()
    .at(-1)
  return unsaid.filter(
    ({ moment, on }) => moment !== undefined || (on >= since && (newest === undefined || on > newest)),
  )
}

/** The day from which what was not said counts as missed: before it nobody knew of the deadline here. */
function armedOn({ armedAt }: Deadline, { since }: Watch, timeZone: string): CivilDate {
  return dayAt(armedAt === undefined || since > armedAt ? since : armedAt, timeZone)
}

function lineOf(
  reminder: Reminder,
  state: NewLine['state'],
  { chat, settings }: Watch,
  { at, timeZone }: TickTime,
): NewLine {
  const { deadline, rung, on, anyHour } = reminder
  return {
    matter: deadline.matter,
    rule: deadline.rule.id,
    cycle: deadline.cycle,
    rung,
    chat,
    on,
    state,
    due: endOf(reminder, settings, timeZone),
    notBefore: anyHour ? at : afterQuiet(at, settings, timeZone),
  }
}

/** By what a reminder is urgent: the end of the last legal day, or, where there is none, its own moment. */
function endOf(reminder: Reminder, settings: ChatSettings, timeZone: string): Instant {
  const { due } = reminder.deadline
  if (due.kind === 'moment') return due.at
  return due.kind === 'day'
    ? instantAt(daysAfter(due.on, 1), '00:00', timeZone)
    : momentOf(reminder, settings, timeZone)
}
