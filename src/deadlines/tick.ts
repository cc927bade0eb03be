import { dayAt, daysAfter, instant, type CivilDate, type Instant } from '../values/civil-date.js'
import type { Deadline, Reminder } from './deadline.js'
import { heardIn } from './heard.js'
import { afterQuiet, instantAt, momentOf } from './hours.js'
import { isOn } from './ladder.js'
import { reachDays } from './nominal.js'
import type { Rule } from './rule.js'
import type { Rules } from './rules.js'
import { remindersOf } from './rungs.js'
import { deadlinesOf } from './schedule.js'
import { elsewhereOn, turnsOf } from './turns.js'
import type { ChatSettings, NewLine, Said, StandIn, Watch, Watched } from './watch.js'

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
  const open = deadlinesOf(watched.matter, rules, span, heardBy(watched)).filter(
    ({ state }) => state.kind === 'open',
  )
  const looking = { watched, rules, now, today }
  const looks = watched.watches.flatMap((watch) => open.map((one) => lookAt(one, watch, looking)))
  const said = [...watched.said, ...looks.flatMap(({ lines }) => lines)]
  const elsewhere = (watched.standIns ?? []).flatMap((standIn) =>
    open.flatMap((one) => lookElsewhere(one, standIn, { ...looking, watched: { ...watched, said } })),
  )
  const all = [...looks, ...elsewhere]
  const next = all.flatMap((look) => look.next)
  return {
    lines: all.flatMap(({ lines }) => lines),
    wakeAt: instant(Math.min(now.at + lookAgainMs, ...next)),
  }
}

/** What no chat hears of need not be worked out: most rules are habits and advice, which few switch on. */
function heardBy({ watches, standIns = [] }: Watched): (rule: Rule) => boolean {
  const each = [
    ...watches.map(({ ladders, settings }) => [ladders, settings.ladders]),
    ...standIns.map(({ ladders }) => [ladders]),
  ]
  return (rule) => each.some((ladders) => isOn(rule, ladders))
}

interface Looking {
  readonly watched: Watched
  readonly rules: Rules
  readonly now: TickTime
  readonly today: CivilDate
}

/** Whom it is said to. */
type Told = Pick<Watch, 'chat' | 'settings'>

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
  const armed = (): CivilDate => armedOn(deadline, watch, now.timeZone)
  const along = saidAlong(reminders, watch, looking)
  const lines = linesOf(begun, said, { armed, along }).map((line) => lineOf(line, watch, now))
  const turns = turnsIn(begun, [...said, ...lines], { deadline, watch, rules, now })
  // What is said today anyway rings whose turn it is.
  const due = lines.length === 0 ? turns.filter((one) => hasBegun(one, watch, looking)) : []
  return {
    lines: [...lines, ...due.slice(-1).map((one) => lineOf({ reminder: one, state: 'planned' }, watch, now))],
    next: nextOf([...reminders, ...turns], watch, looking),
  }
}

/** Once nobody has answered where it is watched: that, and what is said of it there until somebody does. */
function lookElsewhere(deadline: Deadline, standIn: StandIn, looking: Looking): readonly Look[] {
  const { watched, rules, now, today } = looking
  if (standIn.when.kind !== 'unanswered') return []
  const asked = { days: rules.days, timeZone: now.timeZone }
  const there = heardIn(standIn.for, deadline, watched.said)
  const turn = elsewhereOn(deadline, standIn.when.after, there, asked)
  if (turn === undefined) return []
  const reminders = remindersOf(deadline, watched.matter, { rules, ladders: [standIn.ladders], today })
  const its = [...turned(turn, reminders), ...reminders.filter(({ on }) => on > turn.on)]
  const said = heardIn(standIn.chat, deadline, watched.said)
  const begun = its.filter((one) => hasBegun(one, standIn, looking))
  return [
    {
      lines: linesOf(begun, said, {
        armed: () => turn.on,
        along: saidAlong(its, standIn, looking),
      }).map((line) => lineOf(line, standIn, now)),
      next: nextOf(its, standIn, looking),
    },
  ]
}

