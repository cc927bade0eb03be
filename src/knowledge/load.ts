import type { CivilDate } from '../values/civil-date.js'
import { checkAll } from './check/check.js'
import { inFileOrder, type Fault } from './fault.js'
import { contentsOf, readFiles, type Contents } from './files.js'
import { knowledgeOf, type Knowledge } from './knowledge.js'
import type { TextFile } from './yaml-file.js'

export type Loaded =
  | {
      readonly ok: true
      readonly knowledge: Knowledge
      readonly contents: Contents
      readonly notices: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Knowledge from its files' text, or every fault in them at once. `version` is the content's digest; `today` is for review dates. */
export function knowledgeFrom(files: readonly TextFile[], version: string, today: CivilDate): Loaded {
  const read = readFiles(files)
  if (read.files === undefined) return { ok: false, faults: inFileOrder(read.faults) }
  const contents = contentsOf(read.files)
  const knowledge = knowledgeOf(contents, version, today)
  const { faults, notices } = checkAll(read.files, knowledge, today)
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults) }
  return { ok: true, knowledge, contents, notices: inFileOrder(notices) }
}
