import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Block, Reply } from '../../reply/reply.js'
import { daysBetween, type CivilDate } from '../../values/civil-date.js'
import { dayText, leftText } from './day.js'
import {
  citationsOf,
  deadlineText,
  filledIn,
  hardnessText,
  lastDayName,
  matterText,
  note,
  paragraph,
  verdict,
} from './deadline.js'
import { refOf } from './reminder.js'

interface InTime {
  readonly matter: Matter
  readonly deadline: Deadline
  readonly due: CivilDate
  readonly expiry: CivilDate | undefined
  /** How many days there are until it expires, as somebody said. */
  readonly said: number | undefined
  readonly today: CivilDate
  readonly knowledge: Knowledge
}

/** Whether there is time enough, then what that is counted from. */
export function inTimeReply(asked: InTime): Reply {
  const { matter, deadline, due, today, knowledge } = asked
  const { rule } = deadline
  const last = lastDayName(rule)
  return {
    blocks: [
      verdict(verdictText(last, due, today)),
      paragraph(`${deadlineText(matter, deadline)}，${hardnessText(rule)}。`),
      ...overdue(asked),
      {
        kind: 'facts',
        rows: [
          { label: last, value: [`${dayText(due)}，${leftText(due, today)}`] },
          ...rowOf('稳妥的最后一天', deadline.safeLastDay, today),
          ...rowOf('证照到期', asked.expiry, today),
        ],
      },
      ...otherDays(asked),
      ...citationsOf([rule], knowledge),
    ],
    buttons: [
      [
        {
          label: `打开：${matterText(matter)}`.slice(0, 30),
          press: {
            kind: 'lines',
            lines: [refOf({ matter, deadline, missed: [] })],
            view: { kind: 'one', at: 0 },
          },
        },
      ],
    ],
  }
}

function verdictText(last: string, due: CivilDate, today: CivilDate): string {
  const left = daysBetween(today, due)
  if (left < 0) return `来不及了：${last} ${due} 已经过了 ${-left} 天`
  return left === 0 ? `只剩今天：${last}就是今天` : `来得及：到${last} ${due} 还有 ${left} 天`
}

function rowOf(label: string, on: CivilDate | undefined, today: CivilDate) {
  return on === undefined ? [] : [{ label, value: [`${dayText(on)}，${leftText(on, today)}`] }]
}

/** What to do now. */
function overdue({ deadline: { rule }, due, today, knowledge }: InTime): readonly Block[] {
  return due < today && rule.overdue !== undefined
    ? [note(filledIn(rule.overdue, knowledge, today), 'warning')]
    : []
}

/** What was said against what is known here. */
function otherDays({ said, expiry, today }: InTime): readonly Block[] {
  if (said === undefined || expiry === undefined || daysBetween(today, expiry) === said) return []
  return [
    note(
      `你说还有 ${said} 天，这里登记的是 ${expiry} 到期，${leftText(expiry, today)}。登记错了，发 /licence 改到期日。`,
      'warning',
    ),
  ]
}
