import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { Reminder } from './deadline.js'
import type { Matter } from './matter.js'
import { reachDays } from './nominal.js'
import { tones } from './rule.js'
import { remindersOf, type Reminding } from './rungs.js'
import { deadlinesOf } from './schedule.js'

export interface Planning extends Omit<Reminding, 'today'> {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** What will be said on which day as seen from the first, if nothing happens until then: one reminder a deadline and day. */
export function planOf(matter: Matter, { from, to, ...how }: Planning): readonly Reminder[] {
  // A ladder of one's own may speak as long before and after as the deadlines of these days.
  const span = { from: daysAfter(from, -reachDays), to: daysAfter(to, reachDays) }
  const open = deadlinesOf(matter, how.rules, span).filter(({ state }) => state.kind === 'open')
  return open
    .flatMap((deadline) => oneADay(remindersOf(deadline, matter, { ...how, today: from })))
    .filter(({ on }) => from <= on && on <= to)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The rungs of one deadline that fall on one day are one message, in the strongest tone; what has its own time stays by itself. */
function oneADay(reminders: readonly Reminder[]): readonly Reminder[] {
  const merged = new Map<string, Reminder>()
  for (const reminder of reminders) {
    const { on, at = '', moment, rung } = reminder
    const key = `${on} ${moment === undefined ? at : rung}`
    const before = merged.get(key)
    merged.set(key, before === undefined ? reminder : mergedOf(before, reminder))
  }
  return [...merged.values()]
}

/** The stronger one; of two that are alike, the later. */
function mergedOf(one: Reminder, other: Reminder): Reminder {
  const strongest = tones.indexOf(one.tone) > tones.indexOf(other.tone) ? one : other
  return {
    ...strongest,
    anyHour: one.anyHour || other.anyHour,
    provisional: one.provisional || other.provisional,
  }
}
