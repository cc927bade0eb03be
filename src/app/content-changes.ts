import type { ConfirmedDays, DateChange, DateChanges, EditedFiles } from '../chat/say/holidays.js'
import type { Deadline, DueTime } from '../deadlines/deadline.js'
import type { Matter } from '../deadlines/matter.js'
import { planOf } from '../deadlines/plan.js'
import type { Rules } from '../deadlines/rules.js'
import type { ChatSettings, Watch, Watched } from '../deadlines/watch.js'
import type { WatchStore } from '../ports-watch.js'
import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { ChatRef } from '../values/ids.js'
import { eachMatter } from './daily/matters.js'

/** Two versions of the rules that serve one after the other. */
export interface Versions {
  readonly before: Rules
  readonly after: Rules
}

/** A chat of which an edit changed dates, or made them certain. */
export interface TouchedChat extends DateChanges {
  readonly chat: ChatRef
  readonly settings: ChatSettings
}

/** What of the deadlines' files an edit changed; undefined when it was about something else. */
export function editedFiles({ before, after }: Versions): EditedFiles | undefined {
  const known = new Map(before.years.map((year) => [year.year, yearText(year)]))
  const years = after.years.filter((year) => known.get(year.year) !== yearText(year)).map(({ year }) => year)
  const gone = before.years.some(({ year }) => after.years.every((other) => other.year !== year))
  const rules = rulesText(before) !== rulesText(after)
  return years.length > 0 || gone || rules ? { years, rules: rules || gone } : undefined
}

const yearText = ({ days }: Rules['years'][number]): string => JSON.stringify([...days].sort())
const rulesText = ({ all, traits }: Rules): string =>
  JSON.stringify([[...all.values()], [...traits.values()]])

/** The chats whose dates differ between two versions, each with what differs; those that can be reached. */
export async function touchedChats(
  store: Pick<WatchStore, 'matters'>,
  versions: Versions,
  today: CivilDate,
): Promise<readonly TouchedChat[]> {
  const touched = new Map<string, TouchedChat>()
  await eachMatter(store, (watched) => {
    for (const watch of watched.watches) {
      const { chat, settings } = watch
      const its = watch.closed ? unchanged : changesIn(watched, watch, { ...versions, today })
      if (its.changes.length + its.confirmed.length === 0) continue
      const key = `${chat.channel} ${chat.chat}`
      const { changes, confirmed } = touched.get(key) ?? unchanged
      touched.set(key, {
        chat,
        settings,
        changes: [...changes, ...its.changes],
        confirmed: [...confirmed, ...its.confirmed],
      })
    }
  })
  return [...touched.values()]
}

interface Comparing extends Versions {
  readonly today: CivilDate
}

const unchanged: DateChanges = { changes: [], confirmed: [] }

function changesIn(watched: Watched, watch: Watch, { before, after, today }: Comparing): DateChanges {
  const { matter } = watched
  const was = spokenOf(watched, watch, before, today)
  const is = spokenOf(watched, watch, after, today)
  return {
    changes: [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
      changeBetween(was.get(key), is.get(key), { matter, today }),
    ),
    confirmed: [...is].flatMap(([key, one]) => confirmedSince(was.get(key), one, matter)),
  }
}

/** A deadline with the days on which a chat is to hear of it. */
interface Spoken {
  readonly deadline: Deadline
  readonly days: readonly CivilDate[]
  /** Those that needed a year of which the holidays were not known. */
  readonly provisional: readonly CivilDate[]
}

/** A year and a month ahead: all that `/plan` shows. */
const aheadDays = 400
/** Beyond which nothing moves: a day that left the plan at its end is no news. */
const overEdgeDays = 30

function spokenOf(
  { matter }: Watched,
  { ladders, settings }: Watch,
  rules: Rules,
  today: CivilDate,
): ReadonlyMap<string, Spoken> {
  const to = daysAfter(today, aheadDays + overEdgeDays)
  const spoken = new Map<string, Spoken>()
  for (const { deadline, on, provisional } of planOf(matter, {
    rules,
    ladders: [ladders, settings.ladders],
    from: today,
    to,
  })) {
    const key = `${deadline.rule.id} ${deadline.cycle}`
    const before = spoken.get(key)
    spoken.set(key, {
      deadline,
      days: [...(before?.days ?? []), on],
      provisional: [...(before?.provisional ?? []), ...(provisional ? [on] : [])],
    })
  }
  return spoken
}

function changeBetween(
  was: Spoken | undefined,
  is: Spoken | undefined,
  { matter, today }: Pick<DateChange, 'matter'> & { readonly today: CivilDate },
): readonly DateChange[] {
  const deadline = (is ?? was)?.deadline
  if (deadline === undefined) return []
  const gone = without(was?.days ?? [], is?.days ?? [])
  const come = without(is?.days ?? [], was?.days ?? [])
  const due = was !== undefined && is !== undefined ? dueChange(was.deadline.due, is.deadline.due) : undefined
  const [first] = [...gone, ...come].sort()
  const isNear = first !== undefined && first <= daysAfter(today, aheadDays)
  return isNear || due !== undefined
    ? [{ matter, deadline, gone, come, ...(due !== undefined && { due }) }]
    : []
}

/** Days that both versions speak of, and of which only the one before was not sure. */
function confirmedSince(was: Spoken | undefined, is: Spoken, matter: Matter): readonly ConfirmedDays[] {
  if (was === undefined) return []
  const { deadline } = is
  const days = [
    ...(was.deadline.provisional && !deadline.provisional
      ? lastDay(was).filter((day) => lastDay(is).includes(day))
      : []),
    ...was.provisional.filter((day) => is.days.includes(day) && !is.provisional.includes(day)),
  ]
  return days.length === 0 ? [] : [{ matter, deadline, days: [...new Set(days)].sort() }]
}

const lastDay = ({ deadline: { due } }: Spoken): readonly CivilDate[] => ('on' in due ? [due.on] : [])

const without = (days: readonly CivilDate[], others: readonly CivilDate[]): readonly CivilDate[] => [
  ...new Set(days.filter((day) => !others.includes(day))),
]

function dueChange(from: DueTime, to: DueTime): DateChange['due'] {
  return 'on' in from && 'on' in to && from.on !== to.on ? { from: from.on, to: to.on } : undefined
}
