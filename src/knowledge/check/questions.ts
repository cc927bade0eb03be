import type { CivilDate } from '../../values/civil-date.js'
import { answer } from '../answer.js'
import type { Answer } from '../answer-kinds.js'
import { daysToCheck } from './dates.js'
import type { GoldenQuestion } from '../asking-files.js'
import type { Fault } from '../fault.js'
import type { Files } from '../files.js'
import { inForce } from '../figures.js'
import { onDaySteps, type Knowledge } from '../knowledge.js'
import { finished } from '../steps.js'

/** Golden questions whose first answer is not the one that was promised, on the first day on which it is not. */
export function questionFaults(files: Files, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  const told = new Set<number>()
  return daysToCheck(knowledge, today).flatMap((day) => {
    const then = day === today ? knowledge : finished(onDaySteps(knowledge, day))
    return knowledge.golden.flatMap((golden, at) => {
      if (told.has(at) || !isPromised(golden, then, day)) return []
      const given = answer(golden.q, then, { asOf: day })
      if (keeps(golden, given)) return []
      told.add(at)
      const when = day === today ? '现在' : `到 ${day} 那天`
      return [files.questions.faultAt(['questions', at, 'q'], complaint(golden, given, when), remedy(golden))]
    })
  })
}

/** An entry answers only while it is in force. */
function isPromised({ entry }: GoldenQuestion, { entries }: Knowledge, day: CivilDate): boolean {
  const promised = entry === undefined ? undefined : entries.get(entry)
  return promised === undefined || inForce(promised, day)
}

/** An answered question may also be asked back, if the right entry is among the choices; a refusal must stay one. */
function keeps(golden: GoldenQuestion, given: Answer): boolean {
  if (golden.entry === undefined) return given.kind !== 'found'
  if (given.kind === 'ambiguous') return given.choices.some(({ id }) => id === golden.entry)
  return given.kind === 'found' && given.entry.id === golden.entry
}

function complaint({ q, entry, kind }: GoldenQuestion, given: Answer, when: string): string {
  return `“${q}”应当得到 ${entry ?? kind ?? ''}，${when}是 ${given.kind === 'found' ? given.entry.id : given.kind}`
}

function remedy({ entry }: GoldenQuestion): string {
  return entry === undefined
    ? '在 scope.yaml 里加上这类问题，或收窄条目的别名'
    : `给 ${entry} 补别名或主题，或确认答案确实应当改变`
}