/**
 * What is not to follow within hours on what is said anyway, once an outage is over: the rung of the day on which that
 * goes out, and one that is made up for. The last legal day speaks for itself.
 */
const saidAlong =
  (reminders: readonly Reminder[], told: Told, looking: Looking) => (): readonly Reminder[] => {
    const { at, timeZone } = looking.now
    const day = dayAt(afterQuiet(at, told.settings, timeZone), timeZone)
    return reminders
      .filter((one) => one.moment === undefined && one.at === undefined && !one.anyHour)
      .filter((one) => one.on <= day || one.madeUp === true)
      .filter((one) => !hasBegun(one, told, looking))
      .map((one) => (one.on > day ? { ...one, on: day } : one))
  }

/** By its day where that says enough. */
function hasBegun(reminder: Reminder, { settings }: Told, { now, today }: Looking): boolean {
  const { on, moment } = reminder
  if (moment === undefined && on !== today) return on < today
  return momentOf(reminder, settings, now.timeZone) <= now.at
}

/** The moments of the nearest day on which something is still to come. */
function nextOf(reminders: readonly Reminder[], watch: Told, looking: Looking): readonly Instant[] {
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
    return [turnOf({ rung, on }, before)]
  })
}

/** None before the reminder that nobody answered. */
function turned(turn: Turned, reminders: readonly Reminder[]): readonly Reminder[] {
  const before = reminders.findLast(({ on }) => on <= turn.on)
  return before === undefined ? [] : [turnOf(turn, before)]
}

type Turned = Pick<Reminder, 'rung' | 'on'>

/** In the words of the rung before it. */
function turnOf({ rung, on }: Turned, { deadline, tone, provisional, do: what }: Reminder): Reminder {
  const words = { deadline, tone, provisional, ...(what !== undefined && { do: what }) }
  return { ...words, rung, on, anyHour: false }
}

interface Line {
  readonly reminder: Reminder
  readonly state: NewLine['state']
}

interface Saying {
  readonly armed: () => CivilDate
  readonly along: () => readonly Reminder[]
}

/**
 * The newest of what was not said is to be said; what went before it was missed. So was that as well where somebody put
 * the deadline off before it could be said: the day on which it comes back tells of it.
 */
function linesOf(
  begun: readonly Reminder[],
  said: readonly Said[],
  { armed, along }: Saying,
): readonly Line[] {
  const fresh = news(begun, said, armed)
  if (fresh.length === 0) return []
  const [latest, ...earlier] = [...news([...begun, ...along()], said, armed)].reverse()
  if (latest === undefined) return []
  return [
    { reminder: latest, state: isPutOff(latest) ? 'missed' : 'planned' },
    ...earlier.map((reminder): Line => ({ reminder, state: 'missed' })),
  ]
}

function isPutOff({ on, deadline: { state } }: Reminder): boolean {
  return state.kind === 'open' && state.mark?.kind === 'snoozed' && on < state.mark.until
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
    ({ moment, at, on }) => moment !== undefined || (on >= since && isNewer({ on, at }, newest)),
  )
}

/** A second time of a day is news on that day, too. */
function isNewer(
  { on, at }: Pick<Reminder, 'on'> & { readonly at: string | undefined },
  newest: CivilDate | undefined,
): boolean {
  return newest === undefined || on > newest || (on === newest && at !== undefined)
}

/** The day from which what was not said counts as missed: before it nobody knew of the deadline here. */
function armedOn({ armedAt }: Deadline, { since }: Watch, timeZone: string): CivilDate {
  return dayAt(armedAt === undefined || since > armedAt ? since : armedAt, timeZone)
}

function lineOf({ reminder, state }: Line, { chat, settings }: Told, { at, timeZone }: TickTime): NewLine {
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
