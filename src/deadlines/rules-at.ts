import type { Fault } from '../knowledge/fault.js'
import type { DeadlineFiles } from './deadline-files.js'
import type { RuleSource } from './rule-file.js'

/** A rule as it was written, and how to tell a fault in one of its parts. */
export interface RuleAt {
  readonly file: string
  readonly source: RuleSource
  readonly faultAt: (path: readonly (string | number)[], message: string, remedy: string) => Fault
}

/** Every rule of every file. */
export function rulesAt({ rules }: Pick<DeadlineFiles, 'rules'>): readonly RuleAt[] {
  return rules.flatMap((file) =>
    file.value.rules.map((source, at) => ({
      file: file.path,
      source,
      faultAt: (path, message, remedy) => file.faultAt(['rules', at, ...path], message, remedy),
    })),
  )
}
