import type { Deadline } from '../../deadlines/deadline.js'
import { isClosed } from '../../deadlines/log.js'
import type { Matter } from '../../deadlines/matter.js'
import { deadlinesOf } from '../../deadlines/schedule.js'
import type { BulkDeed, BulkTarget } from '../../reply/bulk.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { MatterId } from '../../values/ids.js'
import type { Turn } from '../turn.js'
import { isBehind, lastMark } from '../matters/marks.js'
import { dueDay } from '../say/deadline.js'
import { lastEvent, maySettle, reachAround, watchedNamed } from '../matters/watching.js'

/** Whether a deed can be noted of one of those that are meant. */
export type Judged =
  | {
      readonly kind: 'fit'
      readonly target: BulkTarget
      readonly matter: Matter
      readonly deadline?: Deadline
    }
  | {
      readonly kind: 'unfit'
      readonly target: BulkTarget
      /** Undefined: it is watched here no more. */
      readonly matter?: Matter
      readonly deadline?: Deadline
      readonly why: Unfit
    }

export type Unfit =
  | { readonly kind: 'gone' | 'closed' | 'not-allowed' | 'none' }
  /** Done, given up, or marked as far already. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'noted'; readonly on: CivilDate }
  /** Would pass its last day. */
  | { readonly kind: 'past'; readonly due: CivilDate }

/** What is settled cannot be noted once more, and what only some may note is not noted by others. */
export function judgedFor(deed: BulkDeed, turn: Turn): (target: BulkTarget) => Judged {
  const find = deadlineFinder(turn)
  return (target) => {
    const matter = watchedNamed(target.matter, turn)?.matter
    if (matter === undefined) return { kind: 'unfit', target, why: { kind: 'gone' } }
    const deadline = find(target, matter)
    const found = { target, matter, ...(deadline !== undefined && { deadline }) }
    const why = unfitFor(deed, { ...found, turn })
    return why === undefined ? { kind: 'fit', ...found } : { kind: 'unfit', ...found, why }
  }
}

interface Found {
  readonly target: BulkTarget
  readonly matter: Matter
  readonly deadline?: Deadline
  readonly turn: Turn
}

function unfitFor(deed: BulkDeed, found: Found): Unfit | undefined {
  const { target, matter, deadline, turn } = found
  if (isClosed(matter)) return { kind: 'closed' }
  if (isForSome(deed) && !maySettle(matter.id, turn)) return { kind: 'not-allowed' }
  if (deadline === undefined && (deed.kind !== 'event' || target.rule !== undefined)) return { kind: 'none' }
  if (deadline !== undefined && deadline.state.kind !== 'open') return { kind: 'settled' }
  return deedUnfit(deed, found)
}

/** As of a single one: who has seen it says so for themselves, who settles it does so for all. */
export const isForSome = (deed: BulkDeed): boolean =>
  deed.kind === 'event' || (deed.kind === 'mark' && deed.mark === 'given-up')

function deedUnfit(deed: BulkDeed, { matter, deadline }: Found): Unfit | undefined {
  switch (deed.kind) {
    case 'event': {
      const { event, on } = deed
      return on !== undefined && lastEvent(matter, event)?.on === on ? { kind: 'noted', on } : undefined
    }
    case 'mark': {
      const last = deadline === undefined ? undefined : lastMark(matter, deadline.rule.id, deadline.cycle)
      return last !== undefined && isBehind(deed.mark, last.mark.kind) ? { kind: 'settled' } : undefined
    }
    case 'put-off': {
      const due = deadline === undefined ? undefined : dueDay(deadline)
      return due !== undefined && due < deed.until ? { kind: 'past', due } : undefined
    }
  }
}

/** The deadlines of a matter are worked out once, however many of them are meant. */
function deadlineFinder({ known, now }: Turn): (target: BulkTarget, matter: Matter) => Deadline | undefined {
  const worked = new Map<MatterId, readonly Deadline[]>()
  return ({ rule, cycle }, matter) => {
    const all = worked.get(matter.id) ?? deadlinesOf(matter, known.rules, reachAround(now.today))
    worked.set(matter.id, all)
    return all.find((one) => one.rule.id === rule && one.cycle === cycle)
  }
}
