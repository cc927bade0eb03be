import type { DueItem } from '../../chat/say/due.js'
import { isOn } from '../../deadlines/ladder.js'
import { isLegalDay } from '../../deadlines/moving.js'
import { reachDays } from '../../deadlines/nominal.js'
import type { Rules } from '../../deadlines/rules.js'
import { deadlinesOf } from '../../deadlines/schedule.js'
import type { Watched } from '../../deadlines/watch.js'
import { daysAfter, type CivilDate } from '../../values/civil-date.js'

/** The nearest legal day of a matter that is still to come, of what its chats want to hear of. */
export function nextDueOf(
  { matter, watches }: Pick<Watched, 'matter' | 'watches'>,
  rules: Rules,
  today: CivilDate,
): DueItem | undefined {
  const span = { from: today, to: daysAfter(today, reachDays) }
  for (const deadline of deadlinesOf(matter, rules, span)) {
    const { state, due, rule } = deadline
    const isHeard = watches.some(({ ladders, settings }) => isOn(rule, [ladders, settings.ladders]))
    if (state.kind === 'open' && 'on' in due && due.on >= today && isLegalDay(due.on, deadline) && isHeard)
      return { matter, deadline, day: due.on }
  }
  return undefined
}

/** The earlier ones first. */
export const byDay = (a: DueItem, b: DueItem): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
