import { describe, expect, test } from 'vitest'
import { isOn } from '../../src/deadlines/ladder.js'
import { planOf } from '../../src/deadlines/plan.js'
import { remindersOf } from '../../src/deadlines/rungs.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import type { LadderChange, Ladders } from '../../src/deadlines/watch.js'
import { instant } from '../../src/values/civil-date.js'
import { cycleId, ruleId } from '../../src/values/ids.js'
import { day, log, matter, rule, rulesWith, type SmallRule } from './small.js'

const span = { from: day('2026-01-01'), to: day('2027-12-31') }
const renewal: SmallRule = {
  due: 'expires -90d',
  rungs: {
    early: 'expires -210d',
    warned: 'expires -120d warn',
    near: 'due -3d urgent',
    last: 'due +0d critical',
    over: 'due every day 1..5 critical',
  },
}
const licence = 'expires 2027-03-02'

/** Rung and day of all that is said. */
function planned(small: SmallRule, events: string, ladders: readonly Ladders[] = []): readonly string[] {
  const rules = rulesWith([rule(small)])
  return planOf(matter(events), { rules, ladders, ...span }).map(({ rung, on }) => `${rung} ${on}`)
}

const changed = (change: LadderChange): Ladders => ({ [ruleId('rule')]: change })

describe('a plan', () => {
  test('tells what is said on which day', () => {
    expect(planned(renewal, licence)).toEqual([
      'early 2026-08-04',
      'warned 2026-11-02',
      'near 2026-11-27',
      'last 2026-12-02',
      'over@2026-12-03 2026-12-03',
      'over@2026-12-04 2026-12-04',
      'over@2026-12-07 2026-12-07',
    ])
  })

  test.each([
    ['due -4d urgent', 'due -3d warn', 'a'],
    ['due -4d warn', 'due -3d urgent', 'b'],
    ['due -4d warn', 'due -3d warn', 'b'],
  ])('of %s and %s on one working day the stronger one is told, or the later', (a, b, told) => {
    expect(planned({ due: 'expires -90d', rungs: { a, b } }, licence)).toEqual([`${told} 2026-11-27`])
  })

  test('what was snoozed and then switched off does not come back', () => {
    const log = `${licence}; snoozed 2027-03-02 2026-11-20`
    expect(planned(renewal, log)).toContain('snoozed@2026-11-20 2026-11-20')
    expect(planned(renewal, log, [changed({ kind: 'off' })])).toEqual([])
  })

  test('what goes out at any hour does so with what it was merged with', () => {
    // Registered on a Saturday: what follows on Sunday is said on Monday, the last day.
    const rungs = { last: 'due +0d', after: 'registered +1d critical' }
    const rules = rulesWith([rule({ due: 'registered +2d', rungs })])
    const plan = planOf(matter('registered 2026-11-21'), { rules, ladders: [], ...span })
    expect(plan.map(({ on, rung, anyHour }) => [on, rung, anyHour])).toEqual([['2026-11-23', 'after', true]])
  })

  test('moments of one day stay by themselves', () => {
    const rungs = { a: 'happened +0h critical', b: 'happened +2h critical' }
    expect(planned({ due: 'happened +24h', rungs }, 'happened 2026-12-04T09:00')).toHaveLength(2)
  })

  test.each([
    ['expires 2027-03-02; filed 2026-11-25', 'done'],
    ['expires 2027-03-02; given-up 2027-03-02', 'given up'],
    ['expires 2027-03-02; closed', 'closed'],
  ])('says nothing after %s: %s', (events) => {
    expect(planned({ ...renewal, done: 'filed' }, events)).toEqual([])
  })

  test('has only days of the span, and deadlines of a day in their order', () => {
    const rules = rulesWith([
      rule({ id: 'later', due: 'expires +0d', rungs: { a: 'expires -120d' } }),
      rule({ id: 'sooner', due: 'expires -90d', rungs: { a: 'expires -120d' } }),
    ])
    const on = day('2026-11-02')
    const plan = planOf(matter(licence), { rules, ladders: [], from: on, to: on })
    expect(plan.map(({ deadline }) => deadline.rule.id)).toEqual(['sooner', 'later'])
  })

  test('makes up for what was moved ahead to before its first day', () => {
    const rules = rulesWith([rule({ due: 'expires -90d', rungs: { near: 'due -3d' } })])
    const plan = planOf(matter(licence), { rules, ladders: [], ...span, from: day('2026-11-28') })
    expect(plan.map(({ on, movedFrom }) => [on, movedFrom])).toEqual([['2026-11-30', '2026-11-29']])
  })
})

