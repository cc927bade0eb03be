import { isClosed } from '../deadlines/log.js'
import { reachDays } from '../deadlines/nominal.js'
import { remindersOf } from '../deadlines/rungs.js'
import { deadlinesOf } from '../deadlines/schedule.js'
import { isShown } from '../deadlines/shown.js'
import type { Watched } from '../deadlines/watch.js'
import { calendarText, type CalendarMatter, type CalendarStyle } from '../draw/calendar.js'
import type { Steps } from '../knowledge/steps.js'
import { dayAt, daysAfter, type CivilDate } from '../values/civil-date.js'
import { sameChat, type ChatRef } from '../values/ids.js'

export interface CalendarView extends Omit<CalendarStyle, 'name'> {
  readonly today: CivilDate
  readonly timeZone: string
}

/**
 * The calendar of one chat. A step is a matter: a long calendar takes half a second, and others must not wait for it.
 */
export function* calendarSteps(
  watched: readonly Watched[],
  chat: ChatRef,
  view: CalendarView,
): Steps<string> {
  const matters: CalendarMatter[] = []
  for (const one of watched) {
    const matter = calendarMatter(one, chat, view)
    if (matter !== undefined) matters.push(matter)
    yield
  }
  const style = { ...view, name: nameOf([...new Set(matters.map(({ matter }) => matter.holder))]) }
  const empty = calendarText([], style)
  const tail = empty.slice(empty.lastIndexOf('END:VCALENDAR'))
  const head = empty.slice(0, -tail.length)
  let events = ''
  for (const matter of matters) {
    events += calendarText([matter], style).slice(head.length, -tail.length)
    yield
  }
  return head + events + tail
}

/** Who looks after several chats tells their calendars apart by it. */
function nameOf([first, ...others]: readonly string[]): string {
  if (first === undefined) return '持证'
  return others.length === 0 ? `持证：${first}` : `持证：${first}等 ${others.length + 1} 家`
}

/** Undefined where that chat does not watch it, or nobody does any more. */
function calendarMatter(watched: Watched, chat: ChatRef, view: CalendarView): CalendarMatter | undefined {
  const { matter, revision, watches } = watched
  const watch = watches.find((one) => sameChat(one.chat, chat))
  if (watch === undefined || isClosed(matter)) return undefined
  const { rules, today, timeZone } = view
  const ladders = [watch.ladders, watch.settings.ladders]
  const told = dayAt(matter.log[0]?.at ?? watch.since, timeZone)
  const span = { from: daysAfter(today, -reachDays), to: daysAfter(today, reachDays) }
  // As /due lists them, and with them what was done.
  const deadlines = deadlinesOf(matter, rules, span)
    .filter((deadline) => isShown(deadline, { ladders, told }))
    .map((deadline) => {
      const reminders = remindersOf(deadline, matter, { rules, ladders, today })
      // Half of the text would be alarms that can never ring any more.
      return { deadline, reminders: reminders.filter(({ on }) => on >= today) }
    })
  return { matter, revision, deadlines }
}
