import fc from 'fast-check'
import type { Answer, Answers } from '../../src/interview/answers.js'
import type { Flow, Outcome, Requirement, RequirementState } from '../../src/interview/flow/flow.js'
import type { Asking } from '../../src/interview/replay.js'
import { entryId, flowId, inputId, outcomeId, type InputId } from '../../src/values/ids.js'
import { companyOf, conditionOf, givenOf, type Answers as Plain } from '../knowledge/conditions.js'
import { celOf, randomAnswers, randomCondition, readBy, type Exact } from '../knowledge/random-conditions.js'

/** A flow made of random conditions, with their texts, so that a test can judge them in its own way. */
export interface RandomFlow {
  readonly flow: Flow
  readonly requirements: readonly RequirementTexts[]
  readonly outcomes: readonly { readonly outcome: Outcome; readonly when?: string }[]
  /** The inputs that some condition reads. */
  readonly reads: readonly string[]
}

interface RequirementTexts {
  readonly met: string
  readonly when: string | undefined
  readonly authority: string | undefined
  readonly blocks: Requirement['blocks']
}

export const asking: Asking = companyOf({})

const maybe: fc.Arbitrary<string | undefined> = fc.option(randomCondition, { nil: undefined })
const texts: fc.Arbitrary<RequirementTexts> = fc.record({
  met: randomCondition,
  when: maybe,
  authority: maybe,
  blocks: fc.constantFrom('application', 'operation'),
})
const verdicts = ['ready', 'authority-decides', 'not-needed', 'not-supported'] as const
const ending = fc.record({
  when: randomCondition,
  verdict: fc.constantFrom(...verdicts),
  final: fc.boolean(),
})
interface Ending extends Pick<Outcome, 'verdict' | 'final'> {
  readonly when?: string
}

const everyInput = ['opened', 'insured', 'reach', 'papers', 'people', 'kept', 'expiry']

export const randomFlow: fc.Arbitrary<RandomFlow> = fc
  .record({
    requirements: fc.array(texts, { minLength: 1, maxLength: 4 }),
    endings: fc.array(ending, { maxLength: 2 }),
    last: fc.record({ verdict: fc.constantFrom(...verdicts), final: fc.boolean() }),
    order: fc.shuffledSubarray(everyInput, { minLength: everyInput.length }),
  })
  .map(({ requirements, endings, last, order }) => {
    const outcomes = [...endings, last].map((one: Ending, at) => ({
      ...(one.when !== undefined && { when: one.when }),
      outcome: outcomeOf(at, one),
    }))
    const read = [...requirements.flatMap(conditionsOf), ...outcomes.flatMap(({ when }) => when ?? [])]
    return {
      requirements,
      outcomes,
      reads: [...new Set(read.flatMap(readBy))],
      flow: {
        id: flowId('random'),
        title: '随机',
        intro: '随机',
        place: 1,
        invite: '随机',
        needs: [],
        prepare: [],
        remarks: [],
        questions: order.map(questionOf),
        requirements: requirements.map(requirementOf),
        outcomes: outcomes.map(({ when, outcome }) => ({
          ...(when !== undefined && { when: conditionOf(when) }),
          then: outcome,
        })),
      },
    }
  })

const conditionsOf = ({ met, when, authority }: RequirementTexts): readonly string[] =>
  [met, when, authority].flatMap((text) => text ?? [])

const outcomeOf = (at: number, { verdict, final }: Pick<Outcome, 'verdict' | 'final'>): Outcome => ({
  id: outcomeId(`end-${at}`),
  title: '结局',
  says: '结局',
  entry: entryId('e'),
  verdict,
  final,
})

const questionOf = (input: string): Flow['questions'][number] => ({
  input: inputId(input),
  topic: '一段',
  ask: '问',
  help: '说明',
  lookUp: '哪里查',
  labels: new Map(),
  change: { lead: 'days', how: '改' },
  plausible: {},
  meaning: 1,
})

function requirementOf({ met, when, authority, blocks }: RequirementTexts, at: number): Requirement {
  return {
    entry: entryId(`r-${at}`),
    name: `要求 ${at}`,
    severity: 'law',
    blocks,
    met: conditionOf(met),
    states: [
      ...(when === undefined ? [] : [{ when: conditionOf(`!(${when})`), then: 'not-applicable' } as const]),
      ...(authority === undefined
        ? []
        : [{ when: conditionOf(authority), then: 'authority-decides' } as const]),
      { when: conditionOf(met), then: 'met' },
      { then: 'unmet' },
    ],
  }
}

/** An answer to every question that is read, some of them 不知道. */
export function randomlyAnswered({ reads }: RandomFlow): fc.Arbitrary<Plain> {
  return randomAnswers(reads)
}

export function answersOf({ reads }: RandomFlow, plain: Plain): Answers {
  const given = givenOf(plain)
  return new Map(
    reads.map((name): readonly [InputId, Answer] => {
      const input = inputId(name)
      return [input, given.get(input) ?? { kind: 'unknown' }]
    }),
  )
}

/** The state of a requirement for one company without doubts, as the CEL library judges it. */
export function stateFor({ met, when, authority }: RequirementTexts): (company: Exact) => RequirementState {
  const isMet = celOf(met)
  const applies = when === undefined ? undefined : celOf(when)
  const decides = authority === undefined ? undefined : celOf(authority)
  return (company) => {
    if (applies?.(company) === false) return 'not-applicable'
    if (decides?.(company) === true) return 'authority-decides'
    return isMet(company) ? 'met' : 'unmet'
  }
}

export function outcomeFor({ outcomes }: RandomFlow): (company: Exact) => Outcome | undefined {
  const tests = outcomes.map(({ when, outcome }) => ({
    holds: when === undefined ? undefined : celOf(when),
    outcome,
  }))
  return (company) => tests.find(({ holds }) => holds?.(company) !== false)?.outcome
}
