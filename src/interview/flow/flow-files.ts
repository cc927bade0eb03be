import { inFileOrder, type Fault } from '../../knowledge/fault.js'
import { yamlReader, type TextFile, type YamlFile } from '../../knowledge/yaml-file.js'
import { caseFile, type CaseFile } from '../cases/case-file.js'
import { flowFile, type FlowSource } from './flow-file.js'

/** The files about interviews, by what editors call them, with their schema. */
export const flowSchemas = { flow: flowFile, cases: caseFile } as const

export interface FlowFiles {
  readonly flows: readonly YamlFile<FlowSource>[]
  readonly cases: readonly YamlFile<CaseFile>[]
}

export type ReadFlows =
  { readonly ok: true; readonly files: FlowFiles } | { readonly ok: false; readonly faults: readonly Fault[] }

const flowPath = /^flows\/[^/.]+\.yaml$/
const casesPath = /^flows\/[^/.]+\.cases\.yaml$/

/** Every fault of syntax and shape at once. */
export function readFlowFiles(texts: readonly TextFile[]): ReadFlows {
  const { faults, read } = yamlReader(texts)
  faults.push(...texts.filter(({ path }) => !flowPath.test(path) && !casesPath.test(path)).map(misplaced))
  const files = { flows: read(flowPath, flowSchemas.flow), cases: read(casesPath, flowSchemas.cases) }
  return faults.length > 0 ? { ok: false, faults: inFileOrder(faults) } : { ok: true, files }
}

function misplaced({ path }: TextFile): Fault {
  return {
    file: path,
    line: 1,
    column: 1,
    message: '不知道这个文件是什么',
    remedy: '面谈写成 flows/编号.yaml，例题写成 flows/编号.cases.yaml，别的删掉',
  }
}
