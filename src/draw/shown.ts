import type { Deadline, Reminder } from '../deadlines/deadline.js'
import type { Matter } from '../deadlines/matter.js'
import type { Rules } from '../deadlines/rules.js'
import type { Said } from '../deadlines/watch.js'
import type { Figures } from '../knowledge/figures.js'
import { china, dayAt, type CivilDate } from '../values/civil-date.js'
import type { Faces } from './face.js'

/** One deadline with what one chat was and will be told of it. */
export interface ShownDeadline {
  readonly deadline: Deadline
  /** In order. */
  readonly reminders: readonly Reminder[]
  /** Of this chat; lines of other deadlines may be among them. */
  readonly said: readonly Said[]
}

export interface ShownMatter {
  readonly matter: Matter
  readonly deadlines: readonly ShownDeadline[]
}

/** What every picture is drawn with. */
export interface Drawing {
  readonly today: CivilDate
  readonly rules: Rules
  readonly figures: Figures
  readonly faces: Faces
}

/** The day of a deadline, where there is one to count to. */
export function dueDayOf({ due }: Deadline): CivilDate | undefined {
  return due.kind === 'day' || due.kind === 'moment' ? due.on : undefined
}

/** A deadline's reminders without those that a snooze keeps from being said. */
export function spokenOf({ deadline, reminders }: Omit<ShownDeadline, 'said'>): readonly Reminder[] {
  const { state } = deadline
  if (state.kind !== 'open' || state.mark?.kind !== 'snoozed') return reminders
  const { noted, until } = state.mark
  const from = dayAt(noted, china)
  return reminders.filter(({ on }) => on <= from || on >= until)
}

/** Of those still open the one that falls first, the overdue before all; without a day last. */
export function nearestOf(deadlines: readonly ShownDeadline[]): ShownDeadline | undefined {
  const key = ({ deadline }: ShownDeadline): string => dueDayOf(deadline) ?? '9999'
  return deadlines
    .filter(({ deadline }) => deadline.state.kind === 'open')
    .toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))[0]
}
