import { combinations, mostCompletions, openInputs } from '../../knowledge/condition/completions.js'
import { namesOf } from '../../knowledge/condition/names.js'
import { inputsRead, leavesOf, type Condition } from '../../knowledge/condition/condition.js'
import type { Fault } from '../../knowledge/fault.js'
import { figureOn } from '../../knowledge/figures.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { InputId } from '../../values/ids.js'
import { whole } from '../decision-list.js'
import { conditionIn, conditionsAt, type ConditionAt, type FlowAt, type Path } from '../flow/flow-at.js'
import { flowOf } from '../flow/flow-of.js'

/** Conditions that cannot be read, read what is not asked or not asked yet, or cannot be decided in reasonable time. */
export function conditionFaults(file: FlowAt, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  const conditions = conditionsAt(file, namesOf(knowledge.inputs, knowledge.figures))
  return [
    ...conditions.flatMap((at) => [
      ...unreadable(at, file),
      ...unasked(at, file),
      ...valueless(at, file, knowledge, today),
    ]),
    ...unaskedByEntries(file, knowledge),
    ...tooMany(file, knowledge, today),
  ]
}

function unreadable({ path, read }: ConditionAt, file: FlowAt): readonly Fault[] {
  return read.ok ? [] : read.faults.map((fault) => file.faultWithin(path, fault.at, fault))
}

function unasked(at: ConditionAt, file: FlowAt): readonly Fault[] {
  return readBy(conditionIn(at)).flatMap((input) => {
    const place = placeOf(input, file)
    if (place < 0) return [file.faultAt(at.path, ...neverAsked(input))]
    if (at.before === undefined || place < at.before) return []
    const whose = place === at.before ? '它自己' : `后面的题 ${input}`
    return [file.faultAt(at.path, `这里读了${whose}`, '只能读前面的题：调整顺序，或换一个条件')]
  })
}

/** What an entry asks for has to be asked. */
function unaskedByEntries(file: FlowAt, { conditions }: Knowledge): readonly Fault[] {
  return file.value.requirements.flatMap(({ entry }, at) =>
    readBy(conditions.get(entry))
      .filter((input) => placeOf(input, file) < 0)
      .map((input) => file.faultAt(['requirements', at, 'entry'], ...neverAsked(input, `条目 ${entry} `))),
  )
}

const readBy = (condition: Condition | undefined): readonly InputId[] =>
  condition === undefined ? [] : inputsRead(condition)

const placeOf = (input: InputId, { value }: FlowAt): number =>
  value.questions.findIndex((question) => question.input === input)

const neverAsked = (input: InputId, who = ''): readonly [message: string, remedy: string] => [
  `${who}要看 ${input}，面谈里没有这一题`,
  '在 questions 里添加这一题，或换一个条件',
]

function valueless(
  at: ConditionAt,
  file: FlowAt,
  { figures }: Knowledge,
  today: CivilDate,
): readonly Fault[] {
  const condition = conditionIn(at)
  const named = (condition === undefined ? [] : leavesOf(condition)).flatMap((leaf) =>
    leaf.kind === 'compare' && leaf.with.kind === 'figure' ? [leaf.with.id] : [],
  )
  return named
    .filter((id) => figureOn(figures, id, today) === undefined)
    .map((id) =>
      file.faultAt(at.path, `${id} 今天没有值`, '在 figures.yaml 写上今天有效的一行，或换一个数字'),
    )
}

function tooMany(file: FlowAt, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  const { requirements, outcomes } = flowOf(file.value, knowledge)
  const lists: readonly (readonly [Path, Condition | undefined])[] = [
    ...requirements.map(({ states }, at) => [['requirements', at, 'entry'], whole(states)] as const),
    [['outcomes'], whole(outcomes)],
  ]
  const judging = { figures: knowledge.figures, asOf: today }
  return lists.flatMap(([path, condition]) => {
    const count =
      condition === undefined ? 1 : combinations(openInputs(condition, knowledge.inputs, new Map(), judging))
    return count <= mostCompletions
      ? []
      : [
          file.faultAt(
            path,
            `判断它要看 ${count} 种组合，最多 ${mostCompletions} 种`,
            '少读几题，或拆成两个条目、两个面谈',
          ),
        ]
  })
}
