import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Block, Reply, Text } from '../../reply/reply.js'
import { daysBetween, type CivilDate } from '../../values/civil-date.js'
import { leftText } from './day.js'
import { deadlineText, dueText, hardnessText, paragraph, verdict } from './deadline.js'
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
}

const mostListed = 20

/** By the last day to act, not by expiry. What is over stands first, in a block of its own, until somebody settles it. */
export function dueReply(items: readonly DueItem[], time: DueTime): Reply {
  const { today, until } = time
  const days = daysBetween(today, until)
  if (items.length === 0) return noneReply(time)
  const shown = items.slice(0, mostListed)
  const over = shown.filter(({ day }) => day < today)
  const ahead = shown.filter(({ day }) => day >= today)
  const rest = items.length - shown.length
  return {
    blocks: [
      ...(over.length === 0 ? [] : [verdict(`已经过了 ${over.length} 项`), list(over, today)]),
      ...(ahead.length === 0 ? [] : [verdict(`接下来 ${days} 天有 ${ahead.length} 项`), list(ahead, today)]),
      ...(rest > 0 ? [paragraph(`还有 ${rest} 项没有列出：写上名字只看一家，例如：/due 90 XX公司。`)] : []),
    ],
    buttons: allButtons(shown.map(cardLine)),
  }
}

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
