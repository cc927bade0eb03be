import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { Deadline } from '../../src/deadlines/deadline.js'
import type { Matter } from '../../src/deadlines/matter.js'
import type { Hardness } from '../../src/deadlines/rule.js'
import { calendarText, type CalendarMatter } from '../../src/draw/calendar.js'
import { daysAfter, instant } from '../../src/values/civil-date.js'
import { cycleId, eventKind, ruleId, rungId } from '../../src/values/ids.js'
import { at, day, drawing, licence, renewal, shown, type Sample } from './samples.js'

const { rules } = drawing('2026-11-22')
const style = {
  name: '持证：办证期限',
  rules,
  figures: new Map(),
  stamp: at('2026-11-22T01:02:03Z'),
}

function one(holder: string, sample: Sample, revision = 3): CalendarMatter {
  return { matter: licence(holder, sample.expires, sample.number), revision, deadlines: [shown(sample)] }
}

function eventsIn(text: string): readonly ICAL.Event[] {
  return new ICAL.Component(ICAL.parse(text) as unknown[])
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event))
}

const only = (matter: CalendarMatter): ICAL.Event => {
  const [event] = eventsIn(calendarText([matter], style))
  if (event === undefined) throw new Error('no event')
  return event
}

const valueOf = (event: ICAL.Event, name: string): unknown => event.component.getFirstPropertyValue(name)

