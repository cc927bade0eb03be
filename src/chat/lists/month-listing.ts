import { eventsOf, isClosed, standing } from '../../deadlines/log.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import { ladderRung } from '../../deadlines/turns.js'
import type { Said, Watched } from '../../deadlines/watch.js'
import type { MonthPress } from '../../reply/many-press.js'
import type { Reply } from '../../reply/reply.js'
import { china, dayAt, daysAfter, type CivilDate } from '../../values/civil-date.js'
import { sameChat, type ChatRef } from '../../values/ids.js'
import { withAttachments } from '../files/attaching.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { monthBefore, monthOf, type Month } from '../said/month-said.js'
import { dueDay } from '../say/deadline.js'
import { hasNews, monthOverReply, monthReply, monthTable, type ClientMonth } from '../say/month.js'
import { chatOf, openDeadlinesIn, stepped, watchedIn, type RulesOn } from '../matters/watching.js'

/** An answer counts as prompt until so many days after the reminder. */
const promptDays = 2

/** What this chat was told in a month, by client: how much, what was answered, who else had to be told, what is over. */
export function monthListed(month: Month, turn: Turn, how: Pick<MonthPress, 'page' | 'file'> = {}): Decision {
  const { today } = turn.now
  const clients = clientsOf(watchedIn(turn), { month, chat: chatOf(turn), rules: turn.known.rules, today })
  const reply = monthReply(clients, { month, today, page: how.page ?? 0 })
  if (how.file !== true) return stepped(reply, turn)
  const name = `${month.from.slice(0, 7)} 月报.csv`
  return stepped(withAttachments(reply, [{ kind: 'file', name, text: monthTable(clients) }]), turn)
}

export const monthPressed = ({ from, ...how }: MonthPress, turn: Turn): Decision =>
  monthListed(monthOf(from), turn, how)

/** Unasked, of the month before: for who looks after several clients. Undefined where it told them nothing. */
export function monthOver(watched: readonly Watched[], chat: ChatRef, at: RulesOn): Reply | undefined {
  if (!hasClients(watched)) return undefined
  const month = monthBefore(at.today)
  const clients = clientsOf(watched, { month, chat, ...at })
  return clients.some(hasNews) ? monthOverReply(clients, { month, today: at.today, page: 0 }) : undefined
}

/** Whether what is watched is several companies'. */
export const hasClients = (watched: readonly Watched[]): boolean =>
  new Set(watched.flatMap(({ matter }) => (isClosed(matter) ? [] : [matter.holder]))).size > 1

interface Reporting extends RulesOn {
  readonly month: Month
  readonly chat: ChatRef
}

function clientsOf(all: readonly Watched[], how: Reporting): readonly ClientMonth[] {
  const clients = new Map<string, ClientMonth>()
  for (const watched of all) {
    const { holder } = watched.matter
    const its = monthOfMatter(watched, how)
    const before = clients.get(holder)
    clients.set(holder, before === undefined ? its : added(before, its))
  }
  return [...clients.values()]
}

function added(one: ClientMonth, other: ClientMonth): ClientMonth {
  return {
    holder: one.holder,
    sent: one.sent + other.sent,
    doubted: one.doubted + other.doubted,
    prompt: one.prompt + other.prompt,
    escalated: one.escalated + other.escalated,
    overdue: one.overdue + other.overdue,
  }
}

function monthOfMatter(watched: Watched, how: Reporting): ClientMonth {
  const { month, rules } = how
  const lines = watched.said.filter(
    ({ on, chat }) => month.from <= on && on <= month.to && sameChat(chat, how.chat),
  )
  const sent = lines.filter((line) => isOwn(line) && (line.state === 'sent' || line.state === 'maybe-sent'))
  const escalated = lines.filter((line) => !isOwn(line) && line.state === 'sent')
  return {
    holder: watched.matter.holder,
    sent: sent.length,
    doubted: sent.filter(({ state }) => state === 'maybe-sent').length,
    prompt: sent.filter((line) => isAnswered(line, watched.matter, rules)).length,
    escalated: escalated.length,
    overdue: overdueIn(watched, how),
  }
}

/** Of the ladder, as against the next person's turn. */
const isOwn = ({ rung }: Said): boolean => ladderRung(rung) === rung

/** Whether somebody said how far that deadline is, or that it is done. */
function isAnswered({ rule, cycle, on }: Said, matter: Matter, rules: Rules): boolean {
  const { done, ends = [] } = rules.all.get(rule) ?? {}
  return standing(matter).some((entry) => {
    const day = dayAt(entry.at, china)
    if (day < on || day > daysAfter(on, promptDays)) return false
    if (entry.kind === 'marked') return entry.rule === rule && entry.cycle === cycle
    return entry.kind === 'event' && (entry.event === done || ends.includes(entry.event))
  })
}

/** At the end of the month, or by today: as the log was then. */
function overdueIn(watched: Watched, { month: { to }, chat, rules, today }: Reporting): number {
  const asOf: CivilDate = to < today ? daysAfter(to, 1) : today
  const log = watched.matter.log.filter(({ at }) => dayAt(at, china) < asOf || asOf === today)
  const matter = { ...watched.matter, log }
  if (eventsOf(matter).length === 0) return 0
  return openDeadlinesIn({ ...watched, matter }, chat, { rules, today }).filter((deadline) => {
    const day = dueDay(deadline)
    return day !== undefined && day < asOf
  }).length
}
