import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reminder } from '../../src/deadlines/deadline.js'
import { remindersOf } from '../../src/deadlines/rungs.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import { hardnesses, type Hardness, type Rule } from '../../src/deadlines/rule.js'
import type { Rules } from '../../src/deadlines/rules.js'
import { daysAfter, type CivilDate } from '../../src/values/civil-date.js'
import { ruleNamed, shippedRules } from './shipped-rules.js'
import { slowDay, slowWorking, tried } from './slow.js'
import { day, matter, rule, rulesWith, type RungTexts } from './small.js'

const early = day('2000-01-01')

/** All that a rule says of a matter with these events, whatever day it is. */
function said(rules: Rules, events: string, today: CivilDate = early): readonly Reminder[] {
  const its = matter(events)
  const span = { from: day('2020-01-01'), to: day('2040-12-31') }
  return deadlinesOf(its, rules, span).flatMap((deadline) =>
    remindersOf(deadline, its, { rules, ladders: [], today }),
  )
}

const withShippedDays = (one: Rule): Rules => ({ ...shippedRules, all: new Map([[one.id, one]]) })

/** What a slow walk through the calendar makes of the same rungs. */
describe('for every day of 2024 to 2032 as the last legal day', () => {
  const offsets = [-30, -7, -3, -1, 0, 1, 3, 30]
  const rungs = Object.fromEntries(offsets.map((days) => [`r${days}`, `due ${days}d`]))
  const rules = withShippedDays(rule({ due: 'expires +0d', rungs }))

  test('its rungs are spoken of on the days that a slow walk comes to', () => {
    const wrong = tried.filter((at) => {
      const expected = offsets.flatMap((days) => slowlySaid(at, days)).sort()
      const found = said(rules, `expires ${slowDay(at).day}`).map(({ on }) => on)
      return found.join() !== expected.join()
    })
    expect(wrong.map((at) => slowDay(at).day)).toEqual([])
  })

  test('and what needs a year that is not known is provisional', () => {
    const wrong = tried.filter((at) =>
      said(rules, `expires ${slowDay(at).day}`).some(({ on, movedFrom = on, anyHour, provisional }) => {
        const guessed = [on, movedFrom].some((one) => !shippedRules.days.isKnown(one))
        return provisional !== (guessed && !anyHour)
      }),
    )
    expect(wrong.map((at) => slowDay(at).day)).toEqual([])
  })
})

function slowlySaid(due: number, days: number): readonly string[] {
  const at = due + days
  if (days < 0) return [slowDay(slowWorking(at, -1)).day]
  if (days > 0) return [slowDay(slowWorking(at, 1)).day]
  return slowDay(at).working ? [slowDay(at).day] : [slowDay(slowWorking(at, -1)).day, slowDay(at).day]
}

const nominal = ({ movedFrom, on }: Reminder): CivilDate => movedFrom ?? on
const dueOn = ({ deadline: { due } }: Reminder): CivilDate => ('on' in due ? due.on : day('9999-12-31'))

describe('for every expiry date of ten years, by the shipped rules', () => {
  const expiries = Array.from({ length: 3653 }, (_, at) => daysAfter(day('2027-01-01'), at))
  const fromExpiry = [...shippedRules.all.values()].filter(
    ({ due }) => due.kind === 'counted' && due.from === 'expires',
  )
  const ids = fromExpiry.map(({ id }) => id)

  test.each(ids)(
    '%s: no overdue word on or before the last day, and none that leads up to it after it',
    (id) => {
      const rules = withShippedDays(ruleNamed(id))
      const wrong = expiries.flatMap((expiry) =>
        said(rules, `expires ${expiry}; renewal-filed 2026-11-20; not-renewing 2026-11-20`).filter(
          (one) => nominal(one) > dueOn(one) !== one.on > dueOn(one),
        ),
      )
      expect(wrong.map(({ rung, on }) => `${rung} ${on}`)).toEqual([])
    },
  )

  test('renewal: the ladder speaks on working days, but for the last days themselves', () => {
    const rules = withShippedDays(ruleNamed('renewal-filing'))
    const off = expiries.flatMap((expiry) =>
      said(rules, `expires ${expiry}`).filter(
        ({ on, deadline }) =>
          !rules.days.isWorkingDay(on) && on !== deadline.safeLastDay && !isDueDay(deadline, on),
      ),
    )
    expect(off.map(({ rung, on }) => `${rung} ${on}`)).toEqual([])
  })

  test('renewal: the last legal day is named on that day, at any hour', () => {
    const rules = withShippedDays(ruleNamed('renewal-filing'))
    const silent = expiries.filter((expiry) =>
      said(rules, `expires ${expiry}`).every(
        ({ on, anyHour, deadline }) => !anyHour || !isDueDay(deadline, on),
      ),
    )
    expect(silent).toEqual([])
  })
})

