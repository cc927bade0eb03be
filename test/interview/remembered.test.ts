import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { remembering } from '../../src/interview/remembered.js'
import type { Given, Value } from '../../src/knowledge/condition/inputs.js'
import type { Company } from '../../src/knowledge/condition/state-of.js'
import { inputId } from '../../src/values/ids.js'
import { companyOf } from '../knowledge/conditions.js'
import { day, today } from '../knowledge/small.js'

const reads = ['first', 'second'].map(inputId)
const thing = { reads }

/** Few enough to meet again, and made of all that stands between and around values in a key. */
const text = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '[', ']', '-', '1'), maxLength: 3 })
const number = fc.constantFrom(1n, -1n, 11n)
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.boolean().map((yes) => ({ kind: 'yes-no', yes }) as const),
  fc
    .oneof(text, fc.constantFrom('true', 'false', '[]'))
    .map((option) => ({ kind: 'choice', option }) as const),
  fc.array(text, { maxLength: 3 }).map((options) => ({ kind: 'many', options: new Set(options) }) as const),
  fc
    .record({ unit: fc.constantFrom('day', 'month'), lo: number, hi: number })
    .map(({ unit, lo, hi }) => ({ kind: 'quantity', unit, range: { lo, hi } }) as const),
)
const { figures, inputs } = companyOf({})
/** What becomes otherwise: a value, the day, or the version of the files, whose parts stay equal, and are not the same. */
const change: fc.Arbitrary<(before: Company) => Company> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({ input: fc.constantFrom(...reads), to: fc.option(value, { nil: undefined }) })
      .map(({ input, to }) => (before: Company) => ({
        ...before,
        given: new Map(
          [...before.given, [input, to] as const].flatMap(([of, one]) => (one ? [[of, one]] : [])),
        ),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      (before: Company) => ({ ...before, asOf: day('2027-01-01') }),
      (before: Company) => ({ ...before, figures: new Map(figures) }),
      (before: Company) => ({ ...before, inputs: new Map(inputs) }),
    ),
  },
)
const nothingKnown: Company = { given: new Map(), asOf: today, figures, inputs }
/** Each differs from the one before it in one thing. */
const companies = fc
  .array(change, { minLength: 1, maxLength: 60, size: 'max' })
  .map((changes) =>
    changes.reduce<readonly Company[]>(
      (all, changed) => [...all, changed(all.at(-1) ?? nothingKnown)],
      [nothingKnown],
    ),
  )

/** The values that working it out may look at. */
const valuesOf = ({ given: all }: Company): unknown => reads.map((input) => all.get(input))

describe('what was worked out before', () => {
  test('is never that of other values, of another day or of another version', () => {
    fc.assert(
      fc.property(companies, (all) => {
        const remembered = remembering<typeof thing, Company>(
          (one) => one.reads,
          (_, one) => one,
        )
        for (const one of all) {
          const found = remembered(thing, one)
          expect(valuesOf(found)).toEqual(valuesOf(one))
          expect(found.asOf).toBe(one.asOf)
          expect([found.figures === one.figures, found.inputs === one.inputs]).toEqual([true, true])
        }
      }),
      { numRuns: 300 },
    )
  })

  test.each<readonly [string, Value, Value]>([
    ['yes and an option of that name', { kind: 'yes-no', yes: true }, { kind: 'choice', option: 'true' }],
    [
      'two options and one with a comma in its name',
      { kind: 'many', options: new Set(['a', 'b']) },
      { kind: 'many', options: new Set(['a,b']) },
    ],
    [
      'no option and one without a name',
      { kind: 'many', options: new Set() },
      { kind: 'many', options: new Set(['']) },
    ],
  ])('tells %s apart', (_, one, other) => {
    const remembered = remembering<typeof thing, Value | undefined>(
      ({ reads: of }) => of,
      (_thing, { given: all }) => all.get(inputId('first')),
    )
    const of = (first: Value) =>
      remembered(thing, { ...companyOf({}), given: new Map([[inputId('first'), first]]) })
    expect([of(one), of(other)]).toEqual([one, other])
  })

  test('is not worked out again for the same, in whatever order it was said', () => {
    let times = 0
    const remembered = remembering<typeof thing, number>(
      ({ reads: of }) => of,
      () => ++times,
    )
    const options = (...of: readonly string[]): Value => ({ kind: 'many', options: new Set(of) })
    const said = (one: Value, before: boolean): Given => {
      const other = [inputId('second'), { kind: 'yes-no', yes: true }] as const
      return new Map<(typeof reads)[number], Value>(
        before ? [other, [inputId('first'), one]] : [[inputId('first'), one], other],
      )
    }
    const at = { figures, inputs, asOf: today }
    expect(remembered(thing, { ...at, given: said(options('a', 'b'), true) })).toBe(1)
    expect(remembered(thing, { ...at, given: said(options('b', 'a'), false) })).toBe(1)
    expect(remembered({ reads }, { ...at, given: said(options('a', 'b'), true) })).toBe(2)
  })
})