test('a short calendar, to the byte', () => {
  const sample = shown({ expires: '2027-03-02' })
  const deadlines = [{ ...sample, reminders: sample.reminders.slice(7, 10) }]
  const matter = { matter: licence('甲公司', '2027-03-02'), revision: 4, deadlines }
  expect(calendarText([matter], style).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//chizheng//deadlines//ZH',
    'METHOD:PUBLISH',
    'NAME:持证：办证期限',
    'X-WR-CALNAME:持证：办证期限',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'BEGIN:VEVENT',
    'UID:m-1.renewal-filing.run-1@chizheng',
    'SEQUENCE:4',
    'DTSTAMP:20261122T010203Z',
    'DTSTART;VALUE=DATE:20261202',
    'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
    'SUMMARY:许可证续期申请，法定最后一日（甲公司）',
    'TRANSP:TRANSPARENT',
    'DESCRIPTION:甲公司，编号 B2-20220001\\n稳妥的最后一天：2026',
    ' 年12月1日。',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER;RELATED=START:-PT15H',
    'DESCRIPTION:提前 1 天：今天提交最稳妥',
    'END:VALARM',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER;RELATED=START:PT9H',
    'DESCRIPTION:当天：法定最后一日',
    'END:VALARM',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('the same input gives the same bytes', () => {
  const matters = [
    one('甲公司', { expires: '2027-03-02' }),
    one('乙公司', { expires: '2028-02-29', number: 2 }),
  ]
  expect(calendarText(matters, style)).toBe(calendarText(matters, style))
})

test('an empty calendar is one', () => {
  expect(eventsIn(calendarText([], style))).toEqual([])
})

test.each([
  ['2027-03-02', '2026-12-02'],
  ['2028-05-29', '2028-02-29'],
  ['2027-04-01', '2027-01-01'],
])('of an expiry on %s the event is the whole day %s', (expires, due) => {
  const { startDate } = only(one('甲公司', { expires }))
  expect(startDate.isDate).toBe(true)
  expect(startDate.toString()).toBe(due)
})

test('alarms ring at nine on the days of the reminders, and none after the last day', () => {
  const sample = shown({ expires: '2027-03-02' })
  const event = only({ matter: licence('甲公司', '2027-03-02'), revision: 1, deadlines: [sample] })
  const midnight = Date.parse('2026-12-02T00:00:00Z')
  const rings = event.component.getAllSubcomponents('valarm').map((alarm) => {
    const trigger = alarm.getFirstProperty('trigger')
    const before = trigger?.getFirstValue()
    expect(trigger?.getParameter('related')).toBe('START')
    if (!(before instanceof ICAL.Duration)) throw new Error('no duration')
    return new Date(midnight + before.toSeconds() * 1_000).toISOString().slice(0, 16)
  })
  expect(rings).toEqual(sample.reminders.slice(0, 9).map(({ on }) => `${on}T09:00`))
})

const hourly: Deadline = {
  ...shown({ expires: '2027-03-02' }).deadline,
  rule: { ...renewal, id: ruleId('feedback'), hardness: 'internal-target', each: true },
  cycle: cycleId('2027-03-01#2'),
  due: { kind: 'moment', on: day('2027-03-02'), at: at('2027-03-02T02:30:00Z') },
}

test('what is counted in hours is at its moment, with alarms before it', () => {
  const rung = (moment: string) => ({
    ...({ deadline: hourly, rung: rungId('r'), tone: 'urgent', on: day('2027-03-02') } as const),
    moment: at(moment),
    provisional: false,
    anyHour: true,
  })
  const reminders = ['2027-03-01T22:30:00Z', '2027-03-02T02:30:00Z', '2027-03-02T06:30:00Z'].map(rung)
  const matter = {
    matter: licence('甲公司', '2027-03-02'),
    revision: 1,
    deadlines: [{ deadline: hourly, reminders }],
  }
  const event = only(matter)
  expect(event.startDate.toICALString()).toBe('20270302T023000Z')
  expect(event.uid).toBe('m-1.feedback.2027-03-01#2@chizheng')
  expect(calendarText([matter], style).match(/TRIGGER.*/g)).toEqual([
    'TRIGGER;RELATED=START:-PT4H',
    'TRIGGER;RELATED=START:PT0S',
  ])
})

test.each(['never', 'unknown'] as const)('a deadline whose day is %s is no event', (kind) => {
  const sample = shown({ expires: '2027-03-02' })
  const deadlines = [{ ...sample, deadline: { ...sample.deadline, due: { kind } } }]
  expect(
    eventsIn(calendarText([{ matter: licence('甲公司', '2027-03-02'), revision: 1, deadlines }], style)),
  ).toEqual([])
})

test.each([
  {
    state: { kind: 'open' },
    status: 'CONFIRMED',
    summary: '许可证续期申请，法定最后一日（甲公司）',
    alarms: 9,
  },
  {
    state: { kind: 'open' },
    provisional: true,
    status: 'TENTATIVE',
    summary: '（暂定）许可证续期申请，法定最后一日（甲公司）',
    alarms: 9,
  },
  {
    state: { kind: 'done', on: day('2026-11-25') },
    status: 'CONFIRMED',
    summary: '已办：许可证续期申请，法定最后一日（甲公司）',
    alarms: 0,
  },
  {
    state: { kind: 'given-up' },
    status: 'CANCELLED',
    summary: '已放弃：许可证续期申请，法定最后一日（甲公司）',
    alarms: 0,
  },
] as const)('$status: $summary', ({ status, summary, alarms, ...sample }) => {
  const event = only(one('甲公司', { expires: '2027-03-02', ...sample }))
  expect(valueOf(event, 'status')).toBe(status)
  expect(event.summary).toBe(summary)
  expect(event.component.getAllSubcomponents('valarm')).toHaveLength(alarms)
})

test.each([
  ['hard-legal', '法定最后一日'],
  ['authority-duty', '机关应办完的日子'],
  ['advice', '目标日'],
] as const satisfies readonly (readonly [Hardness, string])[])('%s is called %s', (hardness, name) => {
  expect(only(one('甲', { expires: '2027-03-02', rule: { ...renewal, hardness } })).summary).toContain(name)
})

const corrected: Matter = {
  ...licence('甲公司', '2027-03-02'),
  log: [
    ...licence('甲公司', '2027-03-02').log,
    { kind: 'event', event: eventKind('expires'), on: day('2027-03-12'), at: instant(1) },
  ],
}
const renewed: Matter = {
  ...corrected,
  log: [
    ...corrected.log,
    { kind: 'event', event: eventKind('renewal-filed'), on: day('2026-11-25'), at: instant(2) },
    { kind: 'event', event: eventKind('expires'), on: day('2032-03-12'), at: instant(3) },
  ],
}

test.each([
  { what: 'a corrected expiry moves the same event', matter: corrected, expires: '2027-03-12', run: 1 },
  { what: 'the run that ended keeps its event', matter: renewed, expires: '2027-03-12', run: 1 },
  { what: 'a new expiry after it is an event of its own', matter: renewed, expires: '2032-03-12', run: 2 },
])('$what', ({ matter, expires, run }) => {
  const event = only({ matter, revision: 5, deadlines: [shown({ expires })] })
  expect(event.uid).toBe(`m-1.renewal-filing.run-${run}@chizheng`)
  expect(event.startDate.toString()).toBe(daysAfter(day(expires), -90))
  expect(event.sequence).toBe(5)
})

test('where each event is a case of its own, so is each in the calendar', () => {
  const rule = { ...renewal, each: true } as const
  expect(only(one('甲公司', { expires: '2027-03-02', rule })).uid).toBe(
    'm-1.renewal-filing.2027-03-02@chizheng',
  )
})

test('a snooze silences the alarms until its end', () => {
  const mark = { kind: 'snoozed', noted: at('2026-11-01T02:00:00Z'), until: day('2026-12-01') } as const
  const event = only(one('甲公司', { expires: '2027-03-02', state: { kind: 'open', mark } }))
  const alarms = event.component.getAllSubcomponents('valarm')
  expect(alarms.map((alarm) => String(alarm.getFirstPropertyValue('trigger')))).toEqual([
    ...['-P119DT15H', '-P89DT15H', '-P59DT15H'],
    ...['-PT15H', 'PT9H'],
  ])
})

test('what goes by the calendar is known by its year', () => {
  const window = { kind: 'window', opens: '01-01', closes: '03-31' } as const
  const sample = shown({ expires: '2027-03-02', rule: { ...renewal, id: ruleId('annual'), due: window } })
  const deadlines = [{ ...sample, deadline: { ...sample.deadline, cycle: cycleId('2027') } }]
  expect(only({ matter: licence('甲公司', '2027-03-02'), revision: 1, deadlines }).uid).toBe(
    'm-1.annual.2027@chizheng',
  )
})

test('whatever a holder is called, lines are short, nothing breaks and it reads back', () => {
  const sign = fc.constantFrom(...'甲，,;:\\"\'\n\r\t\0喆b BEGINVT'.split(''), '👍', '👨‍👩‍👧')
  fc.assert(
    fc.property(fc.array(sign, { minLength: 1, maxLength: 80 }), (signs) => {
      const holder = signs.join('')
      const text = calendarText([one(holder, { expires: '2027-03-02' })], { ...style, name: holder })
      const lines = text.split('\r\n')
      expect(lines.join('')).not.toMatch(/\p{Cc}/u)
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(text).not.toContain('\ufffd')
      const [event, more] = eventsIn(text)
      expect(more).toBeUndefined()
      expect(event?.summary).toBe(`许可证续期申请，法定最后一日（${holder.replace(/\p{Cc}+/gu, ' ')}）`)
    }),
  )
})

test.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'])(
  'in %s the same bytes',
  (zone) => {
    const before = process.env.TZ
    const expected = calendarText([one('甲公司', { expires: '2027-03-02' })], style)
    process.env.TZ = zone
    try {
      expect(calendarText([one('甲公司', { expires: '2027-03-02' })], style)).toBe(expected)
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  },
)
