import type { Reminder } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Button, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { dayOffText, momentText, shortDay } from './day.js'
import { deadlineText, filledIn, paragraph, verdict } from './deadline.js'
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

interface Planning extends PlanTime {
  readonly knowledge: Knowledge
  /** From 0. */
  readonly page: number
  /** What was asked for, as it was typed. */
  readonly rest: string
}

/** What will be said in this chat, a message a day; of a single licence with the words of each. */
export function planReply(plan: readonly Planned[], how: Planning): Reply {
  if (plan.length === 0) return said('接下来 400 天没有要提醒的日子。登记了什么，发 /licence 看。')
  const days = [...byDay(plan, how)]
  const pages = Math.ceil(days.length / mostShown)
  const page = Math.min(Math.max(how.page, 0), pages - 1)
  const shown = days.slice(page * mostShown, (page + 1) * mostShown)
  const isOne = new Set(plan.map(({ matter }) => matter.id)).size === 1
  const words = isOne ? how : undefined
  const items = shown.map(([day, planned]) => [`${day} ${dayItems(planned, how, words)}`])
  const provisional = plan.some(({ reminder }) => reminder.provisional)
  return {
    blocks: [
      verdict(`没有进展的话，接下来 400 天有 ${days.length} 次提醒`),
      { kind: 'list', items },
      ...(pages > 1
        ? [
            paragraph(
              `第 ${page + 1} 页，共 ${pages} 页。${isOne ? '' : '写上名字只看一家，例如：/plan XX公司。'}`,
            ),
          ]
        : []),
      ...(provisional ? [paragraph('“暂定”的日子要等那一年的放假安排公布后才能定，定了会告诉你。')] : []),
    ],
    buttons: nextButton(how.rest, page, pages),
  }
}

const nextButton = (rest: string, page: number, pages: number): readonly (readonly Button[])[] =>
  page + 1 < pages ? [[{ label: '下一页', press: { kind: 'plan', rest, page: page + 1 } }]] : []

/** How many messages they are: what falls on one day is one. */
export const messagesOf = (plan: readonly Planned[], time: PlanTime): number => byDay(plan, time).size

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

/** `words`: with what each says is to be done. */
function dayItems(
  planned: readonly Planned[],
  time: PlanTime,
  words: Pick<Planning, 'knowledge' | 'today'> | undefined,
): string {
  const shown = planned.slice(0, mostOfDay).map(({ matter, reminder }) => {
    const what = `${deadlineText(matter, reminder.deadline)}${movedText(reminder, time)}`
    if (words === undefined || reminder.do === undefined) return what
    return `${what}：${filledIn(reminder.do, words.knowledge, words.today)}`
  })
  return `${shown.join('；')}${planned.length > mostOfDay ? ` 等 ${planned.length} 项` : ''}`
}
