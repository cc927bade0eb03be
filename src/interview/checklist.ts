import type { CivilDate } from '../values/civil-date.js'
import type { InputId } from '../values/ids.js'
import type { Answer } from './answers.js'
import type { NotedPaper } from './kept/interview.js'
import type { Judged } from './judged.js'
import { askedBy, isPrepared, papersOf, preparedPaper, type Paper } from './papers.js'
import { timelineOf } from './timeline.js'

/** One material to get ready: as the answers say it, or as it was noted since. */
export interface ChecklistItem {
  readonly paper: Pick<Paper, 'id' | 'name' | 'state' | 'severity'>
  readonly done: boolean
  readonly owner?: string
  /** Where nobody set one, the last day on which to hand in, if that is known. */
  readonly due?: CivilDate
}

/**
 * The materials of an interview in an order that stays as long as the answers do: first those that are asked for,
 * without what is not needed, then those of which nobody is asked.
 */
export function checklistOf(judged: Judged, noted: readonly NotedPaper[] = []): readonly ChecklistItem[] {
  const submitBy = submitByOf(judged)
  const asked = papersOf(judged).filter(({ state }) => state !== 'not-needed')
  const papers = asked.length === 0 ? [] : [...asked, ...judged.flow.prepare.map(preparedPaper)]
  return papers.map((paper) => {
    const note = noted.find((one) => one.paper === paper.id)
    const due = note?.due ?? submitBy
    return {
      paper,
      done: note?.done ?? paper.state === 'has',
      ...(note?.owner !== undefined && { owner: note.owner }),
      ...(due !== undefined && { due }),
    }
  })
}

function submitByOf(judged: Judged): CivilDate | undefined {
  const timeline = timelineOf(judged)
  return timeline.kind === 'application' ? timeline.back?.submitBy : undefined
}

/** With one thing noted anew, and all else as it was. */
export function withNote(noted: readonly NotedPaper[] = [], note: NotedPaper): readonly NotedPaper[] {
  const before = noted.find(({ paper }) => paper === note.paper)
  return [...noted.filter(({ paper }) => paper !== note.paper), { ...before, ...note }]
}

/**
 * The answers as they are once everything on the list is there that was asked for, where that is otherwise than they were given. Nothing
 * while something is missing: half of a list answers no question.
 */
export function answersByPapers(
  items: readonly ChecklistItem[],
  { position: { given } }: Pick<Judged, 'position'>,
): ReadonlyMap<InputId, Answer> {
  const asked = items.filter(({ paper }) => !isPrepared(paper.id))
  if (asked.some(({ done }) => !done)) return new Map()
  const got = asked.filter(({ paper }) => paper.state !== 'has').map(({ paper }) => askedBy(paper.id))
  const changed = new Map<InputId, Answer>()
  for (const { input, option } of got) {
    const before = changed.get(input) ?? given.get(input)
    const options = before?.kind === 'many' ? before.options : []
    changed.set(
      input,
      option === undefined
        ? { kind: 'yes-no', yes: true }
        : { kind: 'many', options: new Set([...options, option]) },
    )
  }
  return changed
}
