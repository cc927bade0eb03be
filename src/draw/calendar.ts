import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalAlarmData,
  type ICalEventData,
} from 'ical-generator'
import type { Deadline, Reminder } from '../deadlines/deadline.js'
import { instantAt } from '../deadlines/hours.js'
import type { Matter } from '../deadlines/matter.js'
import type { Rules } from '../deadlines/rules.js'
import { filled, type Figures } from '../knowledge/figures.js'
import { china, daysBetween, type CivilDate, type Instant } from '../values/civil-date.js'
import { uidOf } from './calendar-uid.js'
import { spokenOf, type ShownDeadline } from './shown.js'
import { dueNames, fullDayText, leadText } from './words.js'

export interface CalendarMatter {
  readonly matter: Matter
  /** Grows with every change, and with it the sequence of the events. */
  readonly revision: number
  readonly deadlines: readonly Pick<ShownDeadline, 'deadline' | 'reminders'>[]
}

export interface CalendarStyle {
  readonly name: string
  readonly rules: Rules
  readonly figures: Figures
  /** When this text was made. */
  readonly stamp: Instant
}

/**
 * An iCalendar text: each deadline that has a day is an all-day event, or one at its moment where hours count. The time zone
 * of the calendar stays unset: with one, ical-generator moves all-day events to the day before.
 */
export function calendarText(matters: readonly CalendarMatter[], style: CalendarStyle): string {
  const calendar = ical({
    name: withoutSigns(style.name),
    prodId: { company: 'chizheng', product: 'deadlines', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: secondsOfHour,
  })
  for (const one of matters)
    for (const shown of one.deadlines)
      for (const { event, alarms } of eventsOf(shown, one, style)) {
        const made = calendar.createEvent(event)
        // Given with the rest, it is ignored, and what comes after would count from the end of the day.
        for (const alarm of alarms) made.createAlarm(alarm).relatesTo(ICalAlarmRelatesTo.start)
      }
  return `${calendar.toString()}\r\n`
}

const secondsOfHour = 3_600
const secondsOfDay = 24 * secondsOfHour
/** The hour of a day's alarms, in the time zone of whoever looks at the calendar. */
const alarmHour = 9

/** ical-generator writes the calendar's name as it is, and these end a value. */
const withoutSigns = (name: string): string => name.replace(/[\\;,\p{Cc}]/gu, ' ').trim()

function eventsOf(
  { deadline, reminders }: CalendarMatter['deadlines'][number],
  { matter, revision }: CalendarMatter,
  { rules, figures, stamp }: CalendarStyle,
): readonly { readonly event: ICalEventData; readonly alarms: readonly ICalAlarmData[] }[] {
  const start = startOf(deadline)
  if (start === undefined) return []
  const event = {
    id: uidOf(deadline, matter, rules.days),
    sequence: revision,
    stamp: dateAt(stamp),
    ...start.data,
    summary: summaryOf(deadline, matter),
    description: descriptionOf(deadline, matter),
    status: statusOf(deadline),
    transparency: ICalEventTransparency.TRANSPARENT,
  }
  const open = deadline.state.kind === 'open'
  return [
    {
      event,
      alarms: open ? spokenOf({ deadline, reminders }).flatMap((one) => alarmOf(one, start, figures)) : [],
    },
  ]
}

interface Start {
  readonly on: CivilDate
  /** Where hours count. */
  readonly at?: Instant
  readonly data: Pick<ICalEventData, 'start' | 'allDay'>
}

function startOf({ due }: Deadline): Start | undefined {
  switch (due.kind) {
    case 'day':
      return { on: due.on, data: { start: due.on, allDay: true } }
    case 'moment':
      return { on: due.on, at: due.at, data: { start: dateAt(due.at) } }
    case 'never':
    case 'unknown':
      return undefined
  }
}

/** What ical-generator takes a moment as; it comes out in UTC. */
const dateAt = (at: Instant): Date => new Date(at)

function summaryOf({ rule, state, provisional }: Deadline, { holder }: Matter): string {
  const before =
    state.kind === 'done' ? '已办：' : state.kind === 'given-up' ? '已放弃：' : provisional ? '（暂定）' : ''
  return plain(`${before}${rule.name}，${dueNames[rule.hardness]}（${holder}）`)
}

function descriptionOf({ opensOn, safeLastDay, provisional, state }: Deadline, matter: Matter): string {
  return [
    matter.number === undefined ? matter.holder : `${matter.holder}，编号 ${matter.number}`,
    ...(opensOn === undefined ? [] : [`${fullDayText(opensOn)}起可以办。`]),
    ...(safeLastDay === undefined ? [] : [`稳妥的最后一天：${fullDayText(safeLastDay)}。`]),
    ...(state.kind === 'done' ? [`${fullDayText(state.on)}已办。`] : []),
    ...(provisional ? ['日子是暂定的，放假安排或通知公布后会重算。'] : []),
  ]
    .map(plain)
    .join('\n')
}

/** What cannot stand in a calendar at all. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')

function statusOf({ state, provisional }: Deadline): ICalEventStatus {
  if (state.kind === 'given-up') return ICalEventStatus.CANCELLED
  return state.kind === 'open' && provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

/** Of reminders up to the deadline: what comes after it is told in the chat, where it can be answered. */
function alarmOf(reminder: Reminder, start: Start, figures: Figures): readonly ICalAlarmData[] {
  const seconds = secondsBefore(reminder, start)
  if (reminder.on > start.on || (start.at !== undefined && seconds < 0)) return []
  const says = reminder.do === undefined ? '' : `：${filled(reminder.do, figures, reminder.on)}`
  const alarm = {
    type: ICalAlarmType.display,
    description: plain(`${leadText(reminder.on, start.on)}${says}`),
  }
  return [seconds >= 0 ? { ...alarm, triggerBefore: seconds } : { ...alarm, triggerAfter: -seconds }]
}

/** Before the moment, or before the midnight with which an all-day event begins. */
function secondsBefore({ on: day, moment }: Reminder, { on, at }: Start): number {
  if (at === undefined) return daysBetween(day, on) * secondsOfDay - alarmHour * secondsOfHour
  return Math.round((at - (moment ?? instantAt(day, `0${alarmHour}:00`, china))) / 1_000)
}
