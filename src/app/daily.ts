import { dailyReply } from '../chat/say/daily.js'
import { dateChangesReply } from '../chat/say/holidays.js'
import type { Said } from '../chat/decision.js'
import { afterQuiet, instantAt } from '../deadlines/hours.js'
import type { WatchStore } from '../ports-watch.js'
import type { Clock, Log } from '../ports.js'
import type { Reply } from '../reply/reply.js'
import { dayAt, type CivilDate, type Instant } from '../values/civil-date.js'
import { cardKey, type CardKey, type ChatRef } from '../values/ids.js'
import type { Content } from './content.js'
import { editedFiles, touchedChats, type Versions } from './content-changes.js'
import {
  isMonthlyDay,
  isTime,
  monthlyCard,
  monthlyChats,
  monthlyReply,
  type MonthlyChat,
} from './daily-monthly.js'
import { dailyReport } from './daily-report.js'
import { pump } from './pump.js'

export interface DailyParts {
  readonly store: Pick<WatchStore, 'matters' | 'watchedIn' | 'wakeAll' | 'reminding'>
  readonly content: () => Content
  readonly clock: Clock
  readonly timeZone: string
  readonly log: Log
  readonly tellOperators: (telling: Pick<Said, 'reply' | 'card'>) => Promise<void>
  /** After all reminders that wait. */
  readonly tellChat: (to: ChatRef, telling: Pick<Said, 'reply' | 'card'>) => Promise<void>
  /** Whether the clock jumped and is not to be believed yet. */
  readonly isHeld: () => boolean
}

/** What is said by the calendar and after an edit, beside the deadlines: one round of it. */
export interface Daily {
  /** Says what its time has come for. Each of it once in this process, and after a restart as an edit. */
  readonly round: () => Promise<number>
  /** Other rules serve now. */
  readonly changed: (versions: Versions) => void
}

/** When operators come to work, wherever they are. */
const reportAt = '09:00'

export function daily(parts: DailyParts): Daily {
  const report = reporting(parts)
  const monthly = monthlyRounds(parts)
  const changes = changeRounds(parts)
  return {
    round: async () => {
      const now = parts.clock.now()
      const at = { now, today: dayAt(now, parts.timeZone) }
      await changes.round(at)
      if (parts.isHeld()) return 0
      await report(at)
      await monthly(at)
      return 0
    },
    changed: changes.changed,
  }
}

const restMs = 60_000

/** Goes on until it is stopped. */
export function startDaily(parts: DailyParts): {
  readonly changed: Daily['changed']
  readonly stop: () => Promise<void>
} {
  const { round, changed } = daily(parts)
  let begun = false
  // The first minute belongs to what waited for the start.
  const afterStart = async (): Promise<number> => {
    if (begun) return round()
    begun = true
    return 0
  }
  const going = pump(afterStart, { name: 'daily', restMs, log: parts.log })
  return {
    changed: (versions) => {
      changed(versions)
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
      const reply = monthlyReply(await store.watchedIn(one.chat), rules, today)
      if (reply !== undefined) await tellChat(one.chat, { reply, card: monthlyCard(today) })
      waiting = waiting.filter((other) => other !== one)
    }
  }
}

/** A message that waits for the end of the quiet hours. */
interface Waiting {
  readonly to: ChatRef
  readonly notBefore: Instant
  readonly reply: Reply
  readonly card: CardKey
}

function changeRounds(parts: DailyParts): {
  readonly round: (at: At) => Promise<void>
  readonly changed: Daily['changed']
} {
  const { store, content, clock, log, tellChat } = parts
  let looked = false
  let pending: Versions | undefined
  let waiting: readonly Waiting[] = []
  return {
    round: async (at) => {
      // Files may have changed while nobody ran. What is due goes first.
      if (!looked && (await store.reminding(at.now)).awake === 0) {
        await store.wakeAll(at.now)
        looked = true
      }
      if (pending !== undefined) {
        const versions = pending
        const version = content().knowledge.version
        waiting = [...waiting, ...(await changesOf(versions, version, at, parts))]
        // Another edit may have come meanwhile.
        pending = pending === versions ? undefined : { before: versions.after, after: pending.after }
      }
      for (const one of waiting.filter(({ notBefore }) => notBefore <= clock.now())) {
        await tellChat(one.to, one)
        waiting = waiting.filter((other) => other !== one)
      }
    },
    changed: ({ before, after }) => {
      pending = { before: pending?.before ?? before, after }
      log.info('rules serve', { rules: after.all.size, years: after.years.length })
    },
  }
}

/** All matters are looked at anew, and the chats whose dates moved are told which. */
async function changesOf(
  versions: Versions,
  version: string,
  { now, today }: At,
  { store, timeZone, log }: DailyParts,
): Promise<readonly Waiting[]> {
  const edited = editedFiles(versions)
  if (edited === undefined) return []
  const matters = await store.wakeAll(now)
  const touched = await touchedChats(store, versions, today)
  log.info('deadlines worked out anew', { matters, chats: touched.length })
  return touched.map(({ chat, settings, changes }) => ({
    to: chat,
    notBefore: afterQuiet(now, settings, timeZone),
    reply: dateChangesReply(changes, { edited, today }),
    card: cardKey(`changed:${version}`),
  }))
}
