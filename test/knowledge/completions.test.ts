import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { combinations, openInputs } from '../../src/knowledge/condition/completions.js'
import { stateOf } from '../../src/knowledge/condition/state-of.js'
import { companyOf, conditionOf } from './conditions.js'
import {
  celOf,
  everyCompany,
  randomAnswers,
  randomCondition,
  readBy,
  type Exact,
} from './random-conditions.js'

/** A random condition, what is known of a company, and how CEL itself judges each company that fits. */
const cases = randomCondition.chain((text) =>
  randomAnswers(readBy(text)).map((answers) => {
    const cel = celOf(text)
    const companies = everyCompany(readBy(text), answers)
    return { text, answers, companies, outcomes: companies.map(cel) }
  }),
)

describe('a state never differs from enumeration', () => {
  test('over all companies that fit what is known', () => {
    fc.assert(
      fc.property(cases, ({ text, answers, outcomes }) => {
        const { state } = stateOf(conditionOf(text), companyOf(answers))
        expect(state).toBe(agreed(outcomes))
      }),
      { numRuns: 1500 },
    )
  })

  test('and an input is open exactly when it alone can still change the outcome', () => {
    fc.assert(
      fc.property(cases, ({ text, answers, companies, outcomes }) => {
        const { state, open } = stateOf(conditionOf(text), companyOf(answers))
        const expected = state === 'unknown' ? deciding(readBy(text), companies, outcomes) : []
        expect([...open].sort()).toEqual([...expected].sort())
      }),
      { numRuns: 600 },
    )
  })

  test('where months are counted in days, what is decided is decided for every length of the months', () => {
    const fuzzy = cases.map((one) => ({ ...one, text: one.text.replaceAll('keep.days', 'keep.month') }))
    fc.assert(
      fc.property(fuzzy, ({ text, answers, companies }) => {
        const { state } = stateOf(conditionOf(text), companyOf(answers))
        const outcomes = [28n, 29n, 30n, 31n].flatMap((days) => companies.map(celOf(text, days)))
        if (state !== 'unknown') expect(agreed(outcomes)).toBe(state)
      }),
      { numRuns: 100 },
    )
  })

  test('in whatever order the answers came', () => {
    fc.assert(
      fc.property(cases, ({ text, answers }) => {
        const company = companyOf(answers)
        const turned = { ...company, given: new Map([...company.given].reverse()) }
        expect(stateOf(conditionOf(text), turned)).toEqual(stateOf(conditionOf(text), company))
      }),
      { numRuns: 100 },
    )
  })
})

test('comparisons told to bear on the outcome include one whenever only quantities are open', () => {
  fc.assert(
    fc.property(cases, ({ text, answers }) => {
      const { state, open, compared } = stateOf(conditionOf(text), companyOf(answers))
      const quantities = ['people', 'kept', 'expiry']
      if (state === 'unknown' && open.every((id) => quantities.includes(id)))
        expect(compared.length).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})

describe('classes', () => {
  test.each([
    ['opened', {}, 2],
    ['opened', { opened: true }, 1],
    ['reach.nationwide', {}, 2],
    ['reach.nationwide || reach.overseas || reach.one_province', {}, 3],
    ['papers.licence && papers.plan', {}, 4],
    ['people >= figure.staff.few', {}, 3],
    ['people >= figure.staff.few && people <= figure.staff.many', {}, 5],
    ['people > 0', {}, 2],
    ['expiry - today >= figure.renewal.lead', {}, 3],
    ['people >= figure.staff.few', { people: { unit: 'person', value: 4n, to: 9n } }, 1],
    ['people >= figure.staff.few', { people: { unit: 'person', value: 2n, to: 9n } }, 3],
    ['kept >= figure.keep.month', {}, 5],
  ] as const)('%s', (text, answers, count) => {
    const company = companyOf(answers)
    const open = openInputs(conditionOf(text), company.inputs, company.given, company)
    expect(combinations(open)).toBe(count)
  })
})

function agreed(outcomes: readonly boolean[]): string {
  if (outcomes.every(Boolean)) return 'met'
  return outcomes.some(Boolean) ? 'unknown' : 'unmet'
}

/** Inputs by which alone two companies differ that end differently. */
function deciding(
  inputs: readonly string[],
  companies: readonly Exact[],
  outcomes: readonly boolean[],
): readonly string[] {
  return inputs.filter((input) => {
    const alike = new Map<string, boolean>()
    return companies.some((company, at) => {
      const others = JSON.stringify({ ...company, [input]: null }, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      )
      const before = alike.get(others)
      alike.set(others, outcomes[at] ?? false)
      return before !== undefined && before !== outcomes[at]
    })
  })
}
