import type { Condition } from '../../knowledge/condition/condition.js'
import { readCondition, type ReadCondition } from '../../knowledge/condition/read-condition.js'
import type { Names } from '../../knowledge/condition/names.js'
import type { YamlFile } from '../../knowledge/yaml-file.js'
import type { FlowSource } from './flow-file.js'

export type FlowAt = YamlFile<FlowSource>
export type Path = readonly (string | number)[]

/** A condition that is written in a flow. */
export interface ConditionAt {
  readonly path: Path
  readonly read: ReadCondition
  /** It may read only questions before this one; undefined: all. */
  readonly before: number | undefined
}

/** Every condition of a flow's own, in the order of the file. */
export function conditionsAt({ value }: FlowAt, names: Names): readonly ConditionAt[] {
  const at = (text: string | undefined, path: Path, before?: number): readonly ConditionAt[] =>
    text === undefined ? [] : [{ path, read: readCondition(text, names), before }]
  return [
    ...value.questions.flatMap(({ when, implied }, place) => [
      ...at(when, ['questions', place, 'when'], place),
      ...at(implied?.when, ['questions', place, 'implied', 'when'], place),
    ]),
    ...value.requirements.flatMap(({ when, authority }, place) => [
      ...at(when, ['requirements', place, 'when']),
      ...at(authority, ['requirements', place, 'authority']),
    ]),
    ...value.outcomes.flatMap(({ when }, place) => at(when, ['outcomes', place, 'when'])),
    ...value.remarks.flatMap(({ when }, place) => at(when, ['remarks', place, 'when'])),
  ]
}

export const conditionIn = ({ read }: ConditionAt): Condition | undefined =>
  read.ok ? read.condition : undefined
