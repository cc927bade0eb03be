import type { Counted, DailyReport, Doubtful, Unreachable } from '../../chat/say/daily.js'
import type { DueItem } from '../../chat/say/due.js'
import { isClosed } from '../../deadlines/log.js'
import type { Matter } from '../../deadlines/matter.js'
import { missingYears } from '../../deadlines/missing-years.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Said, Watched } from '../../deadlines/watch.js'
import type { WatchStore } from '../../ports-watch.js'
import { dayOfYear, daysAfter, daysBetween, yearOf, type CivilDate } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import { byDay, nextDueOf } from './dues.js'
import { eachMatter } from './matters.js'

interface Reporting {
  readonly rules: Rules
  readonly today: CivilDate
}

const shown = 5
/** As long as somebody may still want to ask whether it arrived. */
const doubtfulDays = 7

/** What the operators have to know this morning, from the state of this very moment. */
export async function dailyReport(store: Pick<WatchStore, 'matters'>, how: Reporting): Promise<DailyReport> {
  const counts = tally(how)
  await eachMatter(store, (watched) => {
    if (watched.watches.length > 0 && !isClosed(watched.matter)) counts.add(watched)
  })
  return counts.report()
}

interface Tally {
  add(watched: Watched): void
  report(): DailyReport
}

/** Adds up without keeping what it saw: there may be a million. */
function tally({ rules, today }: Reporting): Tally {
  const chats = new Set<string>()
  const digests = new Set<string>()
  const doubtful = counter<Doubtful>()
  const unreachable = counter<Unreachable>()
  const withoutKeeper = counter<Matter>()
  let next: readonly DueItem[] = []
  let matters = 0
  return {
    add: (watched) => {
      const { matter, watches, said } = watched
      matters += 1
      for (const { chat } of watches) chats.add(chatId(chat))
      for (const line of said) {
        if (line.state === 'sent' && line.on >= daysAfter(today, -1))
          digests.add(`${chatId(line.chat)} ${line.on}`)
        if (isDoubtful(line, today)) doubtful.add(doubtfulOf(line, matter, rules))
      }
      const due = nextDueOf(watched, rules, today)
      if (due !== undefined) next = [...next, due].sort(byDay).slice(0, shown)
      const [first] = watches
      if (due !== undefined && first !== undefined && watches.every(({ closed }) => closed))
        unreachable.add({ due, chat: first.chat })
      if (!watches.some(({ keepers }) => keepers.some(({ reached }) => reached))) withoutKeeper.add(matter)
    },
    report: () => ({
      matters,
      chats: chats.size,
      digests: digests.size,
      next,
      doubtful: doubtful.counted(),
      unreachable: unreachable.counted(),
      withoutKeeper: withoutKeeper.counted(),
      missingYears: toldOn(today)
        ? missingYears(
            rules.years.map(({ year }) => year),
            today,
          )
        : [],
    }),
  }
}

const chatId = ({ channel, chat }: ChatRef): string => `${channel} ${chat}`

const isDoubtful = ({ state, on }: Said, today: CivilDate): boolean =>
  state === 'maybe-sent' && on >= daysAfter(today, -doubtfulDays)

const doubtfulOf = ({ rule, on, chat }: Said, matter: Matter, { all }: Rules): Doubtful => ({
  matter,
  on,
  chat,
  rule: all.get(rule)?.name ?? rule,
})

interface Counter<T> {
  add(one: T): void
  counted(): Counted<T>
}

function counter<T>(): Counter<T> {
  const first: T[] = []
  let count = 0
  return {
    add: (one) => {
      count += 1
      if (first.length < shown) first.push(one)
    },
    counted: () => ({ count, first }),
  }
}

/** Once a week from 1 December on: what nobody can mend before the notice comes would drown the rest. */
function toldOn(today: CivilDate): boolean {
  const thisYear = dayOfYear(yearOf(today), '12-01')
  const from = thisYear <= today ? thisYear : dayOfYear(yearOf(today) - 1, '12-01')
  return daysBetween(from, today) % 7 === 0
}
