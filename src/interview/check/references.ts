import { nearest, type Fault } from '../../knowledge/fault.js'
import { inForce } from '../../knowledge/figures.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { EntryId, InputId } from '../../values/ids.js'
import type { FlowAt, Path } from '../flow/flow-at.js'

/** What leads nowhere, stands twice, has no source, or can never be reached by the order of the list alone. */
export function referenceFaults(file: FlowAt, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  return [
    ...nameFault(file),
    ...sourceFaults(file, knowledge, today),
    ...twinFaults(file),
    ...requirementFaults(file, knowledge),
    ...orderFaults(file),
    ...apartFaults(file, knowledge),
    ...namedFaults(file, knowledge),
    ...armsFaults(file),
  ]
}

/** A file is found by its name. */
function nameFault(file: FlowAt): readonly Fault[] {
  const named = /([^/]+)\.yaml$/.exec(file.path)?.[1]
  return named === file.value.flow
    ? []
    : [file.faultAt(['flow'], `编号和文件名 ${named} 不一样`, '改成一样的')]
}

/** Whatever is said of a company rests on an entry, and that on its sources. */
function sourceFaults(file: FlowAt, { entries }: Knowledge, today: CivilDate): readonly Fault[] {
  const { entry: own, requirements, outcomes, remarks } = file.value
  const lists = { requirements, outcomes, remarks }
  const named = Object.entries(lists).flatMap(([list, rows]) =>
    rows.map(({ entry: id }, at) => ({ id, path: [list, at, 'entry'] })),
  )
  return [...(own === undefined ? [] : [{ id: own, path: ['entry'] }]), ...named].flatMap(({ id, path }) => {
    const entry = entries.get(id)
    if (entry === undefined) return [file.faultAt(path, ...noEntry(id, entries.keys()))]
    return inForce(entry, today)
      ? []
      : [
          file.faultAt(
            path,
            `条目 ${id} 今天不在有效期内，不能当依据`,
            '换成有效的条目，或改它的 since、until',
          ),
        ]
  })
}

function noEntry(id: EntryId, known: Iterable<string>): readonly [message: string, remedy: string] {
  const meant = nearest(id, known)
  return [
    `没有依据：没有叫 ${id} 的条目`,
    meant === undefined ? '先在 requirements/ 写这一条和它的来源' : `是不是想写 ${meant}`,
  ]
}

function twinFaults(file: FlowAt): readonly Fault[] {
  const { requirements, outcomes, remarks, prepare } = file.value
  return [
    ...twins(
      prepare.map((one) => one.id),
      (at) => ['prepare', at, 'id'],
      file,
    ),
    ...twins(
      requirements.map(({ entry }) => entry),
      (at) => ['requirements', at, 'entry'],
      file,
    ),
    ...twins(
      outcomes.map(({ id }) => id),
      (at) => ['outcomes', at, 'id'],
      file,
    ),
    ...twins(
      remarks.map(({ id }) => id),
      (at) => ['remarks', at, 'id'],
      file,
    ),
  ]
}

function twins(ids: readonly string[], pathOf: (at: number) => Path, file: FlowAt): readonly Fault[] {
  return ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [file.faultAt(pathOf(at), `${id} 写了两次`, '删掉一处，或换一个编号')],
  )
}

/** Without a condition there is nothing to meet: then somebody has to decide. */
function requirementFaults(file: FlowAt, { entries, conditions }: Knowledge): readonly Fault[] {
  return file.value.requirements.flatMap(({ entry, authority }, at) =>
    !entries.has(entry) || conditions.has(entry) || authority !== undefined
      ? []
      : [
          file.faultAt(
            ['requirements', at, 'entry'],
            `条目 ${entry} 没有写 met，没有什么可以符合`,
            '给条目写上 met，或在这里写 authority',
          ),
        ],
  )
}

/** The first outcome that holds is the one: what stands behind one that always holds is never reached. */
function orderFaults(file: FlowAt): readonly Fault[] {
  const { outcomes } = file.value
  const always = outcomes.findIndex(({ when }) => when === undefined)
  const last = outcomes.length - 1
  if (always < 0)
    return [
      file.faultAt(
        ['outcomes', last, 'when'],
        '结局有空当：前面都不成立时没有结局',
        '最后加一个不写 when 的结局',
      ),
    ]
  return always === last
    ? []
    : [
        file.faultAt(
          ['outcomes', always, 'id'],
          '这个结局没有写 when，后面的都到不了',
          '补上 when，或移到最后',
        ),
      ]
}

/** Two days can only be apart where both are asked for, by so many years. */
function apartFaults(file: FlowAt, { inputs, figures }: Knowledge): readonly Fault[] {
  const { questions, remarks } = file.value
  const isDay = (id: InputId): boolean => {
    const input = inputs.get(id)
    return questions.some((one) => one.input === id) && input?.type === 'quantity' && input.unit === 'date'
  }
  return remarks.flatMap(({ unlessApart: apart }, at) => {
    if (apart === undefined) return []
    const path = ['remarks', at, 'unlessApart']
    const isYears = figures.get(apart.figure)?.every(({ unit }) => unit === 'year') === true
    return [
      ...(['from', 'to'] as const)
        .filter((key) => !isDay(apart[key]))
        .map((key) => file.faultAt([...path, key], `${apart[key]} 不是这里问的日期`, '写一道问日期的题')),
      ...(isYears
        ? []
        : [
            file.faultAt(
              [...path, 'figure'],
              `${apart.figure} 不是几年的数字`,
              '写 figures.yaml 里按年计的数字',
            ),
          ]),
    ]
  })
}

/** A title takes the name of an option, which somebody has to be asked for. */
function namedFaults(file: FlowAt, { inputs }: Knowledge): readonly Fault[] {
  const { questions, outcomes } = file.value
  return outcomes.flatMap(({ named }, at) => {
    const isAsked = questions.some(({ input }) => input === named?.by)
    return named === undefined || (isAsked && inputs.get(named.by)?.type === 'choice')
      ? []
      : [
          file.faultAt(
            ['outcomes', at, 'named', 'by'],
            `${named.by} 不是这里问的单选题`,
            '写一道单选题的题号，或删掉 named',
          ),
        ]
  })
}

/** A day that nobody is asked for would never come, nor the button that waits for it. */
function armsFaults(file: FlowAt): readonly Fault[] {
  const { arms, outcomes } = file.value
  const known = Object.keys(arms?.events ?? {})
  return outcomes.flatMap((outcome, at) =>
    (outcome.arms?.needs ?? [])
      .filter((event) => !known.includes(event))
      .map((event) =>
        file.faultAt(
          ['outcomes', at, 'arms', 'needs'],
          `开头的 arms 里没有 ${event} 的日子`,
          known.length === 0 ? '在开头写 arms，或删掉这里的' : `有：${known.join('、')}`,
        ),
      ),
  )
}
