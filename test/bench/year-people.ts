import {
  monthsAfter,
  daysAfter,
  dayAt,
  instant,
  type CivilDate,
  type Instant,
} from '../../src/values/civil-date.js'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import type { PressToken } from '../../src/values/ids.js'
import { pressToken } from '../../src/values/ids.js'
import type { PaperLine } from '../fakes/paper-channel.js'
import type { SeededDice } from './year-dice.js'
import { happened } from './year-town.js'

const dayMs = 24 * 3_600_000
const zone = 'Asia/Shanghai'

/** A button that somebody will press. */
export interface PlannedPress {
  readonly at: Instant
  readonly token: PressToken
  /** How many events come of it: the same one twice, or two of them. */
  readonly delivered: 'once' | 'twice' | 'pressed-twice'
}

const pressShare = 0.3
const pressed =
  /^(✓ )?(已看到|准备中|已提交|已报送|已办完|延后|不办了|返回|确认记下|确认不办)$|^\d+\. |^(1天|1周|下周一)：|^仍要延后/u
/** Seldom: most people mean to go on. */
const rarely = /不办|仍要/u

/** Whoever reads a message sometimes presses one of its buttons, soon or in some days. */
export function pressOn({ buttons }: PaperLine, at: Instant, dice: SeededDice): PlannedPress | undefined {
  const [first, ...others] = buttons.filter(({ label }) => pressed.test(label))
  if (first === undefined || !dice.holds(pressShare)) return undefined
  const { label, token } = dice.pick([first, ...others])
  if (rarely.test(label) && dice.holds(0.8)) return undefined
  return {
    at: instant(at + dice.next() ** 4 * 6 * dayMs),
    token: pressToken(token),
    delivered: dice.pick(['once', 'once', 'once', 'twice', 'pressed-twice']),
  }
}

/** What happens to a licence, whatever the bot says; told to it by somebody on that day. */
export interface Happening {
  readonly at: Instant
  readonly matter: Matter
  readonly entries: (at: Instant) => readonly Noted[]
}

/** Of many licences some are renewed, reported and put right. */
export function happeningsOf(matter: Matter, from: Instant, dice: SeededDice): readonly Happening[] {
  const expires = matter.log.flatMap((entry) => (entry.kind === 'event' ? [entry.on] : [])).at(-1)
  if (expires === undefined) return []
  const on = (day: CivilDate, some: readonly (readonly [string, CivilDate?])[]): Happening => ({
    at: instant(Date.parse(`${day}T10:15:00+08:00`)),
    matter,
    entries: (at) => some.map(([kind, date]) => happened(kind, date ?? dayAt(at, zone), at)),
  })
  const day = (first: CivilDate, days: number): CivilDate => daysAfter(first, dice.below(days))
  const today = dayAt(from, zone)
  const filed = on(day(daysAfter(expires, -130), 50), [['renewal-filed']])
  const granted = on(day(daysAfter(expires, -70), 60), [
    ['renewal-granted'],
    ['expires', monthsAfter(expires, 60)],
  ])
  const corrected = on(day(today, 300), [['expires', daysAfter(expires, dice.below(90) - 45)]])
  const some = [
    ...(dice.holds(0.6)
      ? [filed, ...(dice.holds(0.8) ? [granted] : [])]
      : dice.holds(0.12)
        ? [corrected]
        : []),
    ...(dice.holds(0.5) ? [on(day(today, 400), [['commenced']])] : []),
    ...['2026-03-20', '2027-01-02'].flatMap((begins) =>
      dice.holds(0.6)
        ? [on(day(daysAfter(today, 0) > begins ? today : (begins as CivilDate), 60), [['annual-reported']])]
        : [],
    ),
  ]
  return some.filter(({ at }) => at > from)
}
