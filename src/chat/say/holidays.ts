import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Block, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { shortDay } from './day.js'
import { deadlineText, paragraph, verdict } from './deadline.js'

/** What an edit changed about the days of one deadline. */
export interface DateChange {
  readonly matter: Matter
  readonly deadline: Deadline
  /** The last day, where that is another one now. */
  readonly due?: { readonly from: CivilDate; readonly to: CivilDate }
  /** Days on which it would have been spoken of, and on which it will be instead. */
  readonly gone: readonly CivilDate[]
  readonly come: readonly CivilDate[]
}

/** Days of one deadline that were provisional, and that turned out as they were told. */
export interface ConfirmedDays {
  readonly matter: Matter
  readonly deadline: Deadline
  readonly days: readonly CivilDate[]
}

/** What an edit did to the days of a chat. */
export interface DateChanges {
  readonly changes: readonly DateChange[]
  readonly confirmed: readonly ConfirmedDays[]
}

/** What an edit was about. */
export interface EditedFiles {
  /** Whose holidays became known or other ones. */
  readonly years: readonly number[]
  readonly rules: boolean
}

const mostListed = 15

/** To a chat whose dates an edit changed, or made certain. */
export function dateChangesReply(
  { changes, confirmed }: DateChanges,
  { edited, today }: { readonly edited: EditedFiles; readonly today: CivilDate },
): Reply {
  const items = changes.slice(0, mostListed).map((change) => [changeText(change, today)])
  const rest = changes.length - mostListed
  const list: Block = { kind: 'list', items: rest > 0 ? [...items, [`还有 ${rest} 项`]] : items }
  return {
    blocks: [
      verdict(`${editedText(edited)}，${touchedText(changes.length)}`),
      ...(changes.length > 0 ? [list] : []),
      ...(confirmed.length > 0 ? [paragraph(confirmedText(confirmed, today))] : []),
      paragraph('全部日子发 /plan 看。'),
    ],
  }
}

const touchedText = (count: number): string =>
  count > 0 ? `这里有 ${count} 项期限的日子变了` : '这里暂定的日子都没有变'

const mostConfirmed = 5

function confirmedText(confirmed: readonly ConfirmedDays[], today: CivilDate): string {
  const texts = confirmed.slice(0, mostConfirmed).map(({ matter, deadline, days }) => {
    return `${deadlineText(matter, deadline)} ${daysText(days.map((on) => shortDay(on, today)))}`
  })
  const rest = confirmed.length - mostConfirmed
  return `暂定的日子已确认，没有变：${texts.join('；')}${rest > 0 ? `；还有 ${rest} 项` : ''}。`
}

function editedText({ years, rules }: EditedFiles): string {
  const files = [
    ...(years.length > 0 ? [`${years.join('、')} 年的放假安排公布或更新了`] : []),
    ...(rules ? ['期限规则改了'] : []),
  ]
  return files.join('，')
}

function changeText({ matter, deadline, due, gone, come }: DateChange, today: CivilDate): string {
  const day = (on: CivilDate): string => shortDay(on, today)
  const parts = [
    ...(due === undefined ? [] : [`最后一日从 ${day(due.from)} 改到 ${day(due.to)}`]),
    ...remindersText(gone.map(day), come.map(day)),
  ]
  return `${deadlineText(matter, deadline)}：${parts.join('；')}`
}

function remindersText(gone: readonly string[], come: readonly string[]): readonly string[] {
  if (gone.length > 0 && come.length > 0) return [`提醒从 ${daysText(gone)} 改到 ${daysText(come)}`]
  if (gone.length > 0) return [`${daysText(gone)} 不再提醒`]
  return come.length > 0 ? [`${daysText(come)} 也会提醒`] : []
}

const mostDays = 4

function daysText(days: readonly string[]): string {
  const shown = days.slice(0, mostDays).join('、')
  return days.length > mostDays ? `${shown} 等 ${days.length} 天` : shown
}
