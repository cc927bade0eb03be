import type { CivilDate } from '../values/civil-date.js'
import { referenceFaults } from './check-references.js'
import { questionFaults } from './check-questions.js'
import { twinFaults } from './check-twins.js'
import { wordingFaults } from './check-wording.js'
import type { Fault } from './fault.js'
import type { Files } from './files.js'
import type { Knowledge } from './knowledge.js'

export interface Checked {
  readonly faults: readonly Fault[]
  /** Worth an editor's eye, but no reason to keep the old version serving. */
  readonly notices: readonly Fault[]
}

/** What a schema cannot see: ids that lead nowhere, twins, figures typed twice, wording, golden questions. */
export function checkAll(files: Files, knowledge: Knowledge, today: CivilDate): Checked {
  const faults = [
    ...twinFaults(files),
    ...referenceFaults(files),
    ...wordingFaults(files, knowledge.figures, today),
  ]
  // Golden questions are asked only of a base whose parts fit together: else they repeat the same faults.
  return {
    faults: faults.length > 0 ? faults : questionFaults(files, knowledge, today),
    notices: reviewNotices(files, today),
  }
}

function reviewNotices(files: Files, today: CivilDate): readonly Fault[] {
  return files.entries.flatMap((file) =>
    file.value.entries.flatMap((entry, at) =>
      entry.reviewBy < today
        ? [
            file.faultAt(
              ['entries', at, 'reviewBy'],
              `${entry.id} 该核对了（${entry.reviewBy}）`,
              '核对依据后更新 checked 和 reviewBy',
            ),
          ]
        : [],
    ),
  )
}
