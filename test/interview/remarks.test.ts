import { describe, expect, test } from 'vitest'
import { caseFile } from '../../src/interview/cases/case-file.js'
import { caseRuns } from '../../src/interview/cases/cases.js'
import { remarksOf, remarksSaid } from '../../src/interview/remarks.js'
import { shipped } from '../knowledge/shipped.js'
import { flowNamed, shippedFlows } from './shipped-flows.js'

const annual = flowNamed('annual-report-readiness')
const renewal = flowNamed('renewal-readiness')

function remarked(answers: Readonly<Record<string, string>>, flow = renewal): readonly string[] {
  const cases = [{ case: 'T1', name: '一', answers, expect: {} }]
  const file = caseFile.parse({ flow: flow.id, asOf: '2026-11-21', cases })
  return caseRuns(flow, file, shipped).flatMap(({ position, asking }) =>
    remarksOf(flow, position, asking).map(({ id }) => id),
  )
}

describe('what is said besides a result', () => {
  test.each([
    ['今年的年检怎么办', ['annual-inspection']],
    ['年审', ['annual-inspection']],
    ['年报准备好了吗', []],
  ])('%s: %j is told for a word', (text, ids) => {
    expect(remarksSaid(annual, text).map(({ id }) => id)).toEqual(ids)
  })

  test('is not told of itself where only a word calls for it', () => {
    const { said, when, unlessApart } = annual.remarks.find(({ id }) => id === 'annual-inspection') ?? {}
    expect(said).toEqual(['年检', '年审'])
    expect(when ?? unlessApart).toBeUndefined()
  })

  test.each([
    ['2022-06-30', '2027-06-30', false],
    ['2022-06-30', '2027-06-29', false],
    ['2022-06-30', '2027-06-28', true],
    ['2022-06-30', '2027-07-01', true],
    ['2024-02-29', '2029-02-28', false],
    ['2024-02-29', '2029-02-27', false],
    ['2024-02-29', '2029-03-01', true],
    ['2022年6月', '2028-06-30', false],
    ['不知道', '2028-06-30', false],
    ['2022-06-30', '不知道', false],
  ])('issued %s, ends %s: %s that the dates are to be looked at again', (issued, ends, told) => {
    const ids = remarked({ 'licence-issued': issued, 'licence-expiry': ends })
    expect(ids.includes('unusual-period')).toBe(told)
  })

  test.each([
    ['用户打进来', true],
    ['用户打进来、营销外呼', true],
    ['营销外呼', false],
    ['用户打进来、回访', false],
  ])('%s: %s that recordings of calls that come in are spoken of', (direction, told) => {
    const ids = remarked({ 'call-direction': direction, 'recording-days': '15天' }, flowNamed('eligibility'))
    expect(ids.includes('recording-inbound')).toBe(told)
  })

  test('rests on an entry that there is', () => {
    const entries = shippedFlows.flatMap(({ remarks }) => remarks.map(({ entry }) => entry))
    expect(entries.filter((entry) => !shipped.entries.has(entry))).toEqual([])
  })
})