describe('a ladder', () => {
  test('switched off says nothing', () => {
    expect(planned(renewal, licence, [changed({ kind: 'off' })])).toEqual([])
  })

  test('that is optional speaks where somebody asked for it', () => {
    const optional: SmallRule = { ...renewal, optional: true }
    expect(planned(optional, licence)).toEqual([])
    expect(planned(optional, licence, [changed({ kind: 'on' })])).toEqual(planned(renewal, licence))
    expect(planned(optional, licence, [changed({ kind: 'days', days: [-30] })])[0]).toBe('due-30d 2026-11-02')
  })

  test('of the matter comes before that of the chat', () => {
    const ladders = [{}, changed({ kind: 'off' }), changed({ kind: 'on' })]
    expect(isOn(rule(renewal), ladders)).toBe(false)
    expect(isOn(rule(renewal), ladders.toReversed())).toBe(true)
  })

  test('of days of one’s own stands for the rungs before the deadline; the last day and what follows stay', () => {
    expect(planned(renewal, licence, [changed({ kind: 'days', days: [-180, -1, 0, 2] })])).toEqual([
      'due-180d 2026-06-05',
      'due-1d 2026-12-01',
      'last 2026-12-02',
      'over@2026-12-03 2026-12-03',
      'over@2026-12-04 2026-12-04',
      'over@2026-12-07 2026-12-07',
    ])
  })

  test('of days of one’s own is as loud as the rule’s own would be by then', () => {
    const rules = rulesWith([rule(renewal)])
    const ladders = [changed({ kind: 'days', days: [-200, -100, -30, -2, 10] })]
    const plan = planOf(matter(licence), { rules, ladders, ...span })
    const tones = plan.filter(({ rung }) => rung.startsWith('due')).map(({ rung, tone }) => `${rung} ${tone}`)
    expect(tones).toEqual([
      'due-200d info',
      'due-100d info',
      'due-30d warn',
      'due-2d urgent',
      'due+10d critical',
    ])
  })

  test('of a day of every year comes besides the rule’s own, or besides days of one’s own, before the deadline', () => {
    const dates = ['01-10', '11-10'] as const
    const own = [
      'date-01-10 2026-01-09',
      'early 2026-08-04',
      'warned 2026-11-02',
      'date-11-10 2026-11-10',
      'near 2026-11-27',
      'last 2026-12-02',
    ]
    expect(planned(renewal, licence, [changed({ kind: 'dates', dates })]).slice(0, 6)).toEqual(own)
    expect(planned(renewal, licence, [changed({ kind: 'dates', dates, days: [-30] })]).slice(0, 4)).toEqual([
      'date-01-10 2026-01-09',
      'due-30d 2026-11-02',
      'date-11-10 2026-11-10',
      'last 2026-12-02',
    ])
  })

  test('reaches 400 days to both sides', () => {
    const days = planned({ due: 'expires -90d' }, 'expires 2027-12-31', [
      changed({ kind: 'days', days: [-400] }),
    ])
    expect(days).toEqual(['due-400d 2026-08-28'])
  })
})

