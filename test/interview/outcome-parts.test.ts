import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/interview/answers.js'
import { fixesOf } from '../../src/interview/fixes.js'
import { judgedOn, type Judged } from '../../src/interview/judged.js'
import { missedOf } from '../../src/interview/missed.js'
import { papersOf } from '../../src/interview/papers.js'
import { sidesOf } from '../../src/interview/sides.js'
import { timelineOf } from '../../src/interview/timeline.js'
import { dayNumber } from '../../src/values/civil-date.js'
import { inputId } from '../../src/values/ids.js'
import { exactly } from '../../src/values/range.js'
import { day } from '../deadlines/small.js'
import { caseNamed } from './judged-cases.js'

const unknown: Answer = { kind: 'unknown' }
const many = (...options: readonly string[]): Answer => ({ kind: 'many', options: new Set(options) })
const yes = (is: boolean): Answer => ({ kind: 'yes-no', yes: is })
const yuan = (sum: number): Answer => ({ kind: 'quantity', unit: 'yuan', range: exactly(BigInt(sum) * 100n) })
const on = (text: string): Answer => ({
  kind: 'quantity',
  unit: 'date',
  range: exactly(dayNumber(day(text))),
})
const days = (count: number): Answer => ({ kind: 'quantity', unit: 'day', range: exactly(BigInt(count)) })

/** The case with other answers to some questions. */
function but(name: string, answers: Readonly<Record<string, Answer>>): Judged {
  const { flow, asking, knowledge, answers: before } = caseNamed(name)
  const changed = Object.entries(answers).map(([input, answer]) => [inputId(input), answer] as const)
  return judgedOn(asking.asOf, flow, new Map([...before, ...changed]), knowledge)
}

describe('days on the way to a licence', () => {
  test('count on from today: 7, then 60, then 14, and 30 from the decision', () => {
    expect(timelineOf(caseNamed('V1'))).toEqual({
      kind: 'application',
      steps: [
        { kind: 'accepted', on: '2026-11-28' },
        { kind: 'decided', on: '2027-01-27' },
        { kind: 'delivered', on: '2027-02-10' },
        { kind: 'registered', on: '2027-02-26' },
      ],
    })
  })

  test('count back from the day that is wished for, with 30 days to get ready, or as many as somebody wants', () => {
    const wished = but('V1', { 'wanted-by': on('2027-06-30') })
    const back = {
      wantedBy: '2027-06-30',
      submitBy: '2027-04-10',
      prepareFrom: '2027-03-11',
      preparationDays: 30,
    }
    expect(timelineOf(wished)).toMatchObject({ back })
    expect(timelineOf(wished, 10)).toMatchObject({
      back: { ...back, prepareFrom: '2027-03-31', preparationDays: 10 },
    })
  })

  test('are none where nothing is applied for', () => {
    expect(timelineOf(caseNamed('V4'))).toEqual({ kind: 'none' })
  })
})

test.each([
  [
    'W1',
    [
      ['safe', '2027-02-10'],
      ['last-safe', '2027-03-31'],
      ['legal', '2027-04-01'],
    ],
  ],
  [
    'W2',
    [
      ['safe', '2026-10-02'],
      ['last-safe', '2026-11-20'],
      ['legal', '2026-11-21'],
    ],
  ],
  [
    'W4',
    [
      ['safe', '2026-10-03'],
      ['last-safe', '2026-11-21'],
      ['legal', '2026-11-22'],
    ],
  ],
  ['X4', [['legal', '2026-03-31']]],
] as const)('the last days of %s', (name, expected) => {
  const timeline = timelineOf(caseNamed(name))
  expect(timeline.kind === 'last-days' && timeline.days.map((one) => [one.kind, one.on])).toEqual(expected)
})

test('without a date there is no day', () => {
  expect(timelineOf(caseNamed('W7'))).toEqual({ kind: 'none' })
})

