import { describe, expect, test } from 'vitest'
import type { Turn } from '../../src/chat/turn.js'
import { resultShown } from '../../src/chat/interview/resulting.js'
import { prospectOf } from '../../src/chat/matters/registering.js'
import { freshSession } from '../../src/chat/session.js'
import { judgedOn, type Judged } from '../../src/interview/judged.js'
import { timelineOf } from '../../src/interview/timeline.js'
import type { StatedMatter } from '../../src/reply/deadline-press.js'
import { instant, type CivilDate } from '../../src/values/civil-date.js'
import { eventId, flowId, interviewId } from '../../src/values/ids.js'
import { caseNamed, judgedCases } from '../interview/judged-cases.js'
import { shippedFlows } from '../interview/shipped-flows.js'
import { shippedContent } from './shipped.js'

const { knowledge, rules, flows } = await shippedContent()

const person = { channel: 'web', person: '甲' } as const
const chat = { channel: 'web', chat: 'private-甲' } as const

/** A turn at ten in the morning of that day, with nothing watched yet. */
function turnOn(today: CivilDate): Turn {
  const at = instant(Date.parse(`${today}T10:00:00+08:00`))
  const id = eventId('event-1')
  return {
    arrival: { id, at, chat: { ...chat, kind: 'private' }, from: person, kind: 'joined' },
    known: {
      session: freshSession,
      knowledge,
      rules,
      flows,
      place: { calledBy: [], seesEdits: true },
      operators: [],
    },
    now: { at, today },
  }
}

/** What the result's own button would have watched; undefined where there is none. */
function offered(judged: Judged): StatedMatter | undefined {
  const turn = turnOn(judged.asking.asOf)
  const { at } = turn.now
  const interview = {
    id: interviewId('i-1'),
    flow: flowId(judged.flow.id),
    by: person,
    chat,
    state: 'finished' as const,
    startedAt: at,
    changedAt: at,
    answers: new Map(),
  }
  const { buttons = [] } = resultShown({ ...judged, interview }, 'summary', turn)
  const presses = buttons.flat().map(({ press }) => press)
  return presses.flatMap((press) => (press.kind === 'review' ? [press.stated] : []))[0]
}

/** The deadlines of what it would have watched, by day: 'renewal-filing 2027-04-01'. */
function armedBy(judged: Judged): readonly string[] {
  const stated = offered(judged)
  if (stated === undefined) return []
  const { deadlines } = prospectOf(stated, turnOn(judged.asking.asOf))
  return deadlines.flatMap(({ rule, due }) => ('on' in due ? [`${rule.id} ${due.on}`] : [])).sort(byDay)
}

const dayIn = (line: string): string => line.slice(-10)
const byDay = (a: string, b: string): number => dayIn(a).localeCompare(dayIn(b)) || a.localeCompare(b)

/**
 * The law's last days that a result shows and that are still to come. The report on not renewing is due only once it is
 * sure that they will not.
 */
function lastDaysAhead(judged: Judged): readonly CivilDate[] {
  const timeline = timelineOf(judged)
  if (timeline.kind !== 'last-days') return []
  const stops = judged.result.outcomes.every(({ id }) => id === 'stop')
  return timeline.days.flatMap(({ kind, on, entry }) =>
    kind === 'legal' && on >= judged.asking.asOf && (entry !== 'renewal.stop' || stops) ? [on] : [],
  )
}

/** By flow and outcome: one of its cases, and the deadlines that one press has watched. */
const outcomes: Readonly<Record<string, Readonly<Record<string, readonly [string, ...string[]]>>>> = {
  // Nothing was handed in yet: its days are planned, and no deadline runs.
  eligibility: {
    'marketing-only': ['V4'],
    'own-customers': ['V5'],
    offshore: ['V8'],
    'foreign-provincial': ['C55'],
    'foreign-national': ['V7'],
    provincial: ['V3'],
    national: ['V1'],
  },
  'renewal-readiness': {
    // To report that, and neither to file nor to begin what will not go on.
    stop: ['N8', 'annual-report 2027-03-31', 'not-renewing-report 2027-04-01', 'licence-expiry 2027-06-30'],
    // The decision falls on the last day of the licence.
    submitted: [
      'N13',
      'annual-report 2027-03-31',
      'licence-expiry 2027-06-30',
      'renewal-decision 2027-06-30',
    ],
    expired: ['W5', 'renewal-filing 2026-08-22', 'licence-expiry 2026-11-20'],
    late: ['W3', 'renewal-filing 2026-11-20', 'licence-expiry 2027-02-18', 'annual-report 2027-03-31'],
    'last-day': ['W2', 'renewal-filing 2026-11-21', 'licence-expiry 2027-02-19', 'annual-report 2027-03-31'],
    hurry: ['W4', 'renewal-filing 2026-11-22', 'licence-expiry 2027-02-20', 'annual-report 2027-03-31'],
    ample: ['W1', 'annual-report 2027-03-31', 'renewal-filing 2027-04-01', 'licence-expiry 2027-06-30'],
  },
  'annual-report-readiness': {
    // Within this year's window: it is the next one's.
    'not-due': ['X2', 'annual-report 2027-03-31'],
    submitted: ['X5', 'annual-report 2027-03-31'],
    'in-time': ['X1', 'annual-report 2026-03-31', 'annual-report 2027-03-31'],
    overdue: ['X4', 'annual-report 2027-03-31'],
  },
}

describe.each(shippedFlows.map((flow) => [flow.id, flow] as const))('%s', (id, flow) => {
  test.each(flow.outcomes.map(({ then }) => then.id))('%s', (outcome) => {
    const [name, ...armed] = outcomes[id]?.[outcome] ?? ['no case for it']
    const judged = caseNamed(name)
    expect(judged.result.outcomes.map((one) => one.id)).toEqual([outcome])
    expect(armedBy(judged)).toEqual(armed)
  })
})

const bearing = [...judgedCases].filter(([, judged]) => lastDaysAhead(judged).length > 0)

test('what a result names as a last day of the law that is still to come, one press has watched', () => {
  const left = bearing.flatMap(([name, judged]) => {
    const armed = armedBy(judged).map(dayIn)
    return lastDaysAhead(judged)
      .filter((on) => !armed.includes(on))
      .map((on) => `${name}: ${on}`)
  })
  expect(left).toEqual([])
  expect(bearing.length).toBeGreaterThan(50)
})

test('what counts no more after another answer is not armed with the rest', () => {
  const opened = offered(caseNamed('W1'))
  expect(opened?.events.map(({ event }) => event)).toEqual(['expires', 'issued', 'commenced'])
  // The same company, which said when it had opened and then that it has not.
  expect(offered(caseNamed('W6'))?.events.map(({ event }) => event)).toEqual(['expires', 'issued'])
})

test('a day that is known only roughly is no day to arm', () => {
  expect(offered(caseNamed('N4'))?.events.map(({ event }) => event)).toEqual(['issued', 'commenced'])
})

test('without the day that all of it hangs on there is no button', () => {
  // Not due, and nobody said since when there is a licence: this year's report would be armed.
  expect(offered(caseNamed('M12'))).toBeUndefined()
  const { flow, answers, asking, knowledge: shipped } = caseNamed('N8')
  const undated = new Map([...answers].filter(([input]) => input !== 'licence-expiry'))
  expect(offered(judgedOn(asking.asOf, flow, undated, shipped))).toBeUndefined()
})

test('who will not renew has that noted as of today', () => {
  expect(offered(caseNamed('N8'))?.events).toContainEqual({ event: 'not-renewing', on: '2026-11-21' })
})
