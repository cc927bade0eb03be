import type { RuleContents, Rules } from '../deadlines/rules.js'
import type { FlowContents, Flows } from '../interview/flow/flows.js'
import type { Contents } from '../knowledge/files.js'
import type { Knowledge, Learnt } from '../knowledge/knowledge.js'

/** All that editors write, ready to be used: of one version of the files. */
export interface Content {
  readonly knowledge: Knowledge
  readonly rules: Rules
  readonly flows: Flows
}

/** The same as it was read: plain data, which can be kept in a file and sent to another thread. */
export interface ReadContents {
  readonly contents: Contents
  /** Of the contents. */
  readonly learnt: Learnt
  readonly rules: RuleContents
  readonly flows: FlowContents
}
