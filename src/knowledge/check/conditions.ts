import type { CivilDate } from '../../values/civil-date.js'
import { daysToCheck } from './dates.js'
import { judgedFault } from './judged.js'
import { combinations, mostCompletions, openInputs } from '../condition/completions.js'
import { namesOf, type Names } from '../condition/names.js'
import { leavesOf, type Condition } from '../condition/condition.js'
import type { EntrySource } from '../entry.js'
import { nearest, type Fault } from '../fault.js'
import { figureOn, inForce } from '../figures.js'
import type { Files } from '../files.js'
import type { Input } from '../condition/inputs.js'
import type { Knowledge } from '../knowledge.js'
import { readCondition } from '../condition/read-condition.js'
import { stateOf } from '../condition/state-of.js'
import type { YamlFile } from '../yaml-file.js'

interface Base extends Pick<Knowledge, 'inputs' | 'figures'> {
  readonly names: Names
  /** Today, and the later days on which something changes. */
  readonly days: ReturnType<typeof daysToCheck>
}

type Complaint = Pick<Fault, 'message' | 'remedy'>

/** Conditions that cannot be read or decided, what is said of them, and the inputs they read. */
export function conditionFaults(files: Files, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  const base = {
    ...knowledge,
    names: namesOf(knowledge.inputs, knowledge.figures),
    days: daysToCheck(knowledge, today),
  }
  return [
    ...files.entries.flatMap((file) =>
      file.value.entries.flatMap((entry, at) => entryFaults({ entry, at, file }, base)),
    ),
    ...inputFaults(files),
  ]
}

interface PlacedEntry {
  readonly entry: EntrySource
  readonly at: number
  readonly file: YamlFile<unknown>
}

function entryFaults({ entry, at, file }: PlacedEntry, base: Base): readonly Fault[] {
  const tell = (key: keyof EntrySource, complaint: Complaint): Fault =>
    file.faultAt(['entries', at, key], complaint.message, complaint.remedy)
  const severity = severityFault(entry)
  const read = entry.met === undefined ? undefined : readCondition(entry.met, base.names)
  const judged = judgedFault(entry, read?.ok ? read.condition : undefined)
  const told = [
    ...(severity === undefined ? [] : [tell(severity.key, severity)]),
    ...(judged === undefined ? [] : [tell('judged', judged)]),
  ]
  if (read === undefined) return told
  if (!read.ok)
    return [...told, ...read.faults.map((fault) => file.faultWithin(['entries', at, 'met'], fault.at, fault))]
  const decided = decisionFault(read.condition, entry, base)
  return decided === undefined ? told : [...told, tell('met', decided)]
}

/** What a condition says of itself: how binding it is and, if it is law, what it blocks. */
function severityFault({
  met,
  severity,
  blocks,
}: EntrySource): (Complaint & { readonly key: keyof EntrySource }) | undefined {
  if (met === undefined && severity !== undefined)
    return { key: 'severity', message: '写了 severity，没有写 met', remedy: '补上条件，或删掉 severity' }
  if (met !== undefined && severity === undefined)
    return {
      key: 'met',
      message: '写了 met，没有写 severity',
      remedy: '补上 severity: law、practice 或 advice',
    }
  if (severity === 'law' && blocks === undefined)
    return {
      key: 'severity',
      message: 'law 没有写 blocks',
      remedy: '补上 blocks: application、operation 或 nothing',
    }
  if (severity !== 'law' && blocks !== undefined)
    return { key: 'blocks', message: '只有 law 才能挡住什么', remedy: '删掉 blocks，或把 severity 改成 law' }
  return undefined
}

/** A condition must be decidable in reasonable time, and some answers must meet it and others not. */
function decisionFault(condition: Condition, entry: EntrySource, base: Base): Complaint | undefined {
  const gap = figureGap(condition, entry, base)
  if (gap !== undefined) return gap
  const company = { inputs: base.inputs, figures: base.figures, given: new Map(), asOf: base.days[0] }
  const open = openInputs(condition, company.inputs, company.given, company)
  const count = combinations(open)
  if (count > mostCompletions)
    return {
      message: `条件有 ${count} 种组合，最多 ${mostCompletions} 种`,
      remedy: '拆成两个条目，各判断一部分',
    }
  const { state } = stateOf(condition, company)
  if (open.length === 0 || state === 'unknown') return undefined
  const always = state === 'met' ? '总是符合' : '总是不符合'
  return { message: `不管怎么回答都${always}`, remedy: '检查比较的方向和“并且”“或者”' }
}

/** A figure that has no value on a day when the entry is in force: the condition could not be decided then. */
function figureGap(condition: Condition, entry: EntrySource, base: Base): Complaint | undefined {
  const ids = leavesOf(condition).flatMap((leaf) =>
    leaf.kind === 'compare' && leaf.with.kind === 'figure' ? [leaf.with.id] : [],
  )
  for (const day of base.days.filter((one) => inForce(entry, one))) {
    const missing = ids.find((id) => figureOn(base.figures, id, day) === undefined)
    if (missing !== undefined)
      return {
        message: `${missing} 在 ${day} 没有值`,
        remedy: '在 figures.yaml 给它写上那天有效的一行，或改条目的 since、until',
      }
  }
  return undefined
}

/** Names that conditions use for something else. */
const reserved: readonly string[] = ['figure', 'today']

function inputFaults({ inputs, words }: Files): readonly Fault[] {
  const { subjects, aspects } = words.value
  const known = [...subjects, ...aspects].map(({ id }) => id)
  const concepts = new Set<string>(known)
  return inputs.value.inputs.flatMap((input, at) => [
    ...(reserved.includes(input.id)
      ? [inputs.faultAt(['inputs', at, 'id'], `${input.id} 在条件里另有意思`, '换一个编号')]
      : []),
    ...conceptLists(input).flatMap(({ path, ids }) =>
      ids.flatMap((id, place) => {
        if (concepts.has(id)) return []
        const meant = nearest(id, known)
        const remedy = meant === undefined ? '先在 words.yaml 添加它' : `是不是想写 ${meant}`
        return [inputs.faultAt(['inputs', at, ...path, 'concepts', place], `没有叫 ${id} 的主题`, remedy)]
      }),
    ),
  ])
}

interface ConceptList {
  readonly path: readonly (string | number)[]
  readonly ids: readonly string[]
}

function conceptLists(input: Input): readonly ConceptList[] {
  const options = 'options' in input ? input.options : []
  return [
    { path: [], ids: input.concepts },
    ...options.map(({ concepts }, at) => ({ path: ['options', at], ids: concepts })),
  ]
}
