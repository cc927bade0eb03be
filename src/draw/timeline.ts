import type { Matter } from '../deadlines/matter.js'
import { columnOf } from './column.js'
import { legendOf } from './legend.js'
import { markAt, markNames, type MarkKind } from './marks.js'
import { pagesOf, textWidth, type Picture } from './page.js'
import { palette } from './palette.js'
import { gap, smallest, written, type Piece } from './piece.js'
import { anchorOf, gathered, landmarksOf, remindersAsPoints, type Point } from './points.js'
import { dueDayOf, nearestOf, type Drawing, type ShownDeadline, type ShownMatter } from './shown.js'
import { standingOf } from './standing.js'
import { fullDayText } from './words.js'

/** The time line of one deadline with all its reminders, or of a matter with the days of all its deadlines. */
export function timelineSvg({ matter, deadlines }: ShownMatter, how: Drawing): readonly Picture[] {
  const [only, second] = deadlines
  const points = only !== undefined && second === undefined ? ladderOf(only, how) : overviewOf(deadlines, how)
  return pagesOf(
    {
      title: '期限时间线',
      parts: [
        [
          ...headOf(matter, nearestOf(deadlines) ?? only, how),
          ...columnOf(points, how.today, how.faces),
          ...undatedOf(deadlines, how),
          legendOf(legendItems(points), how.faces),
        ],
      ],
      names: namesOf(matter, deadlines),
      foot: `按 ${fullDayText(how.today)} 的情况画，日期变了请重新要一张。`,
    },
    how.faces,
  )
}

function ladderOf(shown: ShownDeadline, how: Drawing): readonly Point[] {
  const days = gathered(landmarksOf(shown, how, false), remindersAsPoints(shown, how))
  const due = dueDayOf(shown.deadline)
  return [...days, ...anchorOf(shown.deadline, how).filter(({ on }) => on !== due)]
}

/** Of the reminders only the next one of all: a matter has dozens. */
function overviewOf(deadlines: readonly ShownDeadline[], how: Drawing): readonly Point[] {
  const next = deadlines
    .flatMap((shown) =>
      remindersAsPoints(shown, how)
        .filter(({ mark }) => mark === 'next')
        .map((point) => ({ ...point, under: [shown.deadline.rule.name, ...point.under] })),
    )
    .sort((a, b) => (a.on < b.on ? -1 : 1))
  return [...deadlines.flatMap((shown) => landmarksOf(shown, how, true)), ...next.slice(0, 1)]
}

function headOf(matter: Matter, nearest: ShownDeadline | undefined, how: Drawing): readonly Piece[] {
  const { faces } = how
  const line = (text: string, size: number, bold: boolean): Piece =>
    written(text, faces, { width: textWidth, size, bold, fill: palette.ink, most: 4 })
  return [
    line(matter.holder, 22, true),
    ...(matter.number === undefined ? [] : [line(`编号 ${matter.number}`, smallest, false)]),
    ...(nearest === undefined
      ? [line('还没有要办的期限。', 17, false), gap(10)]
      : [line(nearest.deadline.rule.name, 18, true), standingOf(nearest.deadline, how)]),
  ]
}

/** What has no day on the line is told below it: missing dates and what comes back for ever. */
function undatedOf(deadlines: readonly ShownDeadline[], { faces }: Drawing): readonly Piece[] {
  const of = (kind: 'unknown' | 'never', says: string): readonly Piece[] => {
    const undated = deadlines.filter(
      ({ deadline }) => deadline.due.kind === kind && deadline.state.kind === 'open',
    )
    // What comes back is a deadline each time.
    const names = [...new Set(undated.map(nameOf))]
    const style = { width: textWidth, size: 15, fill: palette.ink } as const
    return names.length === 0 ? [] : [gap(10), written(`${says}：${names.join('、')}。`, faces, style)]
  }
  return [...of('unknown', '还缺日期，算不出来'), ...of('never', '按日程提醒，没有最后一日')]
}

const nameOf = ({ deadline }: ShownDeadline): string => deadline.rule.name

function legendItems(points: readonly Point[]): Parameters<typeof legendOf>[0] {
  const used = new Set<MarkKind>(points.map(({ mark }) => mark))
  return [...used].map((mark) => ({ text: markNames[mark], sign: (x, y) => markAt(mark, x, y) }))
}

function namesOf({ holder, number }: Matter, deadlines: readonly ShownDeadline[]): readonly string[] {
  return [holder, ...(number === undefined ? [] : [number]), ...deadlines.map(nameOf)]
}