const isDueDay = ({ due }: Reminder['deadline'], on: CivilDate): boolean => 'on' in due && due.on === on

/** Whatever the holidays, the rule and the day on which it is asked. */
describe('with any holidays', () => {
  const calendar = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 364 }), fc.constantFrom('off' as const, 'working' as const)), {
      maxLength: 60,
    })
    .map((marked) => [
      { year: 2027, notice: '', days: new Map(marked.map(([at, kind]) => [inYear(at), kind])) },
    ])
  const hardness = fc.constantFrom<Hardness>(...hardnesses)
  const someDay = fc.integer({ min: 0, max: 364 }).map(inYear)
  const span = fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('d', 'wd'))
    .map(([n, unit]) => `+${n}${unit}`)
  const situation = fc.record({ calendar, hardness, event: someDay, due: span, rung: span, today: someDay })

  test('no rung after an event lies before it', () => {
    fc.assert(
      fc.property(situation, ({ calendar, hardness, event, due, rung, today }) => {
        const rules = rulesWith(
          [rule({ due: `happened ${due}`, hardness, rungs: only(`happened ${rung}`) })],
          calendar,
        )
        return said(rules, `happened ${event}`, today).every(({ on }) => on >= event)
      }),
      { numRuns: 1000 },
    )
  })

  test('what we have to do by a day is never said for the first time after it', () => {
    fc.assert(
      fc.property(situation, ({ calendar, event, due, rung, today }) => {
        const rules = rulesWith([rule({ due: `happened ${due}`, rungs: only(`happened ${rung}`) })], calendar)
        return said(rules, `happened ${event}`, today).every(
          (one) => nominal(one) > dueOn(one) === one.on > dueOn(one),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('what is to come is never put on a day that has passed, but for the word ahead of a last day', () => {
    fc.assert(
      fc.property(situation, ({ calendar, hardness, event, rung, today }) => {
        const back = rung.replace('+', '-').replace('wd', 'd')
        const rules = rulesWith(
          [rule({ due: 'happens +0d', hardness, rungs: only(`due ${back}`) })],
          calendar,
        )
        return said(rules, `happens ${event}`, today).every(
          (one) => nominal(one) < today || one.on >= today || one.rung.endsWith('@eve'),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('a ladder that counts up to a day keeps its order', () => {
    fc.assert(
      fc.property(
        calendar,
        someDay,
        fc.uniqueArray(fc.integer({ min: -90, max: 30 })),
        (calendar, event, offsets) => {
          const rungs = Object.fromEntries(offsets.map((days) => [`r${days}`, `due ${days}d`]))
          const rules = rulesWith([rule({ due: 'happens +0d', rungs })], calendar)
          const reminders = said(rules, `happens ${event}`).filter(({ rung }) => !rung.endsWith('@eve'))
          return reminders.every((one, at) => {
            const before = reminders[at - 1] ?? one
            return nominal(before) <= nominal(one) || before.on === one.on
          })
        },
      ),
    )
  })
})

function inYear(at: number): CivilDate {
  return daysAfter(day('2027-01-01'), at)
}

const only = (rung: string): RungTexts => ({ r: rung })
