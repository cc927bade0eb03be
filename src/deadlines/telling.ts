import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { ChatRef } from '../values/ids.js'
import type { Deadline, Reminder } from './deadline.js'
import type { DueLine } from './due-line.js'
import { heardIn, linesOf } from './heard.js'
import { hearerIn, type Hearer } from './hearer.js'
import { reachDays } from './nominal.js'
import type { Rules } from './rules.js'
import { remindersOf } from './rungs.js'
import { deadlinesOf } from './schedule.js'
import { isSilent, silencesOf } from './silences.js'
import { keeperOn, ladderRung } from './turns.js'
import type { LineKey, Said, Watched } from './watch.js'

/** What a digest tells, and which lines of the ledger that settles. */
export interface Telling {
  readonly lines: readonly DueLine[]
  readonly told: readonly LineKey[]
  /** Put off before they could be said, on a later day than theirs: it is told when the deadline comes back. */
  readonly missed: readonly LineKey[]
  /** Done, snoozed or changed since they were planned: there is nothing left to say. */
  readonly dropped: readonly LineKey[]
}

/** From the state of the very day on which it goes out: what was planned is only the occasion. */
export function tellingOf(
  planned: readonly LineKey[],
  watched: readonly Watched[],
  to: Pick<Here, 'rules' | 'today' | 'timeZone'> & { readonly chat: ChatRef },
): Telling {
  const tellings = watched.flatMap((one) => {
    const hearer = hearerIn(to.chat, one)
    const its = planned.filter(({ matter }) => matter === one.matter.id)
    return hearer === undefined ? [] : [tellingOfMatter(its, one, { hearer, ...to })]
  })
  const told = tellings.flatMap((one) => one.told)
  const missed = tellings.flatMap((one) => one.missed)
  return {
    lines: tellings.flatMap(({ lines }) => lines),
    told,
    missed,
    dropped: planned.filter((line) => !told.includes(line) && !missed.includes(line)),
  }
}

interface Here {
  readonly hearer: Hearer
  readonly rules: Rules
  readonly today: CivilDate
  readonly timeZone: string
}

function tellingOfMatter(
  planned: readonly LineKey[],
  watched: Watched,
  here: Here,
): Omit<Telling, 'dropped'> {
  const { rules, today } = here
  const span = { from: daysAfter(today, -reachDays), to: daysAfter(today, reachDays) }
  const asked = new Set(planned.map(({ rule }) => rule))
  const deadlines = deadlinesOf(watched.matter, rules, span, ({ id }) => asked.has(id))
  const tellings = deadlines.flatMap((deadline) => {
    const its = linesOf(deadline, planned)
    return its.length > 0 ? [tellingOfDeadline(its, deadline, watched, here)] : []
  })
  return {
    lines: tellings.flatMap(({ lines }) => lines),
    told: tellings.flatMap(({ told }) => told),
    missed: tellings.flatMap(({ missed }) => missed),
  }
}

function tellingOfDeadline(
  planned: readonly LineKey[],
  deadline: Deadline,
  watched: Watched,
  here: Here,
): Omit<Telling, 'dropped'> {
  const { hearer, rules, today } = here
  const { state } = deadline
  const nothing = { lines: [], told: [], missed: [] }
  if (state.kind !== 'open') return nothing
  if (state.mark?.kind === 'snoozed' && state.mark.until > today)
    return { ...nothing, missed: beforePutOff(planned, deadline, watched) }
  const reminders = remindersOf(deadline, watched.matter, { rules, ladders: hearer.ladders, today })
  const line = dueLine(planned, deadline, reminders, watched, here)
  return line === undefined ? nothing : { ...nothing, lines: [line], told: planned }
}

/** By the day for which they were planned: worked out anew, one that leads up to a day off comes after it by now. */
function beforePutOff(
  planned: readonly LineKey[],
  deadline: Deadline,
  { matter, said }: Watched,
): readonly LineKey[] {
  const silences = silencesOf(matter, deadline)
  return planned.filter((line) =>
    heardIn(line.chat, deadline, said).some(({ rung, on }) => rung === line.rung && !isSilent(on, silences)),
  )
}

/** Several planned lines of one deadline, after an outage, are one: the latest; the days of the others are told with it. */
function dueLine(
  planned: readonly LineKey[],
  deadline: Deadline,
  reminders: readonly Reminder[],
  { matter, said }: Watched,
  { hearer, rules, today, timeZone }: Here,
): DueLine | undefined {
  const { chat, watch } = hearer
  const rungs = new Set(planned.map(({ rung }) => ladderRung(rung)))
  const reminder = reminders.filter(({ rung }) => rungs.has(rung)).at(-1)
  if (reminder === undefined) return undefined
  const heard = heardIn(chat, deadline, said)
  const doubted = unheard(['maybe-sent'], reminder, heard)
  const keeper = watch && keeperOn(today, deadline, watch, heard, { days: rules.days, timeZone })
  return {
    matter,
    deadline,
    reminder,
    missed: [...unheard(['missed', 'planned'], reminder, heard), ...ownDay(planned, reminder, today)],
    ...(doubted.length > 0 && { doubted }),
    ...(keeper !== undefined && { keeper }),
    ...(reminder.on < today && hasMoreOn(today, reminders, heard) && { moreToday: true as const }),
    ...(watch === undefined && { forAnother: true as const }),
  }
}

/** Whether a reminder of that day is not in the ledger yet. */
function hasMoreOn(day: CivilDate, reminders: readonly Reminder[], heard: readonly Said[]): boolean {
  return reminders.some(
    ({ on, rung, at, moment }) =>
      on === day && at === undefined && moment === undefined && heard.every((line) => line.rung !== rung),
  )
}

/** A reminder that comes later than on its day was missed then itself; somebody's turn comes later on purpose. */
function ownDay(planned: readonly LineKey[], { on, rung }: Reminder, today: CivilDate): readonly CivilDate[] {
  return on < today && planned.some((line) => line.rung === rung) ? [on] : []
}

/** The days of lines in these states since the last time that it was surely spoken of. */
function unheard(
  states: readonly Said['state'][],
  { on, rung }: Reminder,
  said: readonly Said[],
): readonly CivilDate[] {
  const last = said
    .filter(({ state }) => state === 'sent')
    .map((line) => line.on)
    .sort()
    .at(-1)
  const unsaid = said.filter((line) => states.includes(line.state) && line.rung !== rung)
  const days = unsaid.map((line) => line.on).filter((day) => day < on && (last === undefined || day > last))
  return [...new Set(days)].sort()
}
