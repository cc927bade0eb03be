import { dayAt, daysAfter, instant, type CivilDate, type Instant } from '../../values/civil-date.js'
import type { Interview } from './interview.js'

/** Whoever left an interview is told so once, after that many days without a change. */
const remindedAfterDays = 3

/** What was not finished is erased that many days after its last change. */
export const erasedAfterDays = 30

/** Whether its person is to be told that it waits for them. */
export function isLeft({ state, changedAt }: Interview, now: Instant): boolean {
  return (state === 'open' || state === 'paused') && changedAt <= leftSince(now)
}

/** Of what changed after it nobody is told yet. */
export const leftSince = (now: Instant): Instant => instant(now - remindedAfterDays * dayMs)

/** From that day on it may be gone. */
export function erasedOn({ changedAt }: Interview, timeZone: string): CivilDate {
  return daysAfter(dayAt(changedAt, timeZone), erasedAfterDays)
}

const dayMs = 24 * 3_600_000
