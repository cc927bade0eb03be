import type { CivilDate } from '../../values/civil-date.js'
import { authorityFaults } from './authority.js'
import { conditionFaults } from './conditions.js'
import { confirmFaults } from './confirms.js'
import { dateNotices, gapFaults } from './dates.js'
import { factFaults } from './facts.js'
import { figureFaults } from './figures.js'
import { referenceFaults } from './references.js'
import { questionFaults } from './questions.js'
import { sealFaults, sealNotices } from './seals.js'
import { sourceFaults } from './sources.js'
import { twinFaults } from './twins.js'
import { wordingFaults } from './wording.js'
import type { Fault } from '../fault.js'
import type { Files } from '../files.js'
import type { Knowledge } from '../knowledge.js'

export interface Checked {
  readonly faults: readonly Fault[]
  /** Worth an editor's eye, but no reason to keep the old version serving. */
  readonly notices: readonly Fault[]
}

/** What a schema cannot see: ids that lead nowhere, twins, figures typed twice, authority, wording, golden questions. */
export function checkAll(files: Files, knowledge: Knowledge, today: CivilDate): Checked {
  const faults = [
    ...twinFaults(files),
    ...referenceFaults(files),
    ...factFaults(files),
    ...sourceFaults(files),
    ...figureFaults(files, knowledge.figures, today),
    ...authorityFaults(files, knowledge.figures, today),
    ...sealFaults(files),
    ...wordingFaults(files, knowledge.figures, today),
    ...confirmFaults(files, knowledge.figures, today),
    ...gapFaults(files, knowledge, today),
    ...conditionFaults(files, knowledge, today),
  ]
  // Golden questions are asked only of a base whose parts fit together: else they repeat the same faults.
  return {
    faults: faults.length > 0 ? faults : questionFaults(files, knowledge, today),
    notices: [...dateNotices(files, today), ...sealNotices(files)],
  }
}
