import type { Severity } from '../knowledge/entry.js'
import type { Outcome } from './flow/flow.js'
import { isKnownOrAsked, type Judged } from './judged.js'
import { chosenBy, reasonsOf, type Answered, type Reason } from './reason.js'
import { blocksApplication, type Tested } from './result.js'

/** Why a result is what it is, as a tree: what stands below the verdict, and what else was tested, by who asks it. */
export interface Derivation {
  readonly first: readonly Step[]
  readonly rest: readonly Rest[]
}

export type Step =
  | {
      readonly kind: 'outcome'
      readonly id: string
      readonly outcome: Outcome
      readonly chosen: readonly Answered[]
    }
  | { readonly kind: 'requirement'; readonly id: string; readonly reason: Reason }

export interface Rest {
  readonly id: string
  readonly severity: Severity
  readonly steps: readonly RequirementStep[]
}

export type RequirementStep = Extract<Step, { readonly kind: 'requirement' }>

/** First how it ended, then what one cannot apply without and what else fails: what is missed before what is met. */
export function derivationOf(judged: Judged): Derivation {
  const requirements = requirementSteps(judged)
  const isFirst = ({ reason: { tested } }: RequirementStep): boolean =>
    !isUnasked(tested, judged) && (blocksApplication(tested.requirement) || failsLaw(tested))
  return {
    first: [...outcomeSteps(judged), ...requirements.filter(isFirst)],
    rest: severities.flatMap((severity): readonly Rest[] => {
      const steps = requirements.filter((step) => !isFirst(step) && severityOf(step) === severity)
      return steps.length === 0 ? [] : [{ id: `rest:${severity}`, severity, steps }]
    }),
  }
}

const severities = ['law', 'practice', 'advice'] as const

const severityOf = ({ reason }: RequirementStep): Severity => reason.tested.requirement.severity

/** Every step, in the order of the flow. */
export function stepsOf(judged: Judged): readonly Step[] {
  return [...outcomeSteps(judged), ...applying(judged)]
}

const failsLaw = ({ requirement, state }: Tested): boolean =>
  requirement.severity === 'law' && state !== 'met'

/** Open only because nobody has asked yet. */
export const isUnasked = ({ state, open }: Tested, judged: Judged): boolean =>
  state === 'unknown' && !open.some((input) => isKnownOrAsked(input, judged))

const outcomeSteps = ({ flow, result, position }: Judged): readonly Step[] =>
  result.outcomes.map((outcome) => ({
    kind: 'outcome',
    id: `outcome:${outcome.id}`,
    outcome,
    chosen: chosenBy(flow, outcome, position).filter(({ value }) => value !== undefined),
  }))

const applying = ({ result, position, asking }: Judged): readonly RequirementStep[] =>
  reasonsOf(result, position, asking)
    .filter(({ tested: { state } }) => state !== 'not-applicable')
    .map((reason) => ({ kind: 'requirement', id: reason.tested.requirement.entry, reason }))

function requirementSteps(judged: Judged): readonly RequirementStep[] {
  const urgency = ({ reason: { tested } }: RequirementStep): number =>
    isUnasked(tested, judged) ? urgencies.length : urgencies.indexOf(tested.state)
  return [...applying(judged)].sort((a, b) => urgency(a) - urgency(b))
}

const urgencies: readonly Tested['state'][] = ['unmet', 'unknown', 'authority-decides', 'met']
