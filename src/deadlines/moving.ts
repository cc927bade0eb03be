import { daysAfter, earliestDay, type CivilDate } from '../values/civil-date.js'
import type { Deadline } from './deadline.js'
import type { Nominal } from './nominal.js'
import type { Hardness } from './rule.js'
import { isKnownBetween, workingDayFrom, workingDayUpTo, type WorkingDays } from './working-days.js'

/** A day on which a rung speaks. */
export interface Spoken {
  readonly on: CivilDate
  readonly provisional: boolean
  /** Said ahead of a day off on which it is said again. */
  readonly isEve?: true
  /** The working day before has passed, and people are off today. */
  readonly madeUp?: true
}

/** Whose last day it is: nothing may be heard of it too late by us, and nothing too early of what others owe us. */
const actors: Readonly<Record<Hardness, 'we-must' | 'we-should' | 'they-must'>> = {
  'hard-legal': 'we-must',
  'hard-effect': 'we-must',
  'as-notice-says': 'we-must',
  'internal-target': 'we-should',
  practice: 'we-should',
  advice: 'we-should',
  'authority-duty': 'they-must',
  watch: 'they-must',
}

export interface Moving {
  readonly days: WorkingDays
  readonly today: CivilDate
}

/**
 * The days on which a rung is spoken of. A last day is named on that very day, whatever day it is, and if people are off
 * then, on the working day before as well; all else waits for a working day. What is counted in hours waits for nobody.
 */
export function spokenDays(nominal: Nominal, deadline: Deadline, moving: Moving): readonly Spoken[] {
  const { on, moment, provisional } = nominal
  const itself: Spoken = { on, provisional }
  if (moment !== undefined) return [itself]
  if (!isLastDay(on, deadline)) return [moved(nominal, deadline, moving)]
  return [...eves(nominal, moving), itself]
}

/** The last legal day, or the last on which it is safe. */
function isLastDay(on: CivilDate, deadline: Deadline): boolean {
  return isLegalDay(on, deadline) || on === deadline.safeLastDay
}

/** The last day that law or a notice gives us. */
export function isLegalDay(on: CivilDate, { due, rule }: Deadline): boolean {
  return actors[rule.hardness] === 'we-must' && 'on' in due && due.on === on
}

/** On the working day before a day off; whoever comes too late for that hears of it today. */
function eves({ on, provisional, side }: Nominal, { days, today }: Moving): readonly Spoken[] {
  const before = workingDayUpTo(on, days)
  if (before === on || (side.kind === 'after' && before < side.day && side.day < on)) return []
  const spoken = before < today && today < on ? today : before
  return [{ on: spoken, provisional: provisional || !isKnownBetween(before, on, days), isEve: true }]
}

function moved(nominal: Nominal, deadline: Deadline, moving: Moving): Spoken {
  const { on, provisional } = nominal
  const { days } = moving
  const last = 'on' in deadline.due ? deadline.due.on : undefined
  const { spoken, missed = false } = leadsUp(nominal, deadline)
    ? ahead(nominal, last, moving)
    : { spoken: workingDayFrom(on, days) }
  return {
    on: spoken,
    provisional: provisional || !isKnownBetween(on, spoken, days),
    ...(missed && spoken > moving.today && { madeUp: true as const }),
  }
}

/**
 * Whether a rung leads up to a day, as against following one. Up to our own last day everything does, what we have to do
 * since an event included; on what others owe us we follow up, late rather than early.
 */
function leadsUp({ on, side }: Nominal, { due, rule }: Deadline): boolean {
  if (side.kind === 'before') return true
  if (!('on' in due) || on > due.on) return false
  return actors[rule.hardness] !== 'they-must' || (side.kind === 'neither' && on < due.on)
}

interface Ahead {
  readonly spoken: CivilDate
  /** Whether the working day before has passed and its own day has not. */
  readonly missed?: boolean
}

/** On the working day before; when that has passed already, today or on the next working day. */
function ahead(nominal: Nominal, last: CivilDate | undefined, { days, today }: Moving): Ahead {
  const { on } = nominal
  const back = workingDayUpTo(on, days)
  if (back < earliestFor(nominal, last)) return { spoken: unlessPast(last, workingDayFrom(on, days), on) }
  const missed = back < today && today <= on
  return { spoken: missed ? unlessPast(last, workingDayFrom(today, days), today) : back, missed }
}

/** Not before what it follows, and nothing that is said once the last day is over is said on that day or before. */
function earliestFor({ on, side }: Nominal, last: CivilDate | undefined): CivilDate {
  const followed = side.kind === 'after' ? side.day : earliestDay
  const over = last !== undefined && on > last ? daysAfter(last, 1) : earliestDay
  return followed > over ? followed : over
}

/** A working day, but for one after the last day: then better on a day off. */
function unlessPast(last: CivilDate | undefined, workingDay: CivilDate, dayOff: CivilDate): CivilDate {
  return last !== undefined && dayOff <= last && last < workingDay ? dayOff : workingDay
}
