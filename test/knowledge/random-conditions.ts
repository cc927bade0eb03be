import { Environment } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { dayNumber } from '../../src/values/civil-date.js'
import type { Answers } from './conditions.js'
import { today } from './small.js'

/** One company without any doubt. */
export type Exact = Readonly<Record<string, boolean | string | readonly string[] | bigint>>

const now = dayNumber(today)
const whole = (from: bigint, to: bigint): readonly bigint[] =>
  Array.from({ length: Number(to - from) + 1 }, (_, at) => from + BigInt(at))

/** Every answer there is to an input, quantities as far as the figures reach and beyond. */
const grid: Readonly<Record<string, readonly Exact[string][]>> = {
  opened: [true, false],
  insured: [true, false],
  reach: ['one-province', 'nationwide', 'overseas'],
  papers: subsets(['licence', 'articles', 'plan']),
  people: whole(0n, 7n),
  kept: whole(25n, 62n),
  expiry: whole(now - 2n, now + 92n).filter((day) => day < now + 3n || day > now + 85n),
}

function subsets(all: readonly string[]): readonly (readonly string[])[] {
  return all.reduce<readonly (readonly string[])[]>(
    (sets, one) => sets.flatMap((set) => [set, [...set, one]]),
    [[]],
  )
}

const operators = ['<', '<=', '>', '>=', '==', '!=']
const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

const comparing = (what: string, bounds: readonly string[]): readonly string[] =>
  bounds.flatMap((bound) =>
    operators.flatMap((operator) => [
      `${what} ${operator} ${bound}`,
      `${bound} ${mirrored[operator] ?? operator} ${what}`,
    ]),
  )

const leaves: Readonly<Record<string, readonly string[]>> = {
  opened: ['opened'],
  insured: ['insured'],
  reach: ['reach.one_province', 'reach.nationwide', 'reach.overseas'],
  papers: ['papers.licence', 'papers.articles', 'papers.plan'],
  people: comparing('people', ['figure.staff.few', 'figure.staff.many', '0']),
  kept: comparing('kept', ['figure.keep.days']),
  expiry: comparing('(expiry - today)', ['figure.renewal.lead', '0']),
}

/** CEL text over one to three inputs, up to some four levels deep. */
export const randomCondition: fc.Arbitrary<string> = fc
  .subarray(Object.keys(leaves), { minLength: 1, maxLength: 3 })
  .chain((inputs) => {
    const leaf = fc.constantFrom(...inputs.flatMap((input) => leaves[input] ?? []))
    return fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        leaf,
        tie('node').map((of) => `!(${of})`),
        fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left} && ${right})`),
        fc.tuple(tie('node'), tie('node')).map(([left, right]) => `(${left} || ${right})`),
        fc
          .tuple(tie('node'), tie('node'), tie('node'))
          .map(([test, then, otherwise]) => `(${test} ? ${then} : ${otherwise})`),
      ),
    })).node
  })

/** The inputs a text names. */
export const readBy = (text: string): readonly string[] =>
  Object.keys(grid).filter((input) => new RegExp(`\\b${input}\\b`).test(text))

/** What may be known of a company: nothing, an answer, or for quantities a range of them. */
export function randomAnswers(inputs: readonly string[]): fc.Arbitrary<Answers> {
  const one = (input: string): fc.Arbitrary<Answers[string] | undefined> => {
    const all = grid[input] ?? []
    const [from, to] = [fc.nat({ max: all.length - 1 }), fc.nat({ max: 3 })]
    return fc.option(
      fc.tuple(from, to).map(([at, more]) => known(input, all, { at, more })),
      { nil: undefined },
    )
  }
  return fc
    .tuple(...inputs.map(one))
    .map((answers) =>
      Object.fromEntries(
        inputs.flatMap((input, at) => (answers[at] === undefined ? [] : [[input, answers[at]]])),
      ),
    )
}

function known(
  input: string,
  all: readonly Exact[string][],
  { at, more }: { readonly at: number; readonly more: number },
): Answers[string] | undefined {
  const [first, last] = [all[at], all[at + more] ?? all.at(-1)]
  if (typeof first !== 'bigint' || typeof last !== 'bigint')
    return typeof first === 'bigint' ? undefined : first
  const unit = ({ people: 'person', kept: 'day', expiry: 'date' } as const)[input] ?? 'item'
  return { unit, value: first, to: last }
}

/** Every company that fits what is known. */
export function everyCompany(inputs: readonly string[], answers: Answers): readonly Exact[] {
  return inputs.reduce<readonly Exact[]>(
    (companies, input) => {
      const fitting = (grid[input] ?? []).filter((value) => fits(value, answers[input]))
      return companies.flatMap((company) => fitting.map((value) => ({ ...company, [input]: value })))
    },
    [{}],
  )
}

function fits(value: Exact[string], answer: Answers[string] | undefined): boolean {
  if (answer === undefined) return true
  if (typeof value !== 'bigint') return JSON.stringify(value) === JSON.stringify(answer)
  if (typeof answer !== 'object' || !('value' in answer)) return false
  return answer.value <= value && value <= (answer.to ?? answer.value)
}

/** The outcome as the CEL library itself computes it, with plain numbers; a month has as many days as given. */
export function celOf(text: string, monthDays = 30n): (company: Exact) => boolean {
  const judged = environment.parse(text)
  const figure = {
    staff: { few: 3n, many: 5n },
    keep: { days: 60n, month: monthDays },
    renewal: { lead: 90n },
  }
  return (company) => {
    const chosen = (input: string, name: string): boolean =>
      company[input] === name || (Array.isArray(company[input]) && company[input].includes(name))
    const reach = {
      one_province: chosen('reach', 'one-province'),
      nationwide: chosen('reach', 'nationwide'),
      overseas: chosen('reach', 'overseas'),
    }
    const papers = Object.fromEntries(
      ['licence', 'articles', 'plan'].map((name) => [name, chosen('papers', name)]),
    )
    return judged({ opened: false, insured: false, ...company, reach, papers, figure, today: now }) === true
  }
}

const environment = ['people', 'kept', 'expiry', 'today']
  .reduce((env, name) => env.registerVariable(name, 'int'), new Environment())
  .registerVariable('opened', 'bool')
  .registerVariable('insured', 'bool')
  .registerVariable('reach', 'map<string, bool>')
  .registerVariable('papers', 'map<string, bool>')
  .registerVariable('figure', 'map<string, map<string, int>>')
