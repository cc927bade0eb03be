import { addMonths, differenceInCalendarDays } from 'date-fns'
import { describe, expect, test } from 'vitest'
import { inDays, compared, type Operator } from '../../src/knowledge/condition/measure.js'
import { exactly } from '../../src/values/range.js'
import { dayNumber } from '../../src/values/civil-date.js'
import { judge, yuan } from './conditions.js'
import { day, today } from './small.js'

/** 300 to 500: below, within and above what it is compared with. */
const comparisons: readonly (readonly [Operator, bigint, boolean | undefined])[] = [
  ['<', 299n, false],
  ['<', 300n, false],
  ['<', 301n, undefined],
  ['<', 500n, undefined],
  ['<', 501n, true],
  ['<=', 299n, false],
  ['<=', 300n, undefined],
  ['<=', 500n, true],
  ['>', 299n, true],
  ['>', 300n, undefined],
  ['>', 499n, undefined],
  ['>', 500n, false],
  ['>=', 300n, true],
  ['>=', 301n, undefined],
  ['>=', 500n, undefined],
  ['>=', 501n, false],
  ['==', 299n, false],
  ['==', 400n, undefined],
  ['==', 501n, false],
  ['!=', 299n, true],
  ['!=', 400n, undefined],
  ['!=', 501n, true],
]

describe('a range', () => {
  test.each(comparisons)('300 to 500 %s %d is %s', (operator, bound, holds) => {
    const value = { unit: 'person', range: { lo: 300n, hi: 500n } } as const
    expect(compared(value, operator, { unit: 'person', range: exactly(bound) })).toBe(holds)
  })

  test.each([
    ['day', 180n, 6n, false],
    ['day', 181n, 6n, undefined],
    ['day', 183n, 6n, undefined],
    ['day', 184n, 6n, true],
    ['month', 6n, 6n, true],
    ['month', 5n, 6n, false],
  ] as const)('%s %d at least %d months is %s', (unit, value, months, holds) => {
    const limit = { unit: 'month', range: exactly(months) } as const
    expect(compared({ unit, range: exactly(value) }, '>=', limit)).toBe(holds)
  })

  test.each([
    [2n, false],
    [3n, undefined],
    [4n, true],
  ] as const)('%d months at least 90 days is %s', (months, holds) => {
    const limit = { unit: 'day', range: exactly(90n) } as const
    expect(compared({ unit: 'month', range: exactly(months) }, '>=', limit)).toBe(holds)
  })

  test('months have as many days as the calendar gives them, and no more', () => {
    const starts = Array.from({ length: 1461 }, (_, at) => new Date(2024, 0, 1 + at))
    for (const months of [1, 2, 3, 5, 6, 11, 12, 13, 24, 47]) {
      const found = starts.map((start) => differenceInCalendarDays(addMonths(start, months), start))
      const { lo, hi } = inDays({ unit: 'month', range: exactly(BigInt(months)) })
      expect([Math.min(...found), Math.max(...found)]).toEqual([Number(lo), Number(hi)])
    }
  })
})

const capital =
  'reach.one_province ? capital >= figure.capital.provincial : capital >= figure.capital.nationwide'

describe('what a judgement tells', () => {
  test.each([
    [
      '500万, nationwide',
      { reach: 'nationwide', capital: yuan(5_000_000) },
      'unmet',
      ['capital.nationwide'],
      [],
    ],
    [
      '500万, one province',
      { reach: 'one-province', capital: yuan(5_000_000) },
      'met',
      ['capital.provincial'],
      [],
    ],
    [
      '9,999,999元, nationwide',
      { reach: 'nationwide', capital: yuan(9_999_999) },
      'unmet',
      ['capital.nationwide'],
      [],
    ],
    [
      '10,000,000元, nationwide',
      { reach: 'nationwide', capital: yuan(10_000_000) },
      'met',
      ['capital.nationwide'],
      [],
    ],
    [
      '9,999,999.99元, nationwide',
      { reach: 'nationwide', capital: yuan(9_999_999.99) },
      'unmet',
      ['capital.nationwide'],
      [],
    ],
    [
      '500万, nobody knows where',
      { capital: yuan(5_000_000) },
      'unknown',
      ['capital.provincial', 'capital.nationwide'],
      ['reach'],
    ],
    [
      '50万, nobody knows where',
      { capital: yuan(500_000) },
      'unmet',
      ['capital.provincial', 'capital.nationwide'],
      [],
    ],
    [
      '1000万, nobody knows where',
      { capital: yuan(10_000_000) },
      'met',
      ['capital.provincial', 'capital.nationwide'],
      [],
    ],
    ['nationwide, capital unknown', { reach: 'nationwide' }, 'unknown', ['capital.nationwide'], ['capital']],
    [
      'nationwide, 900 to 1100万',
      { reach: 'nationwide', capital: yuan(9_000_000, 11_000_000) },
      'unknown',
      ['capital.nationwide'],
      ['capital'],
    ],
    [
      'nationwide, 300 to 500万',
      { reach: 'nationwide', capital: yuan(3_000_000, 5_000_000) },
      'unmet',
      ['capital.nationwide'],
      [],
    ],
    ['nothing known', {}, 'unknown', ['capital.provincial', 'capital.nationwide'], ['reach', 'capital']],
  ] as const)('%s', (_, given, state, figures, open) => {
    const judgement = judge(capital, given)
    expect(judgement.state).toBe(state)
    expect(judgement.read).toEqual(['reach', 'capital'])
    expect(judgement.compared.map((one) => (one.with.kind === 'figure' ? one.with.id : 0))).toEqual(figures)
    expect(judgement.open).toEqual(open)
  })

  test('a comparison that the rest overrules does not bear on the outcome', () => {
    const text = 'opened && people >= figure.staff.few || !opened && people >= figure.staff.many'
    const { compared: bearing } = judge(text, { opened: true, people: 4 })
    expect(bearing.map((one) => one.with)).toEqual([{ kind: 'figure', id: 'staff.few' }])
  })

  test('an unsure comparison leaves its input open', () => {
    expect(judge('kept >= figure.keep.half_year', { kept: 182 })).toMatchObject({
      state: 'unknown',
      open: ['kept'],
    })
  })
})

