import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import type { Deadline, Reminder } from '../../src/deadlines/deadline.js'
import { planOf } from '../../src/deadlines/plan.js'
import { remindersOf } from '../../src/deadlines/rungs.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import { ruleNamed, shippedRules } from './shipped-rules.js'
import { day, matter } from './small.js'

const texts = z.record(z.string(), z.string())
const shape = z.strictObject({
  renewal: z.array(
    z.strictObject({ expires: z.string(), due: z.string(), safe: z.string(), nominal: texts }),
  ),
  change: z.array(
    z.strictObject({
      decided: z.string(),
      effective: z.string(),
      due: z.string(),
      unmeetable: z.boolean(),
    }),
  ),
  registered: z.array(z.strictObject({ on: z.string(), due: z.string() })),
  story: z.strictObject({
    expires: z.string(),
    due: z.string(),
    safe: z.string(),
    says: texts,
    moved: texts,
    lastDaily: z.string(),
    firstWeekly: z.string(),
  }),
})
const worked = shape.parse(parse(readFileSync(new URL('worked.yaml', import.meta.url), 'utf8')))

/** The only deadline of a shipped rule after these events, and all that is said of it. */
function of(id: string, events: string): { readonly deadline: Deadline; readonly said: readonly Reminder[] } {
  const rule = ruleNamed(id)
  const rules = { ...shippedRules, all: new Map([[rule.id, rule]]) }
  const its = { ...matter(events), kind: rule.matter }
  const deadlines = deadlinesOf(its, rules, { from: day('2020-01-01'), to: day('2040-12-31') })
  const [deadline] = deadlines
  if (deadline === undefined || deadlines.length > 1) throw new Error(`${deadlines.length} deadlines`)
  return { deadline, said: remindersOf(deadline, its, { rules, ladders: [], today: day('2020-01-01') }) }
}

const dueDay = ({ due }: Deadline): string => ('on' in due ? due.on : due.kind)

describe('worked examples', () => {
  test.each(worked.renewal)('a licence that expires on $expires', ({ expires, due, safe, nominal }) => {
    const { deadline, said } = of('renewal-filing', `expires ${expires}`)
    expect([dueDay(deadline), deadline.safeLastDay]).toEqual([due, safe])
    const days = said
      .filter(({ rung }) => rung in nominal)
      .map(({ rung, on, movedFrom = on }) => [rung, movedFrom])
    expect(Object.fromEntries(days)).toEqual(nominal)
  })

  test.each(worked.change)(
    'decided on $decided, effective on $effective',
    ({ decided, effective, ...expected }) => {
      const events = `change-decided ${decided}; change-effective ${effective}`
      const { deadline, said } = of('change-subject-or-coverage', events)
      expect(dueDay(deadline)).toBe(expected.due)
      expect(deadline.unmeetable ?? false).toBe(expected.unmeetable)
      expect(said.some(({ rung }) => rung.startsWith('due-'))).toBe(!expected.unmeetable)
      expect(said[0]?.rung).toBe('decision-1d')
    },
  )

  test.each(worked.registered)('registered on $on', ({ on, due }) => {
    expect(dueDay(of('change-name-or-legal-rep', `registered ${on}`).deadline)).toBe(due)
  })
})

describe('the story of a licence that expires on 2027-03-02', () => {
  const { expires, due, safe, says, moved, lastDaily, firstWeekly } = worked.story
  const { deadline, said } = of('renewal-filing', `expires ${expires}`)

  test('its two dates', () => {
    expect([dueDay(deadline), deadline.safeLastDay]).toEqual([due, safe])
  })

  test('what is said on which day, and why it was moved', () => {
    const shown = Object.keys(says).length
    expect(Object.fromEntries(said.slice(0, shown).map(({ rung, on }) => [rung, on]))).toEqual(says)
    const from = said
      .slice(0, shown)
      .flatMap(({ rung, movedFrom }) => (movedFrom === undefined ? [] : [[rung, movedFrom]]))
    expect(Object.fromEntries(from)).toEqual(moved)
  })

  test('after the last legal day it goes on daily, then weekly', () => {
    const days = (id: string) => said.filter(({ rung }) => rung.startsWith(`${id}@`)).map(({ on }) => on)
    expect(days('overdue-daily').at(-1)).toBe(lastDaily)
    expect(days('overdue-weekly')[0]).toBe(firstWeekly)
    expect(said.filter(({ on }) => on > due).every(({ tone }) => tone === 'critical')).toBe(true)
  })

  test('granted with a new expiry, only the next cycle speaks on', () => {
    const renewed = 'renewal-filed 2026-11-25; renewal-granted 2026-12-30; expires 2032-03-02'
    const plan = planOf(matter(`issued 2022-03-02; expires ${expires}; ${renewed}`), {
      rules: shippedRules,
      ladders: [],
      from: day('2026-12-31'),
      to: day('2031-12-31'),
    })
    const renewals = plan.filter(({ deadline: { rule } }) => rule.id === 'renewal-filing')
    expect(new Set(renewals.map(({ deadline: { cycle } }) => cycle))).toEqual(new Set(['2032-03-02']))
    expect(renewals[0]?.movedFrom ?? renewals[0]?.on).toBe('2031-08-05')
  })

  test('an annual report stops the reminders of its own year', () => {
    const plan = planOf(
      matter(`issued 2022-03-02; expires ${expires}; annual-reported 2027-02-01; expires 2032-03-02`),
      {
        rules: shippedRules,
        ladders: [],
        from: day('2027-02-02'),
        to: day('2028-04-30'),
      },
    )
    const reports = plan.filter(({ deadline: { rule } }) => rule.id === 'annual-report')
    expect(new Set(reports.map(({ deadline: { cycle } }) => cycle))).toEqual(new Set(['2028']))
    expect(reports[0]?.on).toBe('2027-12-15')
  })
})
