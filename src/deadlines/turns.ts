import { dayAt, type CivilDate } from '../values/civil-date.js'
import { rungId, type RungId } from '../values/ids.js'
import type { Deadline } from './deadline.js'
import type { Keeper, Said, Watch } from './watch.js'
import { workingDaysAfter, type WorkingDays } from './working-days.js'

/** The day on which it becomes somebody's turn, because nobody has answered since. */
export interface TurnOf {
  readonly keeper: Keeper
  readonly on: CivilDate
  /** The rung that nobody answered, and whose turn it is: 'expiry-97d>1'. */
  readonly rung: RungId
}

interface Asked {
  readonly days: WorkingDays
  readonly timeZone: string
}

/**
 * Whose turn comes when, after the first time that it was spoken of unanswered: any mark is an answer, and what is said
 * after it asks anew. `said`: of this deadline in this chat.
 */
export function turnsOf(
  deadline: Deadline,
  watch: Watch,
  said: readonly Said[],
  { days, timeZone }: Asked,
): readonly TurnOf[] {
  const first = firstUnanswered(deadline, said, timeZone)
  if (first === undefined) return []
  return watch.keepers.flatMap((keeper, place): readonly TurnOf[] => {
    // The first one's turn began with the reminder.
    if (place === 0 || !canBeRung(keeper, watch)) return []
    const on = workingDaysAfter(first.on, keeper.after, days)
    return [{ keeper, on, rung: rungId(`${first.rung}>${place}`) }]
  })
}

/** The day on which another chat is told of it, because nobody has answered in this one. `said` as for the turns. */
export function elsewhereOn(
  deadline: Deadline,
  after: number,
  said: readonly Said[],
  { days, timeZone }: Asked,
): Pick<TurnOf, 'on' | 'rung'> | undefined {
  const first = firstUnanswered(deadline, said, timeZone)
  // There it has a ledger of its own, and no other turn.
  return first && { on: workingDaysAfter(first.on, after, days), rung: rungId(`${first.rung}>0`) }
}

/** Who has to act by that day: the last one whose turn has come, else the first. `said` as for the turns. */
export function keeperOn(
  today: CivilDate,
  deadline: Deadline,
  watch: Watch,
  said: readonly Said[],
  asked: Asked,
): Keeper | undefined {
  const turn = turnsOf(deadline, watch, said, asked).findLast(({ on }) => on <= today)
  return turn?.keeper ?? watch.keepers.find((keeper) => canBeRung(keeper, watch))
}

/** Who never got a message from us, or is of another platform, cannot be counted on there. */
const canBeRung = ({ reached, person }: Keeper, { chat }: Watch): boolean =>
  reached && person.channel === chat.channel

/** The rung of the ladder for which a line speaks, whoever's turn it is. */
export const ladderRung = (rung: RungId): RungId => rungId(rung.replace(/>\d+$/, ''))

function firstUnanswered({ state }: Deadline, said: readonly Said[], timeZone: string): Said | undefined {
  if (state.kind !== 'open') return undefined
  const answered = state.mark === undefined ? '' : dayAt(state.mark.noted, timeZone)
  return said
    .filter((line) => wasHeard[line.state] && line.on > answered && ladderRung(line.rung) === line.rung)
    .sort((a, b) => a.on.localeCompare(b.on))[0]
}

/** What is on its way counts: by the time of somebody's turn it was told, or there is nothing to tell. */
const wasHeard: Readonly<Record<Said['state'], boolean>> = {
  planned: true,
  sent: true,
  'maybe-sent': true,
  missed: false,
  dropped: false,
}
