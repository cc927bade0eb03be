import { expect, test } from 'vitest'
import { saidAnswers } from '../../src/interview/said/said-answers.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'
import { flowNamed } from './shipped-flows.js'

const flow = flowNamed('eligibility')

const takenFrom = (said: Readonly<Record<string, string>>) => {
  const { answers, notTaken } = saidAnswers(new Map(Object.entries(said)), flow, shipped.inputs, today)
  return {
    taken: Object.fromEntries([...answers].map(([input, { kind }]) => [input, kind])),
    notTaken: notTaken.map(({ input, why }) => `${input} ${why}`),
  }
}

test('what would be asked back, refused or doubted counts as not known, and says why in the order of the flow', () => {
  expect(
    takenFrom({
      seats: '很多',
      capital: '500万',
      'paid-in': '600万',
      entity: '公司',
      manager: '在招',
      papers: '全部',
    }),
  ).toEqual({
    taken: {
      entity: 'unknown',
      capital: 'quantity',
      'paid-in': 'unknown',
      manager: 'unknown',
      seats: 'unknown',
      papers: 'many',
    },
    notTaken: ['entity which-option', 'paid-in above-answer', 'manager not-yet', 'seats how-many'],
  })
})

test('what is above an answer that is itself in doubt is measured by it all the same', () => {
  expect(takenFrom({ capital: '10000000', 'paid-in': '500万' }).notTaken).toEqual(['capital which-unit'])
  expect(takenFrom({ 'staff-count': '30万', 'trained-agents': '40万' }).notTaken).toEqual([
    'staff-count too-much',
    'trained-agents above-answer',
  ])
})

test('what is empty was not asked, and not knowing is no doubt', () => {
  expect(takenFrom({ capital: ' ', seats: '', manager: '不知道' })).toEqual({
    taken: { manager: 'unknown' },
    notTaken: [],
  })
})
