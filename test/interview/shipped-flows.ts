import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { caseFile, type CaseFile } from '../../src/interview/cases/case-file.js'
import { flowFile } from '../../src/interview/flow/flow-file.js'
import { flowOf } from '../../src/interview/flow/flow-of.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import { parseYamlFile, type Parsed, type TextFile, type YamlFile } from '../../src/knowledge/yaml-file.js'
import { shipped } from '../knowledge/shipped.js'

const folder = fileURLToPath(new URL('../../flows/', import.meta.url))

export const flowTexts: readonly TextFile[] = readdirSync(folder)
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path: `flows/${path}`, text: readFileSync(folder + path, 'utf8') }))

const isCases = (path: string): boolean => path.endsWith('.cases.yaml')

/** The interviews that ship, on the knowledge that ships. */
export const shippedFlows: readonly Flow[] = flowTexts
  .filter(({ path }) => !isCases(path))
  .map((text) => flowOf(sound(parseYamlFile(text, flowFile)).value, shipped))

export const shippedCases: readonly YamlFile<CaseFile>[] = flowTexts
  .filter(({ path }) => isCases(path))
  .map((text) => sound(parseYamlFile(text, caseFile)))

export function flowNamed(id: string): Flow {
  const flow = shippedFlows.find((one) => one.id === id)
  if (flow === undefined) throw new Error(`no flow ${id}`)
  return flow
}

function sound<T>(parsed: Parsed<T>): YamlFile<T> {
  if (parsed.ok) return parsed.file
  throw new Error(parsed.faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
}
