import { describe, expect, test } from 'vitest'
import { caseRuns } from '../../src/interview/cases/cases.js'
import { shipped } from '../knowledge/shipped.js'
import { flowNamed, shippedCases } from './shipped-flows.js'

describe.each(shippedCases)('$path', ({ value }) => {
  test.each(caseRuns(flowNamed(value.flow), value, shipped))('$source.case $source.name', ({ problems }) => {
    expect(problems.map(({ at, message }) => `${at.join('.')}: ${message}`)).toEqual([])
  })
})
