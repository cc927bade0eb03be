import { describe, expect, test } from 'vitest'
import { outcome } from '../../src/knowledge/condition/condition.js'
import { conditionOf, judge } from './conditions.js'

type Word = 'yes' | 'no' | 'open'
const words: readonly Word[] = ['yes', 'no', 'open']

/** Each row: what is known of opened and insured, and the state of both && either || the first not. */
const truth: readonly (readonly [Word, Word, string, string])[] = [
  ['yes', 'yes', 'met', 'met'],
  ['yes', 'no', 'unmet', 'met'],
  ['yes', 'open', 'unknown', 'met'],
  ['no', 'yes', 'unmet', 'met'],
  ['no', 'no', 'unmet', 'unmet'],
  ['no', 'open', 'unmet', 'unknown'],
  ['open', 'yes', 'unknown', 'met'],
  ['open', 'no', 'unmet', 'unknown'],
  ['open', 'open', 'unknown', 'unknown'],
]

function known(opened: Word, insured: Word, listed: Word = 'open'): Parameters<typeof judge>[1] {
  const rows = Object.entries({ opened, insured, listed }).filter(([, word]) => word !== 'open')
  return Object.fromEntries(rows.map(([id, word]) => [id, word === 'yes']))
}

describe('the truth table', () => {
  test.each(truth)('%s and %s: both %s, either %s', (opened, insured, both, either) => {
    expect(judge('opened && insured', known(opened, insured)).state).toBe(both)
    expect(judge('opened || insured', known(opened, insured)).state).toBe(either)
  })

  test.each([
    ['yes', 'unmet'],
    ['no', 'met'],
    ['open', 'unknown'],
  ] as const)('not %s is %s', (opened, state) => {
    expect(judge('!opened', known(opened, 'open')).state).toBe(state)
  })

  const named = { yes: 'met', no: 'unmet', open: 'unknown' } as const
  const chosen = words.flatMap((test) =>
    words.flatMap((then) => words.map((otherwise) => ({ test, then, otherwise }))),
  )
  test.each(chosen)('$test ? $then : $otherwise', ({ test, then, otherwise }) => {
    const { state } = judge('opened ? insured : listed', known(test, then, otherwise))
    const branches = { yes: [then], no: [otherwise], open: [then, otherwise] }[test]
    const [first = 'open', second = first] = branches
    expect(state).toBe(first === second ? named[first] : 'unknown')
  })

  test.each([
    ['opened || !opened', 'met'],
    ['opened && !opened', 'unmet'],
    ['opened ? insured || !insured : !insured || insured', 'met'],
    ['people >= figure.staff.few || people < figure.staff.few', 'met'],
    ['people >= figure.staff.many && people < figure.staff.few', 'unmet'],
    ['people > figure.staff.few || people <= figure.staff.many', 'met'],
    ['reach.one_province || !reach.one_province', 'met'],
    ['reach.one_province && reach.nationwide', 'unmet'],
  ])('what all completions agree on: %s is %s', (text, state) => {
    expect(judge(text, {}).state).toBe(state)
  })
})

describe('unsure leaves', () => {
  type Sure = boolean | undefined
  const all: readonly Sure[] = [true, false, undefined]

  function judged(text: string, leaves: Readonly<Record<string, Sure>>): Sure {
    return outcome(conditionOf(text), (leaf) => (leaf.kind === 'yes' ? leaves[leaf.input] : undefined))
  }

  /** What every way of settling the unsure leaves agrees on, by the operators of the language itself. */
  function settled(by: (...sure: readonly boolean[]) => boolean, leaves: readonly Sure[]): Sure {
    const ways = leaves.reduce<readonly (readonly boolean[])[]>(
      (done, leaf) =>
        done.flatMap((one) => (leaf === undefined ? [true, false] : [leaf]).map((way) => [...one, way])),
      [[]],
    )
    const found = new Set(ways.map((way) => by(...way)))
    return found.size === 1 ? [...found][0] : undefined
  }

  const pairs = all.flatMap((opened) => all.map((insured) => ({ opened, insured })))
  test.each(pairs)('$opened with $insured', ({ opened, insured }) => {
    const leaves = { opened, insured }
    const pair = [opened, insured]
    expect(judged('opened && insured', leaves)).toBe(settled((a, b) => a && b, pair))
    expect(judged('opened || insured', leaves)).toBe(settled((a, b) => a || b, pair))
    expect(judged('!opened', leaves)).toBe(settled((a) => !a, [opened]))
  })

  const triples = pairs.flatMap((pair) => all.map((listed) => ({ ...pair, listed })))
  test.each(triples)('$opened ? $insured : $listed', ({ opened, insured, listed }) => {
    const expected = settled((a, b, c) => (a ? b : c), [opened, insured, listed])
    expect(judged('opened ? insured : listed', { opened, insured, listed })).toBe(expected)
  })
})
