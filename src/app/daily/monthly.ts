import { monthOver } from '../../chat/lists/month-listing.js'
import type { RulesOn } from '../../chat/matters/watching.js'
import { stillWatchingReply } from '../../chat/say/monthly.js'
import { afterQuiet, instantAt } from '../../deadlines/hours.js'
import { isClosed } from '../../deadlines/log.js'
import { planOf } from '../../deadlines/plan.js'
import type { Rules } from '../../deadlines/rules.js'
import type { ChatSettings, Watched } from '../../deadlines/watch.js'
import { workingDayFrom } from '../../deadlines/working-days.js'
import type { WatchStore } from '../../ports-watch.js'
import type { Reply } from '../../reply/reply.js'
import { dayOfMonth, daysAfter, yearOf, type CivilDate, type Instant } from '../../values/civil-date.js'
import { cardKey, type CardKey, type ChatRef } from '../../values/ids.js'
import { byDay, nextDueOf } from './dues.js'
import { eachMatter } from './matters.js'

/** A chat that may get its monthly line today, and when. */
export interface MonthlyChat {
  readonly chat: ChatRef
  readonly settings: ChatSettings
}

/** The line goes out on the first working day of a month, and on no other: who missed it gets the next one. */
export function isMonthlyDay(today: CivilDate, { days }: Rules): boolean {
  const first = dayOfMonth(yearOf(today), Number(today.slice(5, 7)), 1)
  return workingDayFrom(first, days) === today
}

/** The same card all month: told again after a restart, it is an edit that nobody sees. */
export const monthlyCard = (today: CivilDate): CardKey => cardKey(`monthly:${today.slice(0, 7)}`)

/** The chats that want it and can be reached, whatever they will have heard by then. */
export async function monthlyChats(store: Pick<WatchStore, 'matters'>): Promise<readonly MonthlyChat[]> {
  const chats = new Map<string, MonthlyChat>()
  await eachMatter(store, ({ watches }) => {
    for (const { chat, settings, closed } of watches)
      if (settings.monthly && !closed) chats.set(`${chat.channel} ${chat.chat}`, { chat, settings })
  })
  return [...chats.values()]
}

/** Whether it is the chat's hour, or later, and not at night. */
export function isTime(
  { settings }: Pick<MonthlyChat, 'settings'>,
  today: CivilDate,
  now: Instant,
  timeZone: string,
): boolean {
  return instantAt(today, settings.sendAt, timeZone) <= now && afterQuiet(now, settings, timeZone) === now
}

const quietDays = 7

/** What a chat is told once a month: the report, where it looks after several clients; else that they are watched still. */
export function monthlyReply(watched: readonly Watched[], chat: ChatRef, at: RulesOn): Reply | undefined {
  return monthOver(watched, chat, at) ?? stillWatching(watched, at)
}

/** Undefined where something was or will be said anyway, or nothing is watched: the line is for chats that hear nothing. */
function stillWatching(watched: readonly Watched[], { rules, today }: RulesOn): Reply | undefined {
  const open = watched.filter(({ matter }) => !isClosed(matter))
  const [first, ...more] = open
  if (first === undefined || open.some((one) => speaksNearby(one, rules, today))) return undefined
  const [next] = open.flatMap((one) => nextDueOf(one, rules, today) ?? []).sort(byDay)
  return stillWatchingReply([first.matter, ...more.map(({ matter }) => matter)], next, today)
}

/** What is due today may not be planned yet. */
function speaksNearby({ matter, watches, said }: Watched, rules: Rules, today: CivilDate): boolean {
  const unsaid = ['missed', 'dropped']
  if (said.some(({ on, state }) => on > daysAfter(today, -quietDays) && !unsaid.includes(state))) return true
  return watches.some(({ ladders, settings }) => {
    const how = { rules, ladders: [ladders, settings.ladders], from: today, to: today }
    return planOf(matter, how).length > 0
  })
}
