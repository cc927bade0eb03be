import type { CivilDate } from '../values/civil-date.js'
import { rungId } from '../values/ids.js'
import { eventsIn } from './cycles.js'
import type { Deadline, Reminder } from './deadline.js'
import { isOn, ladderOf } from './ladder.js'
import { eventsOf } from './log.js'
import type { Matter } from './matter.js'
import { isLegalDay, spokenDays, type Spoken } from './moving.js'
import type { Nominal } from './nominal.js'
import type { Rules } from './rules.js'
import { isSilent, silencesOf } from './silences.js'
import type { Ladders } from './watch.js'

export interface Reminding {
  readonly rules: Rules
  /** What differs from the rule's own ladder, the nearest first: the matter's, then the chat's. */
  readonly ladders: readonly Ladders[]
  /** A rung whose day was moved ahead to before then is made up for. */
  readonly today: CivilDate
}

/**
 * Every reminder of a deadline in order, whether it has passed or not, and as if nobody had done it; none where it is off
 * or on days on which it was to be left alone.
 */
export function remindersOf(
  deadline: Deadline,
  matter: Matter,
  { rules, ladders, today }: Reminding,
): readonly Reminder[] {
  // What was snoozed and then switched off does not come back.
  if (!isOn(deadline.rule, ladders)) return []
  const { days } = rules
  const round = { ...deadline, events: eventsIn(deadline, eventsOf(matter), days) }
  const sayings = ladderOf(deadline.rule, round, { ladders, days }).flatMap((nominal) =>
    spokenDays(nominal, deadline, { days, today }).map((spoken): Saying => ({ nominal, spoken })),
  )
  const reminders = sayings
    .filter((saying, at) => !isSaidAgain(saying, sayings[at + 1]))
    .map((saying) => reminderOf(saying, deadline))
  return comingBack(reminders.sort(byTime), deadline, matter)
}

interface Saying {
  readonly nominal: Nominal
  readonly spoken: Spoken
}

/** A daily rung that was moved over days off speaks once for them all. */
function isSaidAgain({ nominal, spoken }: Saying, next: Saying | undefined): boolean {
  return nominal.moment === undefined && next?.nominal.of === nominal.of && next.spoken.on === spoken.on
}

function reminderOf({ nominal, spoken }: Saying, deadline: Deadline): Reminder {
  const { of, moment } = nominal
  const { on, provisional, isEve, madeUp } = spoken
  return {
    deadline,
    rung: isEve === true ? rungId(`${nominal.rung}@eve`) : nominal.rung,
    tone: of.tone,
    ...(of.do !== undefined && { do: of.do }),
    on,
    // The eve of a last day is spoken of once, however often the day itself is.
    ...(of.at !== undefined && isEve !== true && { at: of.at }),
    ...(moment !== undefined && { moment }),
    ...(on !== nominal.on && { movedFrom: nominal.on }),
    ...(madeUp === true && { madeUp }),
    provisional,
    anyHour: moment !== undefined || (on === nominal.on && isLegalDay(on, deadline)),
  }
}

function byTime(a: Reminder, b: Reminder): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  if (a.at !== b.at) return (a.at ?? '') < (b.at ?? '') ? -1 : 1
  return (a.moment ?? 0) - (b.moment ?? 0)
}

/** Snoozed, it is silent until the day on which it comes back, and then it speaks in any case. */
function comingBack(reminders: readonly Reminder[], deadline: Deadline, matter: Matter): readonly Reminder[] {
  const silences = silencesOf(matter, deadline)
  const heard = reminders.filter(({ on }) => !isSilent(on, silences))
  const { state } = deadline
  if (state.kind !== 'open' || state.mark?.kind !== 'snoozed') return heard
  const { until } = state.mark
  if (heard.some(({ on }) => on === until)) return heard
  const put = reminders.findLast(({ on }) => on < until)
  return [...heard, backOn(until, put, deadline)].sort(byTime)
}

function backOn(until: CivilDate, put: Reminder | undefined, deadline: Deadline): Reminder {
  return {
    deadline,
    rung: rungId(`snoozed@${until}`),
    tone: put?.tone ?? 'info',
    ...(put?.do !== undefined && { do: put.do }),
    on: until,
    provisional: false,
    anyHour: false,
  }
}
