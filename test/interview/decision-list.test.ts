import { expect, test } from 'vitest'
import { decided, type DecisionList } from '../../src/interview/decision-list.js'
import { companyOf, conditionOf, type Answers } from '../knowledge/conditions.js'

/** A month has 28 to 31 days: whoever keeps 30 keeps a month, or not quite. */
const keepsAMonth = conditionOf('kept >= figure.keep.month')
const opened = conditionOf('opened')

const twice: DecisionList<string> = [
  { when: keepsAMonth, then: 'a' },
  { when: opened, then: 'a' },
  { then: 'b' },
]

test.each<readonly [string, Answers, readonly string[], readonly string[]]>([
  ['two cases that come to the same are one result', { opened: true }, ['a'], []],
  ['both inputs turn it', {}, ['a', 'b'], ['kept', 'opened']],
  ['one turns it where the other says nothing', { opened: false }, ['a', 'b'], ['kept']],
  ['the figure leaves it open', { opened: false, kept: 30 }, ['a', 'b'], []],
  ['the first that holds decides', { kept: 31 }, ['a'], []],
])('%s: %j', (_, answers, possible, matter) => {
  expect(decided(twice, companyOf(answers))).toEqual({ possible, matter })
})