describe('days', () => {
  const renewal = 'expiry - today >= figure.renewal.lead'
  test.each([
    ['2027-06-30', 'met'],
    ['2027-02-19', 'met'],
    ['2027-02-18', 'unmet'],
    ['2026-11-20', 'unmet'],
  ])('a licence that ends on %s can be renewed today: %s', (date, state) => {
    expect(judge(renewal, { expiry: day(date) }).state).toBe(state)
  })

  test('the same date is judged by the day of asking', () => {
    expect(judge(renewal, { expiry: day('2027-02-19') }, day('2026-11-22')).state).toBe('unmet')
  })

  test.each([
    ['2026-03-31', 'met'],
    ['2026-04-01', 'unmet'],
  ])('a day of the year is the one of that year: on %s %s', (date, state) => {
    expect(judge('today <= figure.report.deadline', {}, day(date)).state).toBe(state)
  })

  test('an end that nobody knows stays open', () => {
    expect(judge(renewal, {})).toMatchObject({ state: 'unknown', open: ['expiry'] })
  })
})

describe('the day of asking', () => {
  const keep = 'kept >= figure.keep.days'
  test.each([
    ['2023-12-31', 45, 'met'],
    ['2024-01-01', 45, 'unmet'],
    ['2024-01-01', 60, 'met'],
    ['2017-08-31', 60, 'unknown'],
  ])('on %s keeping %d days is %s', (date, kept, state) => {
    expect(judge(keep, { kept }, day(date)).state).toBe(state)
  })
})

describe('answers in another unit than asked', () => {
  test.each([
    ['month', 6n, 'met'],
    ['month', 5n, 'unmet'],
    ['year', 1n, 'met'],
    ['day', 184n, 'met'],
    ['day', 180n, 'unmet'],
  ] as const)('kept %s %d at least half a year: %s', (unit, value, state) => {
    expect(judge('kept >= figure.keep.half_year', { kept: { unit, value } }).state).toBe(state)
  })

  test('a range of months is cut where a figure in days may turn it', () => {
    const given = { kept: { unit: 'month', value: 1n, to: 5n } } as const
    expect(judge('kept >= figure.keep.days', given)).toMatchObject({ state: 'unknown', open: ['kept'] })
    expect(judge('kept >= figure.renewal.lead', { kept: { unit: 'month', value: 4n, to: 5n } }).state).toBe(
      'met',
    )
  })

  // At least or below holds for every length that is told apart from the figure: no month has just 3,640 days.
  test.each([
    ['half_year', { unit: 'year', value: 0n, to: 3n }],
    ['long', { unit: 'month', value: 0n, to: 200n }],
    ['long', { unit: 'year', value: 0n, to: 20n }],
  ] as const)('a range is cut where %s turns it, whatever it counts in', (name, kept) => {
    expect(judge(`kept >= figure.keep.${name} || kept < figure.keep.${name}`, { kept }).state).toBe('met')
  })

  test('what cannot be compared is never a verdict', () => {
    const given = { capital: { unit: 'day', value: 5_000_000_000n } } as const
    expect(judge('capital >= figure.capital.nationwide', given).state).toBe('unknown')
  })
})

test('the order in which answers are known does not matter', () => {
  const answers = { reach: 'nationwide', capital: yuan(10_000_000), opened: false } as const
  const turned = Object.fromEntries(Object.entries(answers).reverse())
  const text = `(${capital}) && !opened`
  expect(judge(text, turned)).toEqual(judge(text, answers))
})

test('a date is the number of its day', () => {
  expect([day('1970-01-01'), day('1969-12-31'), day('2000-03-01'), today].map(dayNumber)).toEqual([
    0n,
    -1n,
    11017n,
    20778n,
  ])
})
