import { china, dayAt, type CivilDate } from '../values/civil-date.js'
import type { Deadline } from './deadline.js'
import { standing } from './log.js'
import type { Matter } from './matter.js'

/** Days on which a deadline was to be left alone; the first one is among them, the last one is not. */
export interface Silence {
  readonly from: CivilDate
  readonly to: CivilDate
}

/**
 * From the day on which it was put off until it comes back, or given up until somebody took it up again; whatever was said
 * of it meanwhile ends it. What fell before that day and was not said is not covered: it was missed, not put off.
 */
export function silencesOf(
  matter: Matter,
  { rule, cycle }: Pick<Deadline, 'rule' | 'cycle'>,
): readonly Silence[] {
  const marks = standing(matter).flatMap((entry) =>
    entry.kind === 'marked' && entry.rule === rule.id && entry.cycle === cycle ? [entry] : [],
  )
  return marks.flatMap(({ mark, at }, place): readonly Silence[] => {
    const next = marks[place + 1]
    const ended = next && dayAt(next.at, china)
    const to = mark.kind === 'snoozed' ? earlierOf(mark.until, ended) : ended
    const silent = mark.kind === 'snoozed' || mark.kind === 'given-up'
    return silent && to !== undefined ? [{ from: dayAt(at, china), to }] : []
  })
}

export const isSilent = (on: CivilDate, silences: readonly Silence[]): boolean =>
  silences.some(({ from, to }) => from <= on && on < to)

const earlierOf = (a: CivilDate, b: CivilDate | undefined): CivilDate => (b !== undefined && b < a ? b : a)
