import { dailyReply } from '../../chat/say/daily.js'
import type { Said } from '../../chat/decision.js'
import { instantAt } from '../../deadlines/hours.js'
import type { WatchStore } from '../../ports-watch.js'
import { dayAt, type CivilDate, type Instant } from '../../values/civil-date.js'
import { cardKey } from '../../values/ids.js'
import { changeRounds, type ChangeParts } from './changes.js'
import { interviewRounds, type InterviewParts } from './interviews.js'
import { isMonthlyDay, isTime, monthlyCard, monthlyChats, monthlyReply, type MonthlyChat } from './monthly.js'
import { dailyReport } from './report.js'
import { pump } from '../pump.js'

export interface DailyParts extends ChangeParts, InterviewParts {
  readonly store: ChangeParts['store'] & InterviewParts['store'] & Pick<WatchStore, 'watchedIn'>
  readonly tellOperators: (telling: Pick<Said, 'reply' | 'card'>) => Promise<void>
  /** Whether the clock jumped and is not to be believed yet. */
  readonly isHeld: () => boolean
}

/** When operators come to work, wherever they are. */
const reportAt = '09:00'

/**
 * What is said by the calendar and when rules change, beside the deadlines: one round of it. Each of it is said once in
 * this process, and after a restart as an edit.
 */
export function daily(parts: DailyParts): () => Promise<number> {
  const report = reporting(parts)
  const monthly = monthlyRounds(parts)
  const changes = changeRounds(parts)
  const interviews = interviewRounds(parts)
  return async () => {
    if (parts.isHeld()) return 0
    const now = parts.clock.now()
    const at = { now, today: dayAt(now, parts.timeZone) }
    await changes(at)
    await report(at)
    await monthly(at)
    await interviews(at)
    return 0
  }
}

const restMs = 60_000

/** Goes on until it is stopped. */
export function startDaily(parts: DailyParts): {
  /** Other rules serve now. */
  readonly changed: () => void
  readonly stop: () => Promise<void>
} {
  const round = daily(parts)
  let begun = false
  // The first minute belongs to what waited for the start.
  const afterStart = async (): Promise<number> => {
    if (begun) return round()
    begun = true
    return 0
  }
  const going = pump(afterStart, { name: 'daily', restMs, log: parts.log })
  return {
    changed: () => {
      going.wake()
    },
    stop: () => going.stop(),
  }
}

interface At {
  readonly now: Instant
  readonly today: CivilDate
}

function reporting({ store, content, timeZone, tellOperators }: DailyParts): (at: At) => Promise<void> {
  let told: CivilDate | undefined
  return async ({ now, today }) => {
    if (told === today || now < instantAt(today, reportAt, timeZone)) return
    const report = await dailyReport(store, { rules: content().rules, today })
    await tellOperators({ reply: dailyReply(report, today), card: cardKey(`daily:${today}`) })
    told = today
  }
}

function monthlyRounds({ store, content, timeZone, tellChat }: DailyParts): (at: At) => Promise<void> {
  let day: CivilDate | undefined
  let waiting: readonly MonthlyChat[] = []
  return async ({ now, today }) => {
    const { rules } = content()
    if (!isMonthlyDay(today, rules)) return
    if (day !== today) waiting = await monthlyChats(store)
    day = today
    for (const one of waiting.filter((chat) => isTime(chat, today, now, timeZone))) {
      const reply = monthlyReply(await store.watchedIn(one.chat), one.chat, { rules, today })
      if (reply !== undefined) await tellChat(one.chat, { reply, card: monthlyCard(today) })
      waiting = waiting.filter((other) => other !== one)
    }
  }
}
