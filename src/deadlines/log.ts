import type { Instant } from '../values/civil-date.js'
import type { CycleId, EventKind, RuleId } from '../values/ids.js'
import type { Mark, Matter, Noted } from './matter.js'

export type Happened = Extract<Noted, { readonly kind: 'event' }>

/** The log without what was taken back. Taking back can be taken back as well. */
export function standing({ log }: Matter): readonly Noted[] {
  const gone = new Set<number>()
  // From the end: whether an entry holds is known before what it takes back is looked at.
  for (let at = log.length - 1; at >= 0; at -= 1) {
    const entry = log[at]
    if (entry?.kind === 'taken-back' && !gone.has(at)) gone.add(entry.entry)
  }
  return log.filter((_, at) => !gone.has(at))
}

/** What happened, in the order in which it was noted. */
export function eventsOf(matter: Matter): readonly Happened[] {
  return standing(matter).filter((entry) => entry.kind === 'event')
}

export type Events = ReadonlyMap<EventKind, Happened>

/** Of each kind the newest. */
export const newestOf = (events: readonly Happened[]): Events =>
  new Map(events.map((event) => [event.event, event]))

/** Closed, and nothing has happened since. */
export function isClosed(matter: Matter): boolean {
  return standing(matter).findLast(({ kind }) => kind === 'closed' || kind === 'event')?.kind === 'closed'
}

/** How far the work on a cycle of a rule is, as it was last said. */
export function markOf(
  matter: Matter,
  rule: RuleId,
  cycle: CycleId,
): (Mark & { readonly noted: Instant }) | undefined {
  const marked = standing(matter).findLast(
    (entry) => entry.kind === 'marked' && entry.rule === rule && entry.cycle === cycle,
  )
  return marked?.kind === 'marked' ? { ...marked.mark, noted: marked.at } : undefined
}
