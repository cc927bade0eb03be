import { expect, test } from 'vitest'
import { tellingOf } from '../../src/deadlines/telling.js'
import { usualSettings, type LineState, type Said, type Watched } from '../../src/deadlines/watch.js'
import { instant } from '../../src/values/civil-date.js'
import { cycleId, matterId, ruleId, rungId } from '../../src/values/ids.js'
import { day } from '../chat/shipped.js'
import { chatNamed, licence, zone } from '../app/watching.js'
import { shippedRules } from './shipped-rules.js'

const chat = chatNamed('c1')

function line(rung: string, on: string, state: LineState): Said {
  const key = { matter: matterId('m1'), rule: ruleId('renewal-filing'), cycle: cycleId('2027-03-02'), chat }
  return { ...key, rung: rungId(rung), on: day(on), state }
}

function told(said: readonly Said[], today: string) {
  const watch = { chat, settings: usualSettings, ladders: {}, keepers: [], since: instant(0) }
  const watched: Watched = {
    matter: licence({ expires: '2027-03-02' }, instant(0)),
    revision: 1,
    watches: [watch],
    said,
  }
  const planned = said.filter(({ state }) => state === 'planned')
  return tellingOf(planned, [watched], { chat, rules: shippedRules, today: day(today), timeZone: zone })
}

test('what was missed and what may not have arrived are told apart, since it was last surely told', () => {
  const { lines } = told(
    [
      line('expiry-120d', '2026-11-02', 'missed'),
      line('expiry-105d', '2026-11-17', 'sent'),
      line('expiry-97d', '2026-11-25', 'missed'),
      line('expiry-93d', '2026-11-27', 'maybe-sent'),
      line('expiry-91d', '2026-12-01', 'planned'),
    ],
    '2026-12-01',
  )
  expect(lines).toMatchObject([{ missed: ['2026-11-25'], doubted: ['2026-11-27'] }])
  expect(lines[0]?.reminder.rung).toBe('expiry-91d')
})

test('several planned rungs of one deadline are one line, and all of them are told with it', () => {
  const said = [line('expiry-93d', '2026-11-27', 'planned'), line('expiry-91d', '2026-12-01', 'planned')]
  const { lines, told: keys, dropped } = told(said, '2026-12-01')
  expect(lines).toMatchObject([{ missed: ['2026-11-27'], reminder: { rung: 'expiry-91d' } }])
  expect(keys).toEqual(said)
  expect(dropped).toEqual([])
})

test('a rung that the ladder no longer has is dropped', () => {
  const gone = line('expiry-44d', '2026-11-27', 'planned')
  expect(told([gone], '2026-12-01')).toMatchObject({ lines: [], told: [], dropped: [gone] })
})
