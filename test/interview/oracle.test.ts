import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Answers } from '../../src/interview/answers.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import { replay, type Asking } from '../../src/interview/replay.js'
import { resultOf } from '../../src/interview/result.js'
import type { Input } from '../../src/knowledge/condition/inputs.js'
import { civilDate, dayNumber, daysAfter, type CivilDate } from '../../src/values/civil-date.js'
import { inputId } from '../../src/values/ids.js'
import { stepsPerUnit } from '../../src/values/range.js'
import { shipped } from '../knowledge/shipped.js'
import { canApply, canRenew, canReport } from './oracle.js'
import type { Between, Company, Judged, Said } from './oracle-table.js'
import { flowNamed } from './shipped-flows.js'

/** One company and the day on which it is asked. */
interface Asked {
  readonly company: Company
  readonly on: CivilDate
}

interface Interview {
  readonly flow: string
  readonly oracle: (asked: Asked) => Judged
  readonly asked: fc.Arbitrary<Asked>
  /** Our outcomes by the oracle's endings. */
  readonly endings: Readonly<Record<string, string>>
  /** All that must come up. */
  readonly verdicts: readonly string[]
}

const today = day('2026-11-21')

function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(text)
  return date
}

/** Now and then nobody knows. */
const said = (known: fc.Arbitrary<Said>): fc.Arbitrary<Said> =>
  fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: fc.constant(null) })

const mostly = (value: Said, known: fc.Arbitrary<Said>): fc.Arbitrary<Said> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: said(known) })

const yesNo = fc.boolean()
const oneOf = (...options: readonly string[]): fc.Arbitrary<Said> => fc.constantFrom(...options)
const someOf = (...options: readonly string[]): fc.Arbitrary<Said> => fc.subarray([...options])

/** At, just beside and far from where the number turns, or a range. */
function near(...edges: readonly number[]): fc.Arbitrary<Said> {
  const one = fc.constantFrom(
    ...edges.flatMap((edge) => [Math.max(0, edge - 1), edge, edge + 1, edge * 2 + 7]),
  )
  return fc.oneof(
    { weight: 4, arbitrary: one.map((value): Said => ({ lo: value, hi: value })) },
    {
      weight: 1,
      arbitrary: fc.tuple(one, one).map(([a, b]): Said => ({ lo: Math.min(a, b), hi: Math.max(a, b) })),
    },
  )
}

const applicant: fc.Arbitrary<Company> = fc.record({
  business: mostly('entrusted', oneOf('entrusted', 'rental', 'own', 'several')),
  'call-direction': mostly(['inbound'], someOf('inbound', 'callback', 'marketing')),
  coverage: said(oneOf('one-province', 'several-provinces', 'nationwide', 'overseas')),
  served: mostly('domestic', oneOf('domestic', 'overseas')),
  entity: mostly(
    'limited',
    oneOf('limited', 'joint-stock', 'branch', 'sole-trader', 'partnership', 'other', 'not-registered'),
  ),
  'foreign-invested': mostly(false, yesNo),
  capital: said(near(1_000_000, 10_000_000)),
  'dishonest-list': mostly(false, yesNo),
  'staff-count': mostly({ lo: 5, hi: 5 }, near(0, 5)),
  premises: mostly(true, yesNo),
  seats: mostly({ lo: 12, hi: 12 }, near(0, 10)),
  systems: mostly(['call-centre', 'crm', 'security'], someOf('call-centre', 'crm', 'security')),
  'technical-plan': mostly(true, yesNo),
  'security-officer': said(yesNo),
  'recording-days': said(near(30, 180)),
  'consent-kept': said(yesNo),
  policies: said(someOf('service', 'privacy', 'emergency')),
  'access-number': said(oneOf('prefix-95', 'prefix-96', 'prefix-400', 'landline', 'none')),
  'number-filed': said(yesNo),
})

const days = fc.integer({ min: 0, max: 1500 }).map((after) => daysAfter(today, after))

const holder: fc.Arbitrary<Asked> = fc.record({
  on: days,
  company: fc.record({
    'will-continue': mostly(true, yesNo),
    'renewal-submitted': mostly(false, yesNo),
    left: said(
      fc.oneof(
        near(90, 91, 140, 210),
        fc.integer({ min: -300, max: -1 }).map((one): Said => ({ lo: one, hi: one + 2 })),
      ),
    ),
    opened: mostly(true, yesNo),
    'opening-proof': mostly(['contract'], someOf('contract', 'invoice', 'number-order', 'screenshot')),
    'unfiled-changes': mostly(
      [],
      someOf('name', 'legal-representative', 'shareholders', 'address', 'coverage'),
    ),
  }),
})

