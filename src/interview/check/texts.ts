import { knownTexts, typedFaults } from '../../knowledge/check/figures.js'
import { internalIdFault, traditionalFault, voiceFaults } from '../../knowledge/check/wording.js'
import type { TextAt } from '../../knowledge/entry-texts.js'
import type { Fault } from '../../knowledge/fault.js'
import { figureOn, figuresIn, filled } from '../../knowledge/figures.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { FlowAt, Path } from '../flow/flow-at.js'

/** On a telephone one button shows about so many characters in its row; all platforms take more. */
const buttonLimit = 20
const askLimit = 40
const helpLimit = 100
const saysLimit = 160

interface Limited extends TextAt {
  readonly what: string
  readonly limit: number
}

/** What people would read: short enough for a telephone, in one voice, without typed figures and ids. */
export function textFaults(file: FlowAt, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  const known = knownTexts(knowledge.figures, today)
  const ids = internalIds(file, knowledge)
  return [...textsOf(file), ...buttonsOf(file, knowledge)].flatMap((text) => [
    ...voiceFaults(text),
    ...traditionalFault(text),
    ...internalIdFault(text, ids),
    ...typedFaults(text, known),
    ...figureFaults(text, knowledge, today),
    ...lengthFault(text, knowledge, today),
  ])
}

function textsOf(file: FlowAt): readonly Limited[] {
  const { title, intro, invite, questions, requirements, outcomes, prepare, remarks } = file.value
  const at = (text: string, path: Path, what: string, limit: number): Limited => ({
    text,
    what,
    limit,
    fault: (message, remedy) => file.faultAt(path, message, remedy),
  })
  return [
    at(title, ['title'], '标题', buttonLimit),
    at(intro, ['intro'], '开头', saysLimit),
    at(invite, ['invite'], '按钮', buttonLimit),
    ...questions.flatMap(({ topic, ask, help, lookUp, explain, change }, place) => [
      at(topic, ['questions', place, 'topic'], '段名', buttonLimit),
      at(ask, ['questions', place, 'ask'], '问题', askLimit),
      at(help, ['questions', place, 'help'], '说明', helpLimit),
      at(lookUp, ['questions', place, 'lookUp'], '去哪里查', helpLimit),
      ...(explain === undefined ? [] : [at(explain, ['questions', place, 'explain'], '解释', helpLimit)]),
      ...(change === undefined
        ? []
        : [at(change.how, ['questions', place, 'change', 'how'], '怎么改', helpLimit)]),
    ]),
    ...requirements.flatMap(({ name }, place) =>
      name === undefined ? [] : [at(name, ['requirements', place, 'name'], '要求的名字', buttonLimit)],
    ),
    ...outcomes.flatMap(({ title: name, named, says }, place) => [
      at(name, ['outcomes', place, 'title'], '结局的标题', buttonLimit),
      ...(['before', 'after'] as const).flatMap((part) =>
        named === undefined
          ? []
          : [at(named[part], ['outcomes', place, 'named', part], '结局的标题', buttonLimit)],
      ),
      at(says, ['outcomes', place, 'says'], '结局的话', saysLimit),
    ]),
    ...prepare.map(({ name }, place) => at(name, ['prepare', place, 'name'], '材料', askLimit)),
    ...remarks.map(({ says }, place) => at(says, ['remarks', place, 'says'], '另外说的话', saysLimit)),
  ]
}

/** The labels of a question, and the names of options that have none: told where the question stands. */
function buttonsOf(file: FlowAt, { inputs }: Knowledge): readonly Limited[] {
  return file.value.questions.flatMap(({ input: id, labels }, place) => {
    const input = inputs.get(id)
    const at = (text: string, path: Path): Limited => ({
      text,
      what: '按钮',
      limit: buttonLimit,
      fault: (message, remedy) => file.faultAt(['questions', place, ...path], message, remedy),
    })
    const named = input !== undefined && 'options' in input ? input.options : []
    return [
      ...Object.entries(labels).map(([option, text]) => at(text, ['labels', option])),
      // What stands in brackets behind a name is not on the button.
      ...named
        .filter((option) => !(option.id in labels))
        .map(({ zh }) => at(zh.replace(/（.*）$/, ''), ['input'])),
    ]
  })
}

function lengthFault(
  { text, what, limit, fault }: Limited,
  { figures }: Knowledge,
  today: CivilDate,
): readonly Fault[] {
  const { length } = filled(text, figures, today)
  const remedy = what === '按钮' ? '用 labels 写一个短的说法' : '删掉能省的字'
  return length > limit
    ? [fault(`${what}“${text.slice(0, 12)}…”有 ${length} 个字，最多 ${limit} 个`, remedy)]
    : []
}

function figureFaults({ text, fault }: TextAt, { figures }: Knowledge, today: CivilDate): readonly Fault[] {
  return figuresIn(text)
    .filter((id) => figureOn(figures, id, today) === undefined)
    .map((id) =>
      figures.has(id)
        ? fault(`${id} 今天没有值`, '在 figures.yaml 写上今天有效的一行')
        : fault(`没有叫 ${id} 的数字`, '先在 figures.yaml 添加它，或改成已有的编号'),
    )
}

function internalIds({ value }: FlowAt, { entries, sources, inputs }: Knowledge): ReadonlySet<string> {
  const own = [...value.outcomes, ...value.remarks].map(({ id }) => id)
  const ids = [...entries.keys(), ...sources.keys(), ...inputs.keys(), ...own, value.flow]
  return new Set(ids.filter((id) => /[.-]/.test(id)))
}
