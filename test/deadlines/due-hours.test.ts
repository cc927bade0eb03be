import { describe, expect, test } from 'vitest'
import { instantAt, timeAt } from '../../src/deadlines/hours.js'
import { planOf } from '../../src/deadlines/plan.js'
import { simulated } from '../../src/deadlines/simulate.js'
import { tickOf } from '../../src/deadlines/tick.js'
import { usualSettings, type ChatSettings, type Watched } from '../../src/deadlines/watch.js'
import { china, dayAt, instant } from '../../src/values/civil-date.js'
import { day, matter, rule, rulesWith, type RungTexts } from './small.js'

const chat = { channel: 'terminal', chat: 'c1' } as const
const from = instantAt(day('2026-11-25'), '09:30', china)
const until = instantAt(day('2026-12-08'), '00:00', china)

function watched(events: string, settings: Partial<ChatSettings> = {}): Watched {
  const watch = {
    chat,
    settings: { ...usualSettings, ...settings },
    ladders: {},
    keepers: [],
    since: instant(0),
  }
  return { matter: matter(events), revision: 1, watches: [watch], said: [] }
}

const rules = (rungs: RungTexts) => rulesWith([rule({ due: 'expires -90d', done: 'filed', rungs })])
const twice = { ten: 'due +0d 10:00 critical', three: 'due +0d 15:00 critical' }

/** When which rung is told. */
const told = (one: Watched, rungs: RungTexts): readonly string[] =>
  [...simulated([one], rules(rungs), { from, until, timeZone: china })].map(
    ({ at, lines }) =>
      `${dayAt(at, china)} ${timeAt(at, china)} ${lines.map(({ reminder }) => reminder.rung).join()}`,
  )

describe('a rung with a time of its own', () => {
  test('is told then, twice on one day, whatever the hours of the chat', () => {
    const both = ['2026-12-02 10:00 ten', '2026-12-02 15:00 three']
    expect(told(watched('expires 2027-03-02'), twice)).toEqual(both)
    const quiet = { sendAt: '18:00', quietFrom: '09:00', quietTo: '17:00' }
    expect(told(watched('expires 2027-03-02', quiet), twice)).toEqual(both)
  })

  test('waits for the end of the quiet hours on any other day', () => {
    const rungs = { late: 'due -1d 15:00' }
    expect(told(watched('expires 2027-03-02', { quietFrom: '12:00', quietTo: '16:30' }), rungs)).toEqual([
      '2026-12-01 16:30 late',
    ])
  })

  test('speaks once, at the hour of the chat, on the eve of a last day that is a day off', () => {
    expect(told(watched('expires 2027-02-27'), twice)).toEqual([
      '2026-11-27 09:00 three@eve',
      '2026-11-29 10:00 ten',
      '2026-11-29 15:00 three',
    ])
  })

  test('is two messages of the plan', () => {
    const plan = planOf(matter('expires 2027-03-02'), {
      rules: rules({ ...twice, noon: 'due +0d 10:00' }),
      ladders: [],
      from: day('2026-12-01'),
      to: day('2026-12-31'),
    })
    expect(plan.map(({ on, at, rung }) => [on, at, rung])).toEqual([
      ['2026-12-02', '10:00', 'ten'],
      ['2026-12-02', '15:00', 'three'],
    ])
  })

  test.each([
    ['12:00', ['ten planned']],
    ['16:00', ['three planned', 'ten missed']],
  ])('after an outage until %s it is one line with what was missed', (time, lines) => {
    const at = instantAt(day('2026-12-02'), time, china)
    const tick = tickOf(watched('expires 2027-03-02'), rules(twice), { at, timeZone: china })
    expect(tick.lines.map(({ rung, state }) => `${rung} ${state}`)).toEqual(lines)
  })

  test('is not told once it is done', () => {
    expect(told(watched('expires 2027-03-02; filed 2026-12-01'), twice)).toEqual([])
  })
})