describe('deadlines', () => {
  test('are open when their own ladder or last day falls into the span', () => {
    const rules = rulesWith([rule(renewal)])
    const found = (from: string, to: string) =>
      deadlinesOf(matter(licence), rules, { from: day(from), to: day(to) }).length
    expect(found('2026-08-01', '2026-08-31')).toBe(1)
    expect(found('2026-12-01', '2026-12-31')).toBe(1)
    expect(found('2025-01-01', '2026-07-01')).toBe(0)
    expect(found('2027-01-01', '2027-12-31')).toBe(0)
  })

  test('come in the order of their last days, and what has none comes last', () => {
    const rules = rulesWith([
      rule({ id: 'unknown', due: 'named notice last' }),
      rule({ id: 'expiry', due: 'expires +0d' }),
      rule({ id: 'filing', due: 'expires -90d' }),
    ])
    const found = deadlinesOf(matter(`${licence}; notice 2026-11-20`), rules, span)
    expect(found.map(({ rule: { id } }) => id)).toEqual(['filing', 'expiry', 'unknown'])
  })

  test('know when the newest of the events they hang on was noted', () => {
    const rules = rulesWith([
      rule({ due: 'earliest decided +30d, effective -90d' }),
      rule({ id: 'window', due: 'window 01-01..03-31' }),
    ])
    const noted =
      '@2026-12-02 decided 2026-12-01; @2026-12-05 effective 2027-06-01; @2026-12-09 other 2026-12-09'
    const armed = deadlinesOf(matter(noted), rules, span).map(({ rule: { id }, armedAt }) => [id, armedAt])
    expect(Object.fromEntries(armed)).toMatchObject({
      rule: instant(Date.parse('2026-12-05T09:00:00+08:00') + 60_000),
      window: undefined,
    })
  })

  test('of whoever held it at the end of a year begin when a date that says so is noted', () => {
    const reports = rulesWith([rule({ due: 'window 01-01..03-31', heldAtYearEnd: true })])
    const armedBy = (noted: string) =>
      deadlinesOf(matter(noted), reports, { from: day('2026-12-20'), to: day('2027-03-31') })
        .filter(({ cycle }) => cycle === '2027')
        .map(({ armedAt }) => armedAt)
    const noted = (date: string) => instant(Date.parse(`${date}T09:00:00+08:00`) + 60_000)
    expect(armedBy('')).toEqual([undefined])
    expect(armedBy('@2026-03-02 expires 2026-12-26')).toEqual([])
    expect(armedBy('@2026-03-02 expires 2026-12-31')).toEqual([undefined])
    expect(armedBy('@2026-03-02 expires 2027-05-01; @2026-05-02 expires 2028-05-01')).toEqual([undefined])
    expect(armedBy('@2026-03-02 expires 2026-12-26; @2026-12-24 expires 2026-12-31')).toEqual([
      noted('2026-12-24'),
    ])
    expect(armedBy('@2026-03-02 issued 2027-01-02; @2026-12-24 issued 2026-12-31')).toEqual([
      noted('2026-12-24'),
    ])
  })

  test('of another kind of matter are none of its', () => {
    const rules = rulesWith([rule(renewal)])
    expect(deadlinesOf({ ...matter(licence), kind: 'company' }, rules, span)).toEqual([])
  })
})

describe('what comes back every month', () => {
  const monthly = rulesWith([
    rule({ due: 'recurring', hardness: 'practice', done: 'checked', rungs: { m: 'monthly 1' } }),
  ])
  const year = { from: day('2026-03-01'), to: day('2026-05-31') }
  const states = (events: string) =>
    deadlinesOf(matter(events), monthly, year)
      .filter(({ cycle }) => cycle.startsWith('2026-04') || cycle.startsWith('2026-05'))
      .map(({ cycle, state }) => `${cycle} ${state.kind}`)

  test('is a cycle each time, and each speaks once', () => {
    const its = matter('')
    const cycles = deadlinesOf(its, monthly, { from: day('2026-05-01'), to: day('2026-05-02') })
    const how = { rules: monthly, ladders: [], today: day('2026-01-01') }
    const said = cycles.flatMap((one) => remindersOf(one, its, how).map(({ on }) => [one.cycle, on]))
    expect(said).toEqual([['2026-05-01', '2026-05-06']])
  })

  test('marked or reported once, the next time stays open', () => {
    expect(states('given-up 2026-04-01')).toEqual(['2026-04-01 given-up', '2026-05-01 open'])
    expect(states('checked 2026-04-08')).toEqual(['2026-04-01 done', '2026-05-01 open'])
    expect(states('checked 2026-05-01')).toEqual(['2026-04-01 open', '2026-05-01 done'])
  })
})

test('the tests’ own log says what it seems to say', () => {
  expect(log('@2026-11-02 expires 2027-03-02; back 0; seen 2027-03-02')).toMatchObject([
    { kind: 'event', on: '2027-03-02' },
    { kind: 'taken-back', entry: 0 },
    { kind: 'marked', cycle: cycleId('2027-03-02'), mark: { kind: 'seen' } },
  ])
})
