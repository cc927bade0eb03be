import { TZDate } from '@date-fns/tz'
import {
  clockAhead,
  dayAt,
  daysAfter,
  instant,
  steadyAhead,
  type CivilDate,
  type Instant,
} from '../values/civil-date.js'
import type { Reminder } from './deadline.js'
import type { ChatSettings } from './watch.js'

/** The moment at which it is `time` ('HH:MM') on that day in `zone`. */
export function instantAt(day: CivilDate, time: string, zone: string): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const onClock = Date.UTC(year, month - 1, date, hour, minute)
  const ahead = steadyAhead(instant(onClock), zone)
  if (ahead !== undefined) return instant(onClock - ahead)
  return instant(new TZDate(year, month - 1, date, hour, minute, zone).getTime())
}

/** The time of day as 'HH:MM'. */
export function timeAt(at: Instant, zone: string): string {
  // Whose UTC fields are what the clock shows.
  const onClock = new Date(at + clockAhead(at, zone))
  return onClock.toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length)
}

/**
 * When a chat is to hear of a reminder: at its hour or that of the chat, or where somebody set that into the quiet hours, when they end on
 * that day. What is counted in hours comes at its very moment.
 */
export function momentOf(
  { moment, on, at, anyHour }: Reminder,
  settings: ChatSettings,
  zone: string,
): Instant {
  if (moment !== undefined) return moment
  const { sendAt, quietTo } = settings
  const time = at ?? sendAt
  return instantAt(on, !anyHour && isQuiet(time, settings) ? quietTo : time, zone)
}

/** Now, or when the quiet hours end: what was held up by an outage does not ring at night. */
export function afterQuiet(now: Instant, settings: ChatSettings, zone: string): Instant {
  const time = timeAt(now, zone)
  if (!isQuiet(time, settings)) return now
  const today = dayAt(now, zone)
  const { quietTo } = settings
  return instantAt(time < quietTo ? today : daysAfter(today, 1), quietTo, zone)
}

/** Quiet hours may go over midnight, as from 21:00 to 08:30. Times as 'HH:MM' sort as text. */
function isQuiet(time: string, { quietFrom, quietTo }: ChatSettings): boolean {
  const begun = quietFrom <= time
  const over = quietTo <= time
  return quietFrom <= quietTo ? begun && !over : begun || !over
}
