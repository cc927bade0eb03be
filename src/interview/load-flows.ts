import { inFileOrder, type Fault } from '../knowledge/fault.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { TextFile, YamlFile } from '../knowledge/yaml-file.js'
import type { CivilDate } from '../values/civil-date.js'
import { caseRuns } from './cases/cases.js'
import type { CaseFile } from './cases/case-file.js'
import { caseFaults, coverageFaults } from './check/coverage.js'
import { conditionFaults } from './check/conditions.js'
import { questionFaults } from './check/questions.js'
import { referenceFaults } from './check/references.js'
import { textFaults } from './check/texts.js'
import { walkFaults, walkNotices } from './check/walk.js'
import { coverageOf, type Coverage } from './cases/coverage.js'
import type { FlowAt } from './flow/flow-at.js'
import { readFlowFiles, type FlowFiles } from './flow/flow-files.js'
import type { FlowSource } from './flow/flow-file.js'
import { flowOf } from './flow/flow-of.js'
import type { Flow } from './flow/flow.js'
import { flowsOf, type FlowContents, type Flows } from './flow/flows.js'
import { walkedOf, type Walked } from './walk/walk-days.js'

export type LoadedFlows =
  | {
      readonly ok: true
      readonly flows: Flows
      readonly contents: FlowContents
      /** Worth an editor's eye, but no reason to keep the old version serving. */
      readonly notices: readonly Fault[]
      readonly proofs: readonly Proof[]
    }
  | {
      readonly ok: false
      readonly faults: readonly Fault[]
      /** As far as flows could be walked: a drawing shows what no case reaches. */
      readonly proofs: readonly Proof[]
    }

/** What was proven of a flow: every interview that it can become, and what its cases reach of them. */
export interface Proof {
  readonly source: FlowSource
  readonly flow: Flow
  readonly walked: Walked
  readonly cases: number
  readonly coverage: Coverage
  readonly knowledge: Knowledge
}

/** Interviews from the texts of the flows folder, or every fault in them at once. Figures are taken as of `today`; `contents` hold for every day. */
export function flowsFrom(texts: readonly TextFile[], knowledge: Knowledge, today: CivilDate): LoadedFlows {
  const read = readFlowFiles(texts)
  if (!read.ok) return { ...read, proofs: [] }
  const { files } = read
  const faults = [
    ...twinFaults(files),
    ...strayCases(files),
    ...files.flows.flatMap((file) => writtenFaults(file, knowledge, today)),
  ]
  // Only a flow whose parts fit together can be walked: else the same faults come again.
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults), proofs: [] }
  const judged = files.flows.map((file) => judgedOf(file, casesFor(file, files), knowledge, today))
  const unproven = judged.flatMap((one) => one.faults)
  const proofs = judged.flatMap(({ proof }) => proof ?? [])
  if (unproven.length > 0) return { ok: false, faults: inFileOrder(unproven), proofs }
  const contents = { flows: files.flows.map(({ value }) => value) }
  const notices = judged.flatMap((one) => one.notices)
  return { ok: true, flows: flowsOf(contents, knowledge), contents, notices, proofs }
}

/** What can be told from the words of a flow alone. */
function writtenFaults(file: FlowAt, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  return [
    ...questionFaults(file, knowledge),
    ...conditionFaults(file, knowledge, today),
    ...referenceFaults(file, knowledge, today),
    ...textFaults(file, knowledge, today),
  ]
}

interface JudgedFlow {
  readonly faults: readonly Fault[]
  readonly notices: readonly Fault[]
  readonly proof?: Proof
}

/** What shows when a flow is walked and its cases are run. */
function judgedOf(
  file: FlowAt,
  cases: YamlFile<CaseFile> | undefined,
  knowledge: Knowledge,
  today: CivilDate,
): JudgedFlow {
  const flow = flowOf(file.value, knowledge)
  const { inputs, figures } = knowledge
  const walked = walkedOf(flow, { inputs, figures, asOf: today })
  const unreached = walkFaults(file, flow, walked, inputs)
  if (walked === undefined) return { faults: unreached, notices: [] }
  const runs = cases === undefined ? [] : caseRuns(flow, cases.value, knowledge)
  const coverage = coverageOf(flow, runs, { inputs, found: walked.found })
  const faults = [
    ...unreached,
    ...(cases === undefined ? [] : caseFaults(cases, runs)),
    ...(unreached.length > 0 ? [] : coverageFaults(file, coverage)),
  ]
  const proof = { source: file.value, flow, walked, cases: runs.length, coverage, knowledge }
  return { faults, notices: walkNotices(file, flow, walked), proof }
}

const casesFor = ({ value }: FlowAt, { cases }: FlowFiles): YamlFile<CaseFile> | undefined =>
  cases.find((file) => file.value.flow === value.flow)

function twinFaults({ flows, cases }: FlowFiles): readonly Fault[] {
  return [flows, cases].flatMap((files: readonly YamlFile<{ readonly flow: string }>[]) =>
    files.flatMap((file, at) => {
      const first = files.findIndex(({ value }) => value.flow === file.value.flow)
      return first === at
        ? []
        : [
            file.faultAt(
              ['flow'],
              `面谈 ${file.value.flow} 在 ${files[first]?.path} 已经有了`,
              '换一个编号，或删掉一处',
            ),
          ]
    }),
  )
}

function strayCases({ flows, cases }: FlowFiles): readonly Fault[] {
  return cases
    .filter(({ value }) => !flows.some((flow) => flow.value.flow === value.flow))
    .map((file) =>
      file.faultAt(['flow'], `没有叫 ${file.value.flow} 的面谈`, '改成 flows/ 里有的编号，或删掉这个文件'),
    )
}
