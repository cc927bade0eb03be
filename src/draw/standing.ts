import type { Deadline } from '../deadlines/deadline.js'
import { filled } from '../knowledge/figures.js'
import type { CivilDate } from '../values/civil-date.js'
import { textWidth } from './page.js'
import { palette, type Colour } from './palette.js'
import { gap, smallest, stacked, written, type Piece } from './piece.js'
import { dueDayOf, type Drawing } from './shown.js'
import { element } from './svg.js'
import { dayText, distanceText, dueNames, fullDayText, isLastDay, weekdayText } from './words.js'

/** How a deadline stands today, in a frame of its own. */
export function standingOf(deadline: Deadline, how: Drawing): Piece {
  const { faces } = how
  const width = textWidth - 24
  const { label, says, below, fill } = wordsOf(deadline, how)
  const inside = stacked([
    written(label, faces, { width, size: 16, fill: palette.ink }),
    written(says, faces, { width, size: 30, bold: true, fill }),
    ...below.map((text) => written(text, faces, { width, size: smallest, fill: palette.ink })),
  ])
  return stacked([gap(8), framed(inside), gap(10)])
}

interface Standing {
  readonly label: string
  readonly says: string
  readonly below: readonly string[]
  readonly fill: Colour
}

function wordsOf(deadline: Deadline, how: Drawing): Standing {
  const { rule, state } = deadline
  const { today } = how
  const due = dueDayOf(deadline)
  if (state.kind === 'done') return calm('这一项', '已办', [`办结日：${fullDayText(state.on)}`])
  if (state.kind === 'given-up') return calm('这一项', '已放弃', ['不再提醒。'])
  if (deadline.due.kind === 'never') return calm('按日程提醒', '没有最后一日', [])
  if (due === undefined)
    return calm('还算不出日子', '缺日期', rule.asks === undefined ? [] : [`请补：${rule.asks}`])
  if (deadline.unmeetable === true)
    return calm(`${dueNames[rule.hardness]}算下来是 ${fullDayText(due)}`, '来不及了', [
      '事情发生前就过了，计划的日子要往后改。',
    ])
  return {
    label: `${dueNames[rule.hardness]}：${fullDayText(due)} ${weekdayText(due)}`,
    says: distanceText(today, due),
    below: [
      ...safeText(deadline, today),
      ...overdueText(deadline, due, how),
      ...markText(deadline),
      ...(deadline.provisional ? [provisionalText] : []),
    ],
    fill: isLastDay(rule.hardness) ? palette.red : palette.blue,
  }
}

const calm = (label: string, says: string, below: readonly string[]): Standing => ({
  label,
  says,
  below,
  fill: palette.ink,
})

const provisionalText = '「暂定」：有一年的放假安排还没公布，或要等通知，公布后会重算。'

function safeText({ safeLastDay }: Deadline, today: CivilDate): readonly string[] {
  return safeLastDay === undefined || safeLastDay < today
    ? []
    : [
        `稳妥：${dayText(safeLastDay)} ${weekdayText(safeLastDay)}前办好（${distanceText(today, safeLastDay)}）`,
      ]
}

/** What the rule says once it has passed. */
function overdueText({ rule }: Deadline, due: CivilDate, { today, figures }: Drawing): readonly string[] {
  return rule.overdue === undefined || today <= due ? [] : [filled(rule.overdue, figures, today)]
}

function markText({ state }: Deadline): readonly string[] {
  if (state.kind !== 'open' || state.mark === undefined) return []
  switch (state.mark.kind) {
    case 'seen':
      return ['有人看到了，还没开始办。']
    case 'preparing':
      return ['在准备了。']
    case 'snoozed':
      return [`先不提醒，${dayText(state.mark.until)}再说。`]
    case 'given-up':
      return []
  }
}

function framed(inside: Piece): Piece {
  const height = inside.height + 18
  return {
    height,
    at: (x, y) =>
      element('rect', { x, y, width: textWidth, height, rx: 8, fill: palette.wash }) +
      inside.at(x + 12, y + 8),
  }
}
