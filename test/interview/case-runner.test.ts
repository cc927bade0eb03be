import { describe, expect, test } from 'vitest'
import { caseFile } from '../../src/interview/cases/case-file.js'
import { caseRuns } from '../../src/interview/cases/cases.js'
import { flowId } from '../../src/values/ids.js'
import { shipped } from '../knowledge/shipped.js'
import { flowNamed } from './shipped-flows.js'

const marketing = { 'call-direction': '营销推广外呼' }
const notSupported = { verdict: 'not-supported', outcomes: ['marketing-only'] }

interface Row {
  readonly of: string
  readonly cases: readonly object[]
  /** Of the last case: where, and words that name the thing. */
  readonly says: readonly (readonly [at: string, words: string])[]
}

const rows: readonly Row[] = [
  {
    of: 'a case that comes to what it expects',
    cases: [{ case: 'T1', name: '一', answers: marketing, expect: notSupported }],
    says: [],
  },
  {
    of: 'a case like one before it, which changes some answers and takes some back',
    cases: [
      {
        case: 'T1',
        name: '一',
        answers: { ...marketing, 'wanted-by': '2027-01-01' },
        expect: { asked: ['wanted-by'] },
      },
      {
        case: 'T2',
        name: '二',
        like: 'T1',
        answers: { 'call-direction': null, business: '只服务自己的客户' },
        expect: { outcomes: ['marketing-only', 'own-customers'], verdict: 'cannot-tell' },
      },
    ],
    says: [],
  },
  {
    of: 'another verdict and another outcome',
    cases: [
      { case: 'T1', name: '一', answers: marketing, expect: { verdict: 'ready', outcomes: ['national'] } },
    ],
    says: [
      ['expect.verdict', 'not-supported'],
      ['expect.outcomes', '没有出现 national'],
      ['expect.outcomes', '多出了 marketing-only'],
    ],
  },
  {
    of: 'another state, and one of a requirement that is not there',
    cases: [
      {
        case: 'T1',
        name: '一',
        answers: marketing,
        expect: { unmet: [], states: { 'scope.marketing-calls': 'met', 'no.such': 'met' } },
      },
    ],
    says: [
      ['expect.unmet', '多出了 scope.marketing-calls'],
      ['expect.states.scope.marketing-calls', 'unmet'],
      ['expect.states.no.such', '没有这一条'],
    ],
  },
  {
    of: 'questions that are not asked, and asked all the same',
    cases: [
      {
        case: 'T1',
        name: '一',
        answers: { coverage: '全国' },
        expect: { asked: ['province'], skipped: ['entity'] },
      },
    ],
    says: [
      ['expect.asked', 'province'],
      ['expect.skipped', 'entity'],
    ],
  },
  {
    of: 'what nobody asks, what cannot be read, and no such case before it',
    cases: [{ case: 'T1', name: '一', like: 'T9', answers: { opened: '是', capital: '很多' }, expect: {} }],
    says: [
      ['like', 'T9'],
      ['answers.opened', 'opened'],
      ['answers.capital', '很多'],
    ],
  },
  {
    of: 'the same case twice',
    cases: [
      { case: 'T1', name: '一', answers: marketing, expect: notSupported },
      { case: 'T1', name: '二', answers: marketing, expect: notSupported },
    ],
    says: [['case', 'T1']],
  },
]

describe('running the cases of a file', () => {
  test.each(rows)('tells of $of', ({ cases, says }) => {
    const file = caseFile.parse({ flow: 'eligibility', asOf: '2026-11-21', cases })
    const runs = caseRuns(flowNamed(flowId('eligibility')), file, shipped)
    const told = runs.at(-1)?.problems.map(({ at, message }) => [at.join('.'), message] as const) ?? []
    expect(told.map(([at]) => at)).toEqual(says.map(([at]) => at))
    told.forEach(([, message], place) => {
      expect(message).toContain(says[place]?.[1])
    })
  })

  test('takes today from the case, from the one it is like, or from the file', () => {
    const expected = { expect: {} }
    const file = caseFile.parse({
      flow: 'eligibility',
      asOf: '2026-11-21',
      cases: [
        { case: 'T1', name: '一', ...expected },
        { case: 'T2', name: '二', asOf: '2027-01-01', ...expected },
        { case: 'T3', name: '三', like: 'T2', ...expected },
      ],
    })
    const days = caseRuns(flowNamed('eligibility'), file, shipped).map(({ asking }) => asking.asOf)
    expect(days).toEqual(['2026-11-21', '2027-01-01', '2027-01-01'])
  })
})
