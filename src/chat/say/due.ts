import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Block, Button, Reply, Text } from '../../reply/reply.js'
import { daysAfter, daysBetween, type CivilDate } from '../../values/civil-date.js'
import { leftText } from './day.js'
import { deadlineText, dueText, hardnessText, matterText, paragraph, verdict } from './deadline.js'
import { refOf, stateText } from './reminder.js'
import { allButtons } from './reminder-buttons.js'
import { said } from './trouble.js'

/** A deadline with the day on which it falls. */
export interface DueItem {
  readonly matter: Matter
  readonly deadline: Deadline
  readonly day: CivilDate
}

interface DueTime {
  readonly today: CivilDate
  /** The last day of the list. */
  readonly until: CivilDate
  /** The first of all, told where none falls due in time. */
  readonly next: DueItem | undefined
  /** From 0. */
  readonly page: number
  /** What was asked for, as it was typed. */
  readonly rest: string
  /** In a group: those of which nobody has to act. */
  readonly ownerless: readonly Matter[]
}

const mostListed = 20

/** By the last day to act, not by expiry. What is over stands first, in a block of its own, until somebody settles it. */
export function dueReply(items: readonly DueItem[], time: DueTime): Reply {
  if (items.length === 0) return noneReply(time)
  const { today, rest } = time
  const pages = Math.ceil(items.length / mostListed)
  const page = Math.min(Math.max(time.page, 0), pages - 1)
  const shown = items.slice(page * mostListed, (page + 1) * mostListed)
  return {
    blocks: [
      ...part(items, shown, { isMeant: ({ day }) => day < today, title: overTitle, today }),
      ...part(items, shown, { isMeant: ({ day }) => day >= today, title: aheadTitle(time), today }),
      ...(page === 0 ? ownerlessBlocks(time) : []),
      ...(pages > 1
        ? [
            paragraph(
              `第 ${page + 1} 页，共 ${pages} 页。也可以只看一部分，例如：/due 90 广东，/due 90 XX公司。`,
            ),
          ]
        : []),
      ...(page === 0 && hasSeveral(shown)
        ? [paragraph('几家一起办了，直接说就行，例如：这几家今天都提交了。')]
        : []),
    ],
    buttons: [...allButtons(shown.map(cardLine)), ...nextButton({ page, pages, rest })],
  }
}

interface Part {
  readonly isMeant: (item: DueItem) => boolean
  readonly title: (all: readonly DueItem[]) => string
  readonly today: CivilDate
}

/** How many there are in all, and those of this page. */
function part(
  items: readonly DueItem[],
  shown: readonly DueItem[],
  { isMeant, title, today }: Part,
): readonly Block[] {
  const here = shown.filter(isMeant)
  return here.length === 0 ? [] : [verdict(title(items.filter(isMeant))), list(here, today)]
}

const overTitle = (all: readonly DueItem[]): string => `已经过了 ${all.length} 项`

const soonDays = 30

const aheadTitle =
  ({ today, until }: DueTime) =>
  (all: readonly DueItem[]): string => {
    const days = daysBetween(today, until)
    const soon = all.filter(({ day }) => day <= daysAfter(today, soonDays)).length
    const near = days > soonDays && soon > 0 && soon < all.length ? `，其中 ${soonDays} 天内 ${soon} 项` : ''
    return `接下来 ${days} 天有 ${all.length} 项${near}`
  }

const mostOwnerless = 10

function ownerlessBlocks({ ownerless }: DueTime): readonly Block[] {
  if (ownerless.length === 0) return []
  const names = ownerless.slice(0, mostOwnerless).map(matterText).join('、')
  const more = ownerless.length > mostOwnerless ? ' 等' : ''
  return [
    paragraph(`没有负责人 ${ownerless.length} 项：${names}${more}。发 /licence 打开它，按“负责人”安排。`),
  ]
}

const hasSeveral = (items: readonly DueItem[]): boolean =>
  new Set(items.map(({ matter }) => matter.id)).size > 1

function nextButton({
  page,
  pages,
  rest,
}: Pick<DueTime, 'page' | 'rest'> & { readonly pages: number }): readonly (readonly Button[])[] {
  return page + 1 < pages ? [[{ label: '下一页', press: { kind: 'due', rest, page: page + 1 } }]] : []
}

/** Nobody is missing: in private it is the person's own to keep. */
export const allOwnedReply = (isPrivate: boolean): Reply =>
  said(isPrivate ? '私聊里登记的由你自己负责，在群里才安排负责人。' : '这里登记的都有负责人。')

export const noneOverReply: Reply = said('没有逾期的。要看快到期的，发 /due 90。')

function noneReply({ today, until, next }: DueTime): Reply {
  const none = `接下来 ${daysBetween(today, until)} 天没有期限。`
  return next === undefined
    ? said(`${none}登记了什么，发 /licence 看。`)
    : {
        blocks: [paragraph(`${none}最近的一项：`), list([next], today)],
        buttons: allButtons([cardLine(next)]),
      }
}

function cardLine({ matter, deadline }: DueItem) {
  const line = { matter, deadline, missed: [] }
  return { ref: refOf(line), line }
}

function list(items: readonly DueItem[], today: CivilDate): Block {
  return { kind: 'list', items: items.map((item) => itemText(item, today)) }
}

function itemText({ matter, deadline, day }: DueItem, today: CivilDate): Text {
  const { rule, provisional } = deadline
  const state = stateText({ matter, deadline, missed: [] }, today)
  const kind = `${hardnessText(rule)}${provisional ? '，暂定' : ''}`
  return [
    { bold: `${dueText(deadline, today)} ${deadlineText(matter, deadline)}` },
    `：${leftText(day, today)}（${kind}）${state === undefined ? '' : `；${state}`}`,
  ]
}
