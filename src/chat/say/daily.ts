import type { Matter } from '../../deadlines/matter.js'
import type { Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import { shortDay } from './day.js'
import { matterText, note, verdict } from './deadline.js'
import type { DueItem } from './due.js'
import { dueItemText } from './due-item.js'

/** How many there are, and the first of them. */
export interface Counted<T> {
  readonly count: number
  readonly first: readonly T[]
}

/** What the operators hear every day. */
export interface DailyReport {
  readonly matters: number
  readonly chats: number
  /** Digests that went out since the morning before. */
  readonly digests: number
  /** The nearest legal days. */
  readonly next: readonly DueItem[]
  /** Of the last week: nobody knows whether it arrived. */
  readonly doubtful: Counted<Doubtful>
  /** None of the chats that watch it takes anything from us. */
  readonly unreachable: Counted<Unreachable>
  readonly withoutKeeper: Counted<Matter>
  /** Whose holidays are not known. */
  readonly missingYears: readonly number[]
}

export interface Doubtful {
  readonly matter: Matter
  readonly rule: string
  readonly on: CivilDate
  readonly chat: ChatRef
}

export interface Unreachable {
  readonly due: DueItem
  readonly chat: ChatRef
}

/** To operators, every morning: that it is quiet is news, too. */
export function dailyReply(report: DailyReport, today: CivilDate): Reply {
  const { matters, chats, digests } = report
  const items = [
    ...report.next.map((due) => `最近的法定日子：${dueItemText(due, today)}`),
    ...countedItems('可能没送到，请问一下', report.doubtful, (one) => doubtfulText(one, today)),
    ...countedItems('没有能送到的聊天', report.unreachable, (one) => unreachableText(one, today)),
    ...countedItems('没有负责人', report.withoutKeeper, matterText),
  ]
  return {
    blocks: [
      verdict(
        `${shortDay(today, today)}：在看 ${matters} 件，分在 ${chats} 个聊天；昨天以来发了 ${digests} 次提醒`,
      ),
      ...(items.length > 0 ? [{ kind: 'list' as const, items: items.map((item) => [item]) }] : []),
      ...report.missingYears.map((year) => note(missingYearText(year), 'warning')),
    ],
  }
}

const missingYearText = (year: number): string =>
  `还没有 ${year} 年的放假安排：落在那一年的日子都是暂定的。通知公布后写进 knowledge/holidays/${year}.yaml，会自动重算并告诉受影响的群。`

function countedItems<T>(
  what: string,
  { count, first }: Counted<T>,
  text: (one: T) => string,
): readonly string[] {
  if (count === 0) return []
  const more = count > first.length ? ' 等' : ''
  return [`${what}（${count} 件）：${first.map(text).join('；')}${more}`]
}

const doubtfulText = ({ matter, rule, on, chat }: Doubtful, today: CivilDate): string =>
  `${shortDay(on, today)} ${matterText(matter)} ${rule}（${chatText(chat)}）`

const unreachableText = ({ due, chat }: Unreachable, today: CivilDate): string =>
  `${dueItemText(due, today)}（${chatText(chat)}）`

const chatText = ({ channel, chat }: ChatRef): string => `${channel}:${chat}`
