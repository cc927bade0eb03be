import { daysBetween, type CivilDate } from '../values/civil-date.js'
import { dateCell } from './date-cell.js'
import type { Faces } from './face.js'
import { markAt } from './marks.js'
import { textWidth } from './page.js'
import { palette } from './palette.js'
import { beside, gap, smallest, stacked, written, type Piece } from './piece.js'
import type { Point } from './points.js'
import { element, lettering } from './svg.js'
import { fullDayText, weekdayText } from './words.js'

const axis = 102
const textLeft = 126
/** Where the middle of a row's first line is. */
const middle = 17

/** Points down a line in the order of time, with a band for today; years and long silences are told between them. */
export function columnOf(points: readonly Point[], today: CivilDate, faces: Faces): readonly Piece[] {
  const ordered = [...points].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const past = ordered.filter(({ on }) => on < today)
  const ahead = ordered.slice(past.length)
  return [
    ...rowsOf(past, firstOfYear(past, today), faces).map((row) => onAxis(row, true)),
    todayBand(today),
    ...rowsOf(ahead, today, faces).map((row) => onAxis(row, false)),
  ]
}

/** The first point, if the year of today is its year, too: that stands in the band. */
function firstOfYear([first]: readonly Point[], today: CivilDate): CivilDate | undefined {
  return first?.on.slice(0, 4) === today.slice(0, 4) ? first.on : undefined
}

function rowsOf(points: readonly Point[], before: CivilDate | undefined, faces: Faces): readonly Piece[] {
  return points.flatMap((point, number) => {
    const previous = points[number - 1]?.on ?? before
    const between = betweenText(previous, point.on)
    const step = between === undefined ? [] : [stepOf(between, faces)]
    return [...step, rowOf(point, point.on === points[number - 1]?.on, faces)]
  })
}

/** Two weeks or more of silence is named, so that the even rows do not hide it. */
function betweenText(previous: CivilDate | undefined, on: CivilDate): string | undefined {
  const year = `${on.slice(0, 4)}年`
  if (previous === undefined) return year
  const days = daysBetween(previous, on)
  const newYear = previous.slice(0, 4) === on.slice(0, 4) ? [] : [year]
  const parts = [...(days >= 14 ? [`相隔 ${days} 天`] : []), ...newYear]
  return parts.length === 0 ? undefined : parts.join('，')
}

function stepOf(text: string, faces: Faces): Piece {
  const style = { width: textWidth - textLeft, size: smallest, fill: palette.pale } as const
  return beside([{ left: textLeft, piece: stacked([gap(1), written(text, faces, style), gap(3)]) }])
}

function rowOf(point: Point, sameDay: boolean, faces: Faces): Piece {
  const width = textWidth - textLeft
  const strong = point.mark !== 'ahead' && point.mark !== 'unsaid'
  const title = written(point.title, faces, { width, size: 17, bold: strong, fill: palette.ink })
  const under = point.under.map((text) => written(text, faces, { width, size: smallest, fill: palette.pale }))
  return beside([
    { left: 0, piece: stacked([gap(5), ...(sameDay ? [] : [dateCell(point, axis - 12, faces)])]) },
    { left: textLeft, piece: stacked([gap(5), title, ...under, gap(6)]) },
    { left: axis, piece: { height: 40, at: (x, y) => markAt(point.mark, x, y + middle) } },
  ])
}

/** The line runs behind the row: solid where it has been lived, dashed ahead. */
function onAxis(row: Piece, lived: boolean): Piece {
  return {
    height: row.height,
    at: (x, y) =>
      element('path', {
        d: `M${x + axis},${y}v${row.height}`,
        stroke: lived ? palette.pale : palette.rule,
        'stroke-width': lived ? 4 : 3,
        'stroke-dasharray': lived ? undefined : '6 4',
      }) + row.at(x, y),
  }
}

function todayBand(today: CivilDate): Piece {
  const words = `今天　${fullDayText(today)} ${weekdayText(today)}`
  return {
    height: 38,
    at: (x, y) =>
      element('rect', { x, y: y + 4, width: textWidth, height: 30, rx: 5, fill: palette.ink }) +
      lettering(words, { x: x + 12, y: y + 25, size: 16, fill: palette.paper, bold: true }),
  }
}
