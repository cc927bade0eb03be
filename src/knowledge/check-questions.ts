import type { CivilDate } from '../values/civil-date.js'
import { answer, type Answer } from './answer.js'
import type { GoldenQuestion } from './entry.js'
import type { Fault } from './fault.js'
import type { Files } from './files.js'
import type { Knowledge } from './knowledge.js'

/** Golden questions whose first answer is not the one that was promised. */
export function questionFaults(files: Files, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  return files.questions.value.questions.flatMap((golden, at) => {
    const given = answer(golden.q, knowledge, { asOf: today })
    return keeps(golden, given)
      ? []
      : [files.questions.faultAt(['questions', at, 'q'], complaint(golden, given), remedy(golden))]
  })
}

/** An answered question may also be asked back, if the right entry is among the choices; a refusal must stay one. */
function keeps(golden: GoldenQuestion, given: Answer): boolean {
  if (golden.entry === undefined) return given.kind !== 'found'
  if (given.kind === 'ambiguous') return given.choices.some(({ id }) => id === golden.entry)
  return given.kind === 'found' && given.entry.id === golden.entry
}

function complaint({ q, entry, kind }: GoldenQuestion, given: Answer): string {
  return `“${q}”应当得到 ${entry ?? kind ?? ''}，现在是 ${given.kind === 'found' ? given.entry.id : given.kind}`
}

function remedy({ entry }: GoldenQuestion): string {
  return entry === undefined
    ? '在 scope.yaml 里加上这类问题，或收窄条目的别名'
    : `给 ${entry} 补别名或主题，或确认答案确实应当改变`
}
