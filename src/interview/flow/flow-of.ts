import { nameOf, namesOf, type Names } from '../../knowledge/condition/names.js'
import type { Condition } from '../../knowledge/condition/condition.js'
import type { Value } from '../../knowledge/condition/inputs.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { readCondition } from '../../knowledge/condition/read-condition.js'
import { civilDate, dayNumber } from '../../values/civil-date.js'
import { eventKind } from '../../values/ids.js'
import { stepsPerUnit } from '../../values/range.js'
import type { Case } from '../decision-list.js'
import type { FlowSource } from './flow-file.js'
import type { Arms, Flow, Implied, Outcome, Plausible, Question, Remark, Requirement } from './flow.js'

type Knowing = Pick<Knowledge, 'entries' | 'conditions' | 'inputs' | 'figures'>

/** The flow of a file that was checked: what a name in it leads nowhere to is left out. */
export function flowOf(source: FlowSource, knowledge: Knowing): Flow {
  const names = namesOf(knowledge.inputs, knowledge.figures)
  const { flow: id, title, intro, place, invite, entry, arms, needs, prepare } = source
  return {
    id,
    title,
    intro,
    place,
    invite,
    needs,
    prepare,
    ...(entry !== undefined && { entry }),
    ...(arms !== undefined && { arms: armsOf(arms) }),
    questions: source.questions.map((question) => questionOf(question, names)),
    requirements: source.requirements.map((requirement) => requirementOf(requirement, knowledge, names)),
    outcomes: source.outcomes.map((outcome) => outcomeOf(outcome, names)),
    remarks: source.remarks.map((remark) => remarkOf(remark, names)),
  }
}

const armsOf = ({ events, ...rest }: NonNullable<FlowSource['arms']>): Arms => ({
  ...rest,
  events: new Map(Object.entries(events).map(([event, input]) => [eventKind(event), input])),
})

function questionOf(source: FlowSource['questions'][number], names: Names): Question {
  const { when, implied, labels, plausible, ...rest } = source
  return {
    ...rest,
    ...conditionNamed('when', when, names),
    ...impliedOf(source.input, implied, names),
    labels: new Map(Object.entries(labels)),
    plausible: plausibleOf(source, plausible, names),
  }
}

function impliedOf(
  input: FlowSource['questions'][number]['input'],
  source: FlowSource['questions'][number]['implied'],
  names: Names,
): { readonly implied?: Implied } {
  const when = conditionOf(source?.when, names)
  if (source === undefined || when === undefined) return {}
  const isYesNo = names.inputs.get(nameOf(input))?.type === 'yes-no'
  const value: Value = isYesNo
    ? { kind: 'yes-no', yes: source.answer === 'yes' }
    : { kind: 'choice', option: source.answer }
  return { implied: { when, value } }
}

function plausibleOf(
  { input }: FlowSource['questions'][number],
  { atMost, from, to }: FlowSource['questions'][number]['plausible'],
  { inputs }: Names,
): Plausible {
  const asked = inputs.get(nameOf(input))
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
  { entry, name, when, authority }: FlowSource['requirements'][number],
  { entries, conditions }: Knowing,
  names: Names,
): Requirement {
  const met = conditions.get(entry)
  const applies = conditionOf(when, names)
  const decides = conditionOf(authority, names)
  const told = entries.get(entry)
  return {
    entry,
    name: name ?? told?.title ?? entry,
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

function outcomeOf({ when, arms, ...rest }: FlowSource['outcomes'][number], names: Names): Case<Outcome> {
  const armed = arms && { needs: arms.needs.map(eventKind), today: arms.today.map(eventKind) }
  return {
    ...conditionNamed('when', when, names),
    then: { ...rest, ...(armed !== undefined && { arms: armed }) },
  }
}

function remarkOf({ when, ...rest }: FlowSource['remarks'][number], names: Names): Remark {
  return { ...rest, ...conditionNamed('when', when, names) }
}

function conditionNamed(key: 'when', text: string | undefined, names: Names): { readonly when?: Condition } {
  const condition = conditionOf(text, names)
  return condition === undefined ? {} : { [key]: condition }
}

function conditionOf(text: string | undefined, names: Names): Condition | undefined {
  const read = text === undefined ? undefined : readCondition(text, names)
  return read?.ok === true ? read.condition : undefined
}
