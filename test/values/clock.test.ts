import { tz, tzOffset, TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import { describe, expect, test } from 'vitest'
import { instantAt, timeAt } from '../../src/deadlines/hours.js'
import { china, clockAhead, dayAt, daysAfter, instant, type CivilDate } from '../../src/values/civil-date.js'
import { day } from '../deadlines/small.js'

const minuteMs = 60_000
const zones = [china, 'UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Europe/London']
/** One after another, and each at another time of day. */
const stepMs = (29 * 60 + 7) * minuteMs

function* days(from: CivilDate, to: CivilDate): Generator<CivilDate, undefined> {
  for (let on = from; on <= to; on = daysAfter(on, 1)) yield on
}

describe('the clock of a zone', () => {
  // Should China change its clocks again, this fails with the first time-zone data that know of it.
  test('China is eight hours ahead on every day from 1992 to 2050', () => {
    for (const on of days(day('1992-01-01'), day('2050-12-31'))) {
      const midnight = new Date(`${on}T00:00:00Z`)
      expect(tzOffset(china, midnight), on).toBe(480)
      expect(clockAhead(instant(midnight.getTime()), china), on).toBe(480 * minuteMs)
    }
  })

  test.each(zones)('%s shows the day and time that the library says, summer times included', (zone) => {
    for (let at = Date.UTC(1985, 0); at < Date.UTC(2030, 0); at += stepMs) {
      const said = format(new Date(at), 'yyyy-MM-dd HH:mm', { in: tz(zone) })
      expect(`${dayAt(instant(at), zone)} ${timeAt(instant(at), zone)}`).toBe(said)
    }
  })

  test.each(zones)('%s has the same moment for a day and time as the library', (zone) => {
    for (const on of days(day('1989-12-01'), day('1993-02-01')))
      for (const time of ['00:00', '02:30', '09:00', '23:59']) {
        const [year = 0, month = 0, date = 0] = on.split('-').map(Number)
        const [hour = 0, minute = 0] = time.split(':').map(Number)
        const said = new TZDate(year, month - 1, date, hour, minute, zone).getTime()
        expect(instantAt(on, time, zone), `${on} ${time}`).toBe(said)
      }
  })
})