describe('what a requirement is missed by', () => {
  const missedIn = (judged: Judged, entry: string) => {
    const tested = judged.result.tested.find(({ requirement }) => requirement.entry === entry)
    if (tested?.state !== 'unmet') throw new Error(`${entry} is ${tested?.state ?? 'not tested'}`)
    const { by, lacks, short } = missedOf(tested, judged)
    return {
      by,
      lacks: lacks.flatMap(({ options }) => options),
      figures: short.map(({ figure }) => figure.id),
    }
  }

  test.each([
    [
      'the capital, not where its users are',
      'V2',
      {},
      'capital.amount',
      ['capital'],
      [],
      ['capital.nationwide'],
    ],
    [
      'the days, where the consent is kept',
      'V10',
      {},
      'numbers.outbound-records',
      ['recording-days'],
      [],
      ['recording.outbound'],
    ],
    [
      'the consent, where the days are enough',
      'V10',
      { 'recording-days': days(90), 'consent-kept': yes(false) },
      'numbers.outbound-records',
      ['consent-kept'],
      [],
      [],
    ],
    [
      'one of the systems',
      'V1',
      { systems: many('crm') },
      'premises.equipment',
      ['systems'],
      ['call-centre'],
      [],
    ],
    [
      'both, where both are missing',
      'V1',
      { systems: many('crm'), seats: { kind: 'quantity', unit: 'seat', range: exactly(0n) } as const },
      'premises.equipment',
      ['seats', 'systems'],
      [],
      [],
    ],
    [
      'a paper by its name',
      'V1',
      { policies: many('privacy') },
      'policies.emergency',
      ['policies'],
      ['emergency'],
      [],
    ],
    ['today', 'X4', {}, 'annual.when', [], [], ['annual.deadline']],
  ] as const)('is %s', (_, name, answers, entry, by, lacks, figures) => {
    expect(missedIn(but(name, answers), entry)).toEqual({ by, lacks, figures })
  })
})

describe('papers', () => {
  const stateOf = (judged: Judged, id: string) => papersOf(judged).find((paper) => paper.id === id)?.state

  test('are there, missing or not known, one by one', () => {
    const judged = but('V1', { papers: many('business-licence', 'articles'), policies: unknown })
    expect(
      ['papers.business-licence', 'papers.equity', 'policies.privacy', 'technical-plan'].map((id) =>
        stateOf(judged, id),
      ),
    ).toEqual(['has', 'missing', 'unknown', 'has'])
  })

  test('of which one will do are not needed beside it', () => {
    const judged = but('W1', { 'opening-proof': many('invoice') })
    expect(stateOf(judged, 'opening-proof.invoice')).toBe('has')
    expect(stateOf(judged, 'opening-proof.contract')).toBe('not-needed')
    expect(stateOf(but('W1', { 'opening-proof': many() }), 'opening-proof.contract')).toBe('missing')
  })

  test('stand once each', () => {
    const ids = papersOf(caseNamed('V1')).map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(8)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('where the outcome is open', () => {
  const verdictsOf = (judged: Judged) =>
    sidesOf(judged).map(({ outcome, verdicts }) => [outcome.id, ...verdicts])

  test('each side has its own verdict', () => {
    expect(verdictsOf(but('V1', { coverage: unknown, capital: yuan(5_000_000) }))).toEqual([
      ['provincial', 'ready'],
      ['national', 'not-ready'],
    ])
  })

  test('there are no sides where it is one', () => {
    expect(sidesOf(caseNamed('V2'))).toEqual([])
  })
})

describe('a change that is told', () => {
  const told = (judged: Judged) =>
    fixesOf(judged.flow, { ...judged.asking, given: judged.position.given }).map(({ changes }) =>
      changes.map(({ input, to }) => [input, to.kind === 'many' ? [...to.options].join(' ') : to]),
    )

  test('leaves out what must not be done, and does not end in doing nothing', () => {
    expect(told(caseNamed('V4'))).toEqual([[['call-direction', 'callback']]])
  })

  test('is none where it is done: what was handed in is not taken back', () => {
    expect(told(caseNamed('X5'))).toEqual([])
  })

  test('keeps what nothing turns on', () => {
    expect(told(but('V1', { systems: many('crm') }))).toEqual([[['systems', 'crm call-centre']]])
  })

  test('goes as far as everything beyond passes as well', () => {
    const [, [[, to] = []] = []] = told(caseNamed('V2'))
    expect(to).toMatchObject({ range: { lo: 1_000_000_000n, hi: 100_000_000_000_000n } })
  })

  test('never undoes what was opened', () => {
    expect(
      told(caseNamed('N22'))
        .flat()
        .map(([input]) => input),
    ).toEqual(['opening-proof'])
  })
})
