import { expect, test } from 'vitest'
import { tellingOf } from '../../src/deadlines/telling.js'
import { tickOf } from '../../src/deadlines/tick.js'
import { usualSettings, type LineKey, type Said } from '../../src/deadlines/watch.js'
import { china, dayAt, instant } from '../../src/values/civil-date.js'
import { chatNamed } from '../app/watching.js'
import { matter, rule, rulesWith } from './small.js'

const rules = rulesWith([rule({ due: 'expires -90d', rungs: { over: 'due every day 1..30' } })])
const chat = chatNamed('c1')
const watch = { chat, settings: usualSettings, ladders: {}, keepers: [], since: instant(0) }

interface Look {
  readonly at: string
  /** What people have noted by then. */
  readonly log?: string
  /** What is planned cannot go out. */
  readonly stuck?: true
}

/** What a chat is told at each look: '12-08, missed 12-03 12-04'. */
function told(looks: readonly Look[], by = rules): readonly string[] {
  let said: readonly Said[] = []
  return looks.flatMap(({ at: time, log = '', stuck }) => {
    const at = instant(Date.parse(`${time}:00+08:00`))
    const licence = matter(`@2026-11-01 expires 2027-03-02;${log}`)
    const looked = { matter: licence, revision: 1, watches: [watch], said }
    said = [...said, ...tickOf(looked, by, { at, timeZone: china }).lines]
    if (stuck) return []
    const asked = { chat, rules: by, today: dayAt(at, china), timeZone: china }
    const planned = said.filter(({ state }) => state === 'planned')
    const telling = tellingOf(planned, [{ ...looked, said }], asked)
    const ends = { sent: telling.told, missed: telling.missed, dropped: telling.dropped }
    for (const state of ['sent', 'missed', 'dropped'] as const) said = ended(said, ends[state], state)
    return telling.lines.map(({ reminder, missed }) =>
      [`${reminder.on.slice(5)}, missed`, ...missed.map((on) => on.slice(5))].join(' '),
    )
  })
}

const ended = (said: readonly Said[], keys: readonly LineKey[], state: Said['state']): readonly Said[] =>
  said.map((line) => (keys.some(({ rung }) => rung === line.rung) ? { ...line, state } : line))

const before: Look = { at: '2026-12-02T10:00' }
const putOff = '@2026-12-07 snoozed 2027-03-02 2026-12-09'

// The last day was 2026-12-02, a Wednesday; the days off of that week are spoken for by Monday the 7th.
test.each<[string, readonly Look[], readonly string[]]>([
  [
    'put off on the return from an outage: what it swallowed is told when it comes back',
    [before, { at: '2026-12-07T10:00', log: putOff }, { at: '2026-12-09T10:00', log: putOff }],
    ['12-09, missed 12-03 12-04'],
  ],
  [
    'put off while what was planned for earlier days could not go out: so is that',
    [
      { at: '2026-12-03T10:00', stuck: true },
      { at: '2026-12-07T08:30', stuck: true },
      { at: '2026-12-07T10:00', log: putOff },
      { at: '2026-12-09T10:00', log: putOff },
    ],
    ['12-09, missed 12-03 12-04'],
  ],
  [
    'and taken up again at once: the next one tells it',
    [
      { at: '2026-12-03T10:00', stuck: true },
      { at: '2026-12-07T08:30', stuck: true },
      { at: '2026-12-07T10:00', log: putOff },
      { at: '2026-12-08T10:00', log: `${putOff}; @2026-12-07 preparing 2027-03-02` },
    ],
    ['12-08, missed 12-03 12-04'],
  ],
  [
    'what is put off on its own day was not missed',
    [
      { at: '2026-12-07T10:00', stuck: true },
      { at: '2026-12-07T12:00', log: putOff },
      { at: '2026-12-09T10:00', log: putOff },
    ],
    ['12-09, missed 12-03 12-04'],
  ],
  [
    'put off and taken up before it came back: nothing of the days between was missed',
    [
      { at: '2026-12-03T10:00' },
      { at: '2026-12-04T10:00' },
      { at: '2026-12-07T10:00', log: '@2026-12-04 snoozed 2027-03-02 2026-12-14' },
      {
        at: '2026-12-10T10:00',
        log: '@2026-12-04 snoozed 2027-03-02 2026-12-14; @2026-12-09 preparing 2027-03-02',
      },
    ],
    ['12-03, missed', '12-04, missed', '12-10, missed 12-09'],
  ],
  [
    'given up and taken up again: it speaks from then on, of no day between',
    [
      { at: '2026-12-03T10:00' },
      { at: '2026-12-08T10:00', log: '@2026-12-03 given-up 2027-03-02' },
      { at: '2026-12-10T08:00', log: '@2026-12-03 given-up 2027-03-02; @2026-12-10 preparing 2027-03-02' },
      { at: '2026-12-10T10:00', log: '@2026-12-03 given-up 2027-03-02; @2026-12-10 preparing 2027-03-02' },
    ],
    ['12-03, missed', '12-10, missed'],
  ],
])('%s', (_, looks, expected) => {
  expect(told(looks)).toEqual(expected)
})

/** Of a Sunday: it speaks on Friday the 20th, and where that was missed on Monday. */
const ahead = rulesWith([rule({ due: 'expires -90d', rungs: { before: 'due -10d' } })])
const putOffOnSaturday = '@2026-11-21 snoozed 2027-03-02 2026-11-24'

test('put off on the day off before which it could not go out: it is told when it comes back', () => {
  const looks: readonly Look[] = [
    { at: '2026-11-20T10:00', stuck: true },
    { at: '2026-11-21T10:00', log: putOffOnSaturday },
    { at: '2026-11-23T10:00', log: putOffOnSaturday },
    { at: '2026-11-24T10:00', log: putOffOnSaturday },
  ]
  expect(told(looks, ahead)).toEqual(['11-24, missed 11-20'])
})
