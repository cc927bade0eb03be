import { readFileSync } from 'node:fs'
import { flowsFrom, type LoadedFlows } from '../../src/interview/load-flows.js'
import { contentsOf, readFiles } from '../../src/knowledge/files.js'
import { knowledgeOf } from '../../src/knowledge/knowledge.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { smallFiles, today } from '../knowledge/small.js'

const textOf = (name: string): string => readFileSync(new URL(`planted/${name}`, import.meta.url), 'utf8')

/** A flow without a fault over the small base and some entries of its own, with its cases. */
export const plantedFiles: readonly TextFile[] = [
  ...smallFiles,
  { path: 'flows/planted.yaml', text: textOf('flow.yaml') },
  { path: 'flows/planted.cases.yaml', text: textOf('cases.yaml') },
  { path: 'requirements/planted.yaml', text: textOf('requirements.yaml') },
]

/** Flows are checked on knowledge that was found sound: what is not a flow in these files is not checked again. */
export function loadedFlows(files: readonly TextFile[]): LoadedFlows {
  const [flows = [], base = []] = [true, false].map((are) =>
    files.filter(({ path }) => path.startsWith('flows/') === are),
  )
  const { files: read, faults } = readFiles(base)
  if (read === undefined)
    throw new Error(faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
  return flowsFrom(flows, knowledgeOf(contentsOf(read), 'planted', today), today)
}
