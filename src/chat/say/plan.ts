import type { Reminder } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { dayOffText, momentText, shortDay } from './day.js'
import { deadlineText, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'

interface PlanTime {
  readonly rules: Rules
  readonly today: CivilDate
}

/** One reminder ahead: when, why not on its own day, and whether that day may still change. */
export function planItem(reminder: Reminder, time: PlanTime): string {
  return `${planDay(reminder, time)} ${reminder.deadline.rule.name}${movedText(reminder, time)}`
}

function planDay({ on, at, moment }: Reminder, { today }: PlanTime): string {
  if (moment !== undefined) return momentText(moment)
  return at === undefined ? shortDay(on, today) : `${shortDay(on, today)} ${at}`
}

function movedText({ on, movedFrom, provisional }: Reminder, { rules }: PlanTime): string {
  const why =
    movedFrom === undefined
      ? []
      : [`${movedFrom.slice(5)} 是${dayOffText(movedFrom, rules)}，${on < movedFrom ? '提前' : '推后'}`]
  const notes = [...why, ...(provisional ? ['暂定'] : [])]
  return notes.length === 0 ? '' : `（${notes.join('，')}）`
}

/** A reminder with the matter it is about. */
export interface Planned {
  readonly matter: Matter
  readonly reminder: Reminder
}

const mostShown = 20

/** What will be said in this chat, a message a day. */
export function planReply(plan: readonly Planned[], time: PlanTime): Reply {
  if (plan.length === 0) return said('接下来 400 天没有要提醒的日子。登记了什么，发 /licence 看。')
  const days = [...byDay(plan, time)]
  const items = days.slice(0, mostShown).map(([day, planned]) => [`${day} ${dayItems(planned, time)}`])
  const rest = days.length - mostShown
  const provisional = plan.some(({ reminder }) => reminder.provisional)
  return {
    blocks: [
      verdict(`没有进展的话，接下来 400 天有 ${days.length} 次提醒`),
      { kind: 'list', items },
      ...(rest > 0
        ? [paragraph(`还有 ${rest} 次在后面没有列出。写上名字只看一家，例如：/plan XX公司。`)]
        : []),
      ...(provisional ? [paragraph('“暂定”的日子要等那一年的放假安排公布后才能定，定了会告诉你。')] : []),
    ],
  }
}

/** All of one day is one message; what is counted in hours comes by itself. */
function byDay(plan: readonly Planned[], time: PlanTime): ReadonlyMap<string, readonly Planned[]> {
  const days = new Map<string, readonly Planned[]>()
  for (const one of plan) {
    const day = planDay(one.reminder, time)
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return days
}

const mostOfDay = 3

function dayItems(planned: readonly Planned[], time: PlanTime): string {
  const shown = planned
    .slice(0, mostOfDay)
    .map(({ matter, reminder }) => `${deadlineText(matter, reminder.deadline)}${movedText(reminder, time)}`)
  return `${shown.join('；')}${planned.length > mostOfDay ? ` 等 ${planned.length} 项` : ''}`
}
