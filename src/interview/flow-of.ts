import { namesOf, type Names } from '../knowledge/condition-names.js'
import type { Condition } from '../knowledge/condition.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { readCondition } from '../knowledge/read-condition.js'
import { civilDate, dayNumber } from '../values/civil-date.js'
import { stepsPerUnit } from '../values/range.js'
import type { Case } from './decision-list.js'
import type { FlowSource } from './flow-file.js'
import type { Flow, Outcome, Plausible, Question, Requirement } from './flow.js'

type Knowing = Pick<Knowledge, 'entries' | 'conditions' | 'inputs' | 'figures'>

/** The flow of a file that was checked: what a name in it leads nowhere to is left out. */
export function flowOf(source: FlowSource, knowledge: Knowing): Flow {
  const names = namesOf(knowledge.inputs, knowledge.figures)
  const { flow: id, title, intro, needs } = source
  return {
    id,
    title,
    intro,
    needs,
    questions: source.questions.map((question) => questionOf(question, names)),
    requirements: source.requirements.map((requirement) => requirementOf(requirement, knowledge, names)),
    outcomes: source.outcomes.map((outcome) => outcomeOf(outcome, names)),
  }
}

function questionOf(source: FlowSource['questions'][number], names: Names): Question {
  const { when, labels, plausible, ...rest } = source
  return {
    ...rest,
    ...conditionNamed('when', when, names),
    labels: new Map(Object.entries(labels)),
    plausible: plausibleOf(source, plausible, names),
  }
}

function plausibleOf(
  { input }: FlowSource['questions'][number],
  { atMost, from, to }: FlowSource['questions'][number]['plausible'],
  { inputs }: Names,
): Plausible {
  const asked = inputs.get(input)
  const unit = asked?.type === 'quantity' ? asked.unit : 'item'
  const steps = (bound: number | string): bigint => {
    const day = typeof bound === 'string' ? civilDate(bound) : undefined
    return day === undefined ? BigInt(bound) * stepsPerUnit(unit) : dayNumber(day)
  }
  return {
    ...(atMost !== undefined && { atMost }),
    ...(from !== undefined && { from: steps(from) }),
    ...(to !== undefined && { to: steps(to) }),
  }
}

function requirementOf(
  { entry, when, authority }: FlowSource['requirements'][number],
  { entries, conditions }: Knowing,
  names: Names,
): Requirement {
  const met = conditions.get(entry)
  const applies = conditionOf(when, names)
  const decides = conditionOf(authority, names)
  const told = entries.get(entry)
  return {
    entry,
    severity: told?.severity ?? 'law',
    blocks: told?.blocks ?? 'nothing',
    ...(met !== undefined && { met }),
    states: [
      ...(applies === undefined ? [] : [{ when: not(applies), then: 'not-applicable' } as const]),
      ...(decides === undefined ? [] : [{ when: decides, then: 'authority-decides' } as const]),
      ...(met === undefined ? [] : [{ when: met, then: 'met' } as const]),
      { then: met === undefined ? 'not-applicable' : 'unmet' },
    ],
  }
}

const not = (of: Condition): Condition => ({ kind: 'not', of })

function outcomeOf({ when, ...then }: FlowSource['outcomes'][number], names: Names): Case<Outcome> {
  return { ...conditionNamed('when', when, names), then }
}

function conditionNamed(key: 'when', text: string | undefined, names: Names): { readonly when?: Condition } {
  const condition = conditionOf(text, names)
  return condition === undefined ? {} : { [key]: condition }
}

function conditionOf(text: string | undefined, names: Names): Condition | undefined {
  const read = text === undefined ? undefined : readCondition(text, names)
  return read?.ok === true ? read.condition : undefined
}
