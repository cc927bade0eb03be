import type { Fault } from '../../knowledge/fault.js'
import type { Input, Inputs } from '../../knowledge/condition/inputs.js'
import type { EntryId } from '../../values/ids.js'
import type { Flow, Question, RequirementState } from '../flow/flow.js'
import { readBy } from '../decision-list.js'
import type { FlowAt } from '../flow/flow-at.js'
import { mostStates } from '../walk/walk.js'
import { blocksApplication } from '../result.js'
import type { Walked } from '../walk/walk-days.js'
import type { Found } from '../walk/walk-found.js'

/** What no interview comes to, however it is answered: a question, an option, a state, an end. */
export function walkFaults(
  file: FlowAt,
  flow: Flow,
  walked: Walked | undefined,
  inputs: Inputs,
): readonly Fault[] {
  if (walked === undefined)
    return [file.faultAt(['flow'], `答法太多，归并成 ${mostStates} 种还走不完`, '拆成两个面谈')]
  const { found } = walked
  return [
    ...flow.questions.flatMap((question, at) => [
      ...neverAsked(question, flow, found).map((complaint) =>
        file.faultAt(['questions', at, 'input'], ...complaint),
      ),
      ...deadOptions(question, inputs.get(question.input), found).map((complaint) =>
        file.faultAt(['questions', at, 'input'], ...complaint),
      ),
    ]),
    ...requirementFaults(file, flow, found),
    ...flow.outcomes.flatMap(({ then }, at) =>
      found.outcomes.has(then.id)
        ? []
        : [
            file.faultAt(
              ['outcomes', at, 'id'],
              `结局 ${then.id} 怎么回答都到不了`,
              '前面的结局把它盖住了：调整顺序，或改正 when',
            ),
          ],
    ),
    ...(found.undecided.has('outcomes')
      ? [file.faultAt(['outcomes'], '每一题都答了，结局还是定不下来', '结局读的题要问到：放宽那一题的 when')]
      : []),
    ...flow.remarks.flatMap(({ id, when }, at) =>
      when === undefined || found.remarks.has(id)
        ? []
        : [file.faultAt(['remarks', at, 'when'], '怎么回答都说不到这一句', '改正 when，或删掉它')],
    ),
  ]
}

type Complaint = readonly [message: string, remedy: string]

function neverAsked({ input, use }: Question, flow: Flow, { asked }: Found): readonly Complaint[] {
  if (asked.has(input)) return []
  const read = [flow.outcomes, ...flow.requirements.map(({ states }) => states)].flatMap((list) =>
    readBy<unknown>(list),
  )
  return use === undefined && !read.includes(input)
    ? [[`${input} 答了没有用：没有要求和结局读它`, '删掉这一题，或写 use: note 说明为什么问']]
    : [[`${input} 怎么回答都问不到`, '改正 when，或把它移到它读的题后面']]
}

/** Of several options that may be ticked: one that nothing turns on and that no result repeats. */
function deadOptions(
  { input: id, use }: Question,
  input: Input | undefined,
  { asked, options }: Found,
): readonly Complaint[] {
  if (input?.type !== 'many' || use !== undefined || !asked.has(id)) return []
  return input.options
    .filter((option) => options.get(id)?.has(option.id) !== true)
    .map(({ zh }) => [`选项“${zh}”勾不勾都一样`, '让一个要求读它，或从 inputs.yaml 删掉它，或写 use: note'])
}

function requirementFaults(file: FlowAt, flow: Flow, found: Found): readonly Fault[] {
  return flow.requirements.flatMap((requirement, at) => {
    const { entry, met } = requirement
    const source = file.value.requirements[at]
    const reached = found.requirements.get(entry) ?? new Set()
    const fault = (key: string, ...complaint: Complaint): readonly Fault[] => [
      file.faultAt(['requirements', at, key], ...complaint),
    ]
    if (found.undecided.has(entry) && blocksApplication(requirement))
      return fault('entry', ...leftOpen(entry))
    if (!applies(reached)) return fault('entry', `${entry} 永远用不上`, '改正 when，或删掉它')
    if (met !== undefined && !reached.has('met'))
      return fault('entry', `${entry} 永远不会符合`, '检查条目的 met 和这里的 when、authority')
    if (!reached.has('unmet') && !reached.has('authority-decides'))
      return fault('entry', `${entry} 永远不会不符合`, '检查条目的 met 和这里的 when；总是符合的不用问')
    return [
      ...(source?.when !== undefined && !reached.has('not-applicable')
        ? fault('when', '这个 when 总是成立', '删掉它，或改正条件')
        : []),
      ...(source?.authority !== undefined && !reached.has('authority-decides')
        ? fault('authority', '怎么回答都轮不到机关决定', '删掉 authority，或改正条件')
        : []),
    ]
  })
}

/** What changes no verdict may stay open, where asking on would be asking in vain. */
export function walkNotices(file: FlowAt, flow: Flow, { found }: Walked): readonly Fault[] {
  return flow.requirements.flatMap((requirement, at) =>
    found.undecided.has(requirement.entry) && !blocksApplication(requirement)
      ? [file.faultAt(['requirements', at, 'entry'], ...leftOpen(requirement.entry))]
      : [],
  )
}

const leftOpen = (entry: EntryId): Complaint => [
  `每一题都答了，${entry} 也可能定不下来`,
  '它读的题有时不问：给它写同样的 when，或放宽那一题的 when',
]

const applies = (reached: ReadonlySet<RequirementState>): boolean =>
  reached.has('met') || reached.has('unmet') || reached.has('authority-decides')
