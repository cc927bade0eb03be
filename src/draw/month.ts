import type { WorkingDays } from '../deadlines/working-days.js'
import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { Faces } from './face.js'
import { palette } from './palette.js'
import { smallest, written, type Piece } from './piece.js'
import { element, lettering } from './svg.js'
import { monthText, weekdayOf } from './words.js'

/** What a day of the year plan holds. */
export interface DaySigns {
  readonly last: boolean
  /** The day of a deadline that no law sets. */
  readonly aim: boolean
  readonly reminder: boolean
  readonly provisional: boolean
}

export interface MonthStyle {
  readonly today: CivilDate
  readonly days: WorkingDays
  readonly faces: Faces
  readonly signsOf: (day: CivilDate) => DaySigns | undefined
}

export const monthWidth = 168
const cell = monthWidth / 7
const rowHeight = 23
const headHeight = 25

/** The first day of the month in which a day lies. */
export const monthOf = (day: CivilDate): CivilDate => daysAfter(day, 1 - Number(day.slice(8)))

/** The first days of so many months, beginning with the one in which `from` lies. */
export function monthsFrom(from: CivilDate, count: number): readonly CivilDate[] {
  const first = monthOf(from)
  return count === 0 ? [] : [first, ...monthsFrom(daysAfter(first, 31), count - 1)]
}

/** Weeks begin on Monday. */
export function monthGrid(first: CivilDate, style: MonthStyle): Piece {
  const { faces } = style
  const title = written(monthText(first), faces, {
    width: monthWidth,
    size: 16,
    bold: true,
    fill: palette.ink,
  })
  const days = daysOf(first)
  const rows = Math.ceil((weekdayOf(first) + days.length) / 7)
  return {
    height: headHeight + rows * rowHeight,
    at: (x, y) =>
      title.at(x + 4, y) +
      days
        .map((day, number) => {
          const row = Math.floor((weekdayOf(first) + number) / 7)
          return dayAtPlace(day, style, {
            x: x + (weekdayOf(day) + 0.5) * cell,
            y: y + headHeight + (row + 0.5) * rowHeight,
          })
        })
        .join(''),
  }
}

const daysOf = (first: CivilDate): readonly CivilDate[] =>
  Array.from({ length: 31 }, (_, number) => daysAfter(first, number)).filter((day) => monthOf(day) === first)

interface Place {
  readonly x: number
  readonly y: number
}

function dayAtPlace(day: CivilDate, { today, days, signsOf }: MonthStyle, { x, y }: Place): string {
  const signs = signsOf(day)
  const free = days.isWorkingDay(day) ? palette.ink : palette.pale
  return (
    (signs === undefined ? '' : daySign(signs, { x, y })) +
    (day === today ? todaySign({ x, y }) : '') +
    lettering(String(Number(day.slice(8))), {
      x,
      y: y + 5,
      size: smallest,
      fill: signs?.last === true ? palette.paper : free,
      bold: signs !== undefined,
      anchor: 'middle',
    })
  )
}

/** What is behind the number: of several the gravest. */
export function daySign({ last, aim, provisional }: DaySigns, { x, y }: Place): string {
  const dashes = provisional ? '3 2' : undefined
  const square = { x: x - 11, y: y - 11, width: 22, height: 22, 'stroke-dasharray': dashes }
  if (last)
    return (
      element('rect', { ...square, 'stroke-dasharray': undefined, fill: palette.red }) +
      (provisional
        ? element('rect', { ...square, fill: 'none', stroke: palette.paper, 'stroke-width': 2 })
        : '')
    )
  if (aim) return element('rect', { ...square, fill: palette.paper, stroke: palette.ink, 'stroke-width': 2 })
  return element('circle', {
    cx: x,
    cy: y,
    r: 11,
    fill: palette.sky,
    stroke: palette.blue,
    'stroke-width': 1.5,
    'stroke-dasharray': dashes,
  })
}

export const todaySign = ({ x, y }: Place): string =>
  element('rect', { x: x - 9, y: y + 8, width: 18, height: 3.5, fill: palette.ink })