const reporter: fc.Arbitrary<Asked> = fc
  .record({
    on: fc.oneof(
      days,
      fc.constantFrom('2027-03-30', '2027-03-31', '2027-04-01', '2028-01-01', '2028-03-31').map(day),
    ),
    company: fc.record({
      'held-at-year-end': mostly(true, yesNo),
      'annual-submitted': mostly(false, yesNo),
      'matches-licence': said(yesNo),
      'revenue-matches-books': said(yesNo),
    }),
  })
  .map(({ on, company }) => ({ on, company: { ...company, 'month-day': on.slice(5) } }))

const interviews: readonly Interview[] = [
  {
    flow: 'eligibility',
    verdicts: ['ready', 'not-ready', 'cannot-tell', 'authority-decides', 'not-needed', 'not-supported'],
    oracle: ({ company }) => canApply(company),
    asked: applicant.map((company) => ({ company, on: today })),
    endings: {
      'marketing only': 'marketing-only',
      'own customers': 'own-customers',
      offshore: 'offshore',
      provincial: 'provincial',
      national: 'national',
      'foreign provincial': 'foreign-provincial',
      'foreign national': 'foreign-national',
    },
  },
  {
    flow: 'renewal-readiness',
    verdicts: ['ready', 'not-ready', 'cannot-tell', 'not-needed'],
    oracle: ({ company }) => canRenew(company),
    asked: holder,
    endings: {
      stop: 'stop',
      submitted: 'submitted',
      expired: 'expired',
      late: 'late',
      'last day': 'last-day',
      hurry: 'hurry',
      ample: 'ample',
    },
  },
  {
    flow: 'annual-report-readiness',
    verdicts: ['ready', 'not-ready', 'cannot-tell', 'not-needed'],
    oracle: ({ company }) => canReport(company),
    asked: reporter,
    endings: { 'not due': 'not-due', submitted: 'submitted', 'in time': 'in-time', overdue: 'overdue' },
  },
]

/** How often each verdict came up: an oracle that never says no proves little. */
const least = 100

describe('an oracle that knows only the tables of the expert', () => {
  test.each(interviews)(
    'agrees on 10,000 companies: $flow',
    ({ flow: id, oracle, asked, endings, verdicts }) => {
      const flow = flowNamed(id)
      const seen = new Map<string, number>()
      fc.assert(
        fc.property(asked, (one) => {
          const expected = oracle(one)
          seen.set(expected.verdict, (seen.get(expected.verdict) ?? 0) + 1)
          expect(cameTo(one, flow, [...expected.states.keys()])).toEqual({
            verdict: expected.verdict,
            outcomes: new Set([...expected.endings].map((ending) => endings[ending])),
            states: [...expected.states],
          })
        }),
        { numRuns: 10_000, seed: 20261121 },
      )
      expect([...seen.keys()].sort()).toEqual([...verdicts].sort())
      expect(Math.min(...seen.values())).toBeGreaterThan(least)
    },
    300_000,
  )
})

/** What the program makes of the same company, of these requirements. */
function cameTo(one: Asked, flow: Flow, entries: readonly string[]) {
  const asking: Asking = { inputs: shipped.inputs, figures: shipped.figures, asOf: one.on }
  const position = replay(flow, answersOf(one, flow), asking)
  const { verdict, outcomes, tested } = resultOf(flow, position, asking)
  const states = new Map<string, string>(tested.map(({ requirement, state }) => [requirement.entry, state]))
  return {
    verdict,
    outcomes: new Set(outcomes.map((outcome) => outcome.id)),
    states: entries.map((entry) => [entry, states.get(entry)]),
  }
}

/** To every question an answer, if only 不知道: what is said to questions that are not asked must not count. */
function answersOf({ company, on }: Asked, flow: Flow): Answers {
  const left = company['left']
  const told: Company = left === undefined ? company : { ...company, 'licence-expiry': expiry(left, on) }
  return new Map(
    flow.questions.map(({ input }) => {
      const value = told[input]
      const asked = shipped.inputs.get(inputId(input))
      return [input, value === undefined || asked === undefined ? unknown : answerOf(value, asked)]
    }),
  )
}

const unknown: Answer = { kind: 'unknown' }

/** The day on which the licence ends, by its number. */
function expiry(left: Said, on: CivilDate): Said {
  return isBetween(left) ? { lo: Number(dayNumber(on)) + left.lo, hi: Number(dayNumber(on)) + left.hi } : null
}

function answerOf(value: Said, input: Input): Answer {
  if (value === null) return unknown
  if (typeof value === 'boolean') return { kind: 'yes-no', yes: value }
  if (typeof value === 'string') return { kind: 'choice', option: value }
  if (isBetween(value) && input.type === 'quantity') {
    const steps = stepsPerUnit(input.unit)
    const range = { lo: BigInt(value.lo) * steps, hi: BigInt(value.hi) * steps }
    return { kind: 'quantity', unit: input.unit, range }
  }
  if (Array.isArray(value)) return { kind: 'many', options: new Set(value) }
  throw new Error(`no answer to ${input.id}`)
}

const isBetween = (value: Said): value is Between =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'lo' in value
