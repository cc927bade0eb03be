import type { CivilDate } from '../../values/civil-date.js'
import type { EntryId } from '../../values/ids.js'
import {
  leavesOf,
  type Compared,
  type Comparison,
  type Condition,
  type Judging,
} from '../condition/condition.js'
import type { EntrySource as Entry } from '../entry.js'
import { figureOn, inForce } from '../figures.js'
import type { Knowledge } from '../knowledge.js'
import { figureMeasure, type Measure } from '../condition/measure.js'

/** Of which knowledge something is asked, as of which day, and after which entry. */
export interface Asked {
  readonly knowledge: Knowledge
  readonly asOf: CivilDate
  readonly topic?: EntryId
}

/** An entry that judges values: one quantity, or the day on which something is done. */
export interface Rule {
  readonly entry: Entry
  readonly judged: NonNullable<Entry['judged']>
  readonly condition: Condition
  readonly what: Compared
}

/** The rules in force that day; local ones are left out, since nobody says where the company is. */
export function rulesOf({ knowledge, asOf }: Asked): readonly Rule[] {
  return [...knowledge.entries.values()].flatMap((entry) => {
    const condition = knowledge.conditions.get(entry.id)
    const { judged, appliesTo } = entry
    if (judged === undefined || condition === undefined || !inForce(entry, asOf) || appliesTo.regions)
      return []
    const [first] = comparisonsOf(condition)
    return first === undefined ? [] : [{ entry, judged, condition, what: first.what }]
  })
}

export const comparisonsOf = (condition: Condition): readonly Comparison[] =>
  leavesOf(condition).filter((leaf) => leaf.kind === 'compare')

/** The figure as it is compared, as of the day. */
export function measureAgainst({ with: bound }: Comparison, { figures, asOf }: Judging): Measure | undefined {
  const figure = bound.kind === 'figure' ? figureOn(figures, bound.id, asOf) : undefined
  return figure && figureMeasure(figure, asOf)
}
