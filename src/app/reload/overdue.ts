import type { Said } from '../../chat/decision.js'
import { overdueReply } from '../../chat/say/knowledge.js'
import type { EntrySource as Entry } from '../../knowledge/entry.js'
import { overdueOn } from '../../knowledge/overdue.js'
import { daysAfter, type CivilDate } from '../../values/civil-date.js'
import { cardKey } from '../../values/ids.js'

export type Telling = Pick<Said, 'reply' | 'card'>

/** As far back as a service may have been down. Older ones stay in what `check` prints. */
const daysBack = 7

/**
 * What became overdue on each of the last days and was not told yet. Each day is a card: told again after a restart it
 * is an edit of the same message, which nobody sees, and no memory of our own is needed.
 */
export function overdueNews(): (entries: readonly Entry[], today: CivilDate) => readonly Telling[] {
  const told = new Map<CivilDate, string>()
  return (entries, today) =>
    lastDays(today).flatMap((day) => {
      const overdue = overdueOn(entries, day)
      if (overdue === undefined) return []
      const reply = overdueReply(overdue, day)
      const text = JSON.stringify(reply)
      if (told.get(day) === text) return []
      told.set(day, text)
      return [{ reply, card: cardKey(`overdue:${day}`) }]
    })
}

function lastDays(today: CivilDate): readonly CivilDate[] {
  return Array.from({ length: daysBack }, (_, back) => daysAfter(today, -back)).reverse()
}
