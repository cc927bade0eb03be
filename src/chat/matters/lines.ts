import { heardIn as linesHeardIn } from '../../deadlines/heard.js'
import { hearerIn } from '../../deadlines/hearer.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import { remindersOf } from '../../deadlines/rungs.js'
import { deadlinesOf } from '../../deadlines/schedule.js'
import { keeperOn } from '../../deadlines/turns.js'
import type { Watched } from '../../deadlines/watch.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { LineRef, LinesView } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import { china, type CivilDate } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import type { Turn } from '../turn.js'
import type { ShownLine } from '../say/card-line.js'
import { linesReply } from '../say/reminder.js'
import { chatOf, heardIn, reachAround } from './watching.js'

/** The chat in which a card stands, with what it watches. */
export interface Here {
  readonly chat: ChatRef
  readonly group: boolean
  readonly watched: readonly Watched[]
  readonly knowledge: Knowledge
  readonly rules: Rules
  readonly today: CivilDate
}

export function hereOf(turn: Turn): Here {
  const { known, now, arrival } = turn
  return {
    chat: chatOf(turn),
    group: arrival.chat.kind === 'group',
    watched: heardIn(turn),
    knowledge: known.knowledge,
    rules: known.rules,
    today: now.today,
  }
}

/** A line as it stands now; `after`: with its matter as a change leaves it. Undefined when it is watched no more. */
export function lineShown(ref: LineRef | undefined, here: Here, after?: Matter): ShownLine | undefined {
  const watched = here.watched.find((one) => one.matter.id === ref?.matter)
  if (ref === undefined || watched === undefined) return undefined
  const { rules, today } = here
  const matter = after?.id === ref.matter ? after : watched.matter
  const deadline = deadlinesOf(matter, rules, reachAround(today), ({ id }) => id === ref.rule).find(
    ({ cycle }) => cycle === ref.cycle,
  )
  if (deadline === undefined) return undefined
  const hearer = hearerIn(here.chat, watched)
  if (hearer === undefined) return undefined
  const { ladders, watch } = hearer
  const reminder = remindersOf(deadline, matter, { rules, ladders, today }).find(
    ({ rung }) => rung === ref.rung,
  )
  const heard = linesHeardIn(here.chat, deadline, watched.said)
  const asked = { days: rules.days, timeZone: china }
  const keeper = watch && keeperOn(today, deadline, watch, heard, asked)
  return {
    matter,
    deadline,
    missed: ref.missed ?? [],
    ...(reminder !== undefined && { reminder }),
    ...(keeper !== undefined && { keeper }),
    ...(watch === undefined && { forAnother: true as const }),
  }
}

/** The card of these lines as it stands now. */
export function linesShown(lines: readonly LineRef[], view: LinesView, here: Here, after?: Matter): Reply {
  const shown = lines.map((ref) => ({ ref, line: lineShown(ref, here, after) }))
  return linesReply(shown, view, here)
}

/** What a card shows when nobody is busy with one of its lines. */
export const restingView = (lines: readonly LineRef[]): LinesView =>
  lines.length === 1 ? { kind: 'one', at: 0 } : { kind: 'all' }
