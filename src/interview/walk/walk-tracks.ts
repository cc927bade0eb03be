import type { Value } from '../../knowledge/condition/inputs.js'
import type { EntryId, InputId } from '../../values/ids.js'
import { diagramOf, type Diagram } from './diagram.js'
import { readBy, type DecisionList } from '../decision-list.js'
import type { Flow } from '../flow/flow.js'
import type { Asking } from '../replay.js'
import { blocksApplication } from '../result.js'

/** One decision of a flow, followed through its questions. */
export interface Track {
  readonly of: Decides
  readonly diagram: Diagram<string>
  readonly reads: ReadonlySet<InputId>
  /** The place of the first question that it reads. */
  readonly from: number
  /** The place of the question after which it is over and may be forgotten; before the first: -1. */
  readonly until: number
}

export type Decides =
  | { readonly kind: 'requirement'; readonly entry: EntryId; readonly blocks: boolean }
  | { readonly kind: 'outcomes' }
  /** Of the question in that place: whether it is asked, or answered by what was said before. */
  | { readonly kind: 'when' | 'implied'; readonly place: number }
  | { readonly kind: 'remark'; readonly id: string }

/** Everything that is decided in a flow, results by name. */
export function tracksOf(
  { questions, requirements, outcomes, remarks }: Flow,
  classes: ReadonlyMap<InputId, readonly Value[]>,
  asking: Asking,
): readonly Track[] {
  const places = new Map(questions.map(({ input }, place) => [input, place]))
  const track = (of: Decides, list: DecisionList<string>, until?: number): Track => {
    const reads = readBy(list)
    const read = reads.map((input) => places.get(input) ?? -1)
    return {
      of,
      diagram: diagramOf(list, classes, asking),
      reads: new Set(reads),
      from: read.length > 0 ? Math.min(...read) : 0,
      until: until ?? Math.max(-1, ...read),
    }
  }
  return [
    ...requirements.map((one) =>
      track({ kind: 'requirement', entry: one.entry, blocks: blocksApplication(one) }, one.states),
    ),
    // Kept to the end: the verdict rests on them.
    track(
      { kind: 'outcomes' },
      outcomes.map(({ then, ...rest }) => ({ ...rest, then: then.id })),
      questions.length,
    ),
    ...questions.flatMap(({ when, implied }, place) => [
      ...(when === undefined ? [] : [track({ kind: 'when', place }, yesWhere(when), place)]),
      ...(implied === undefined ? [] : [track({ kind: 'implied', place }, yesWhere(implied.when), place)]),
    ]),
    ...remarks.flatMap(({ id, when }) =>
      when === undefined ? [] : [track({ kind: 'remark', id }, yesWhere(when))],
    ),
  ]
}

export const yes = 'yes'

const yesWhere = (when: NonNullable<Flow['questions'][number]['when']>): DecisionList<string> => [
  { when, then: yes },
  { then: 'no' },
]
