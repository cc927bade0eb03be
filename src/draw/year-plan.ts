import type { CivilDate } from '../values/civil-date.js'
import { dateCell } from './date-cell.js'
import { legendOf, type LegendItem } from './legend.js'
import { daySign, monthGrid, monthsFrom, monthWidth, todaySign, type DaySigns } from './month.js'
import { pagesOf, textWidth, type Picture } from './page.js'
import { palette } from './palette.js'
import { beside, gap, smallest, stacked, written, type Piece } from './piece.js'
import { dueDayOf, nearestOf, spokenOf, type Drawing, type ShownDeadline, type ShownMatter } from './shown.js'
import { lettering } from './svg.js'
import { distanceText, dueNames, fullDayText, isLastDay, monthText, weekdays } from './words.js'

/** More than that on one calendar is a red wall. */
const mostMatters = 20

/**
 * Twelve months from the one in which today lies: the days on which something goes out and the days of the deadlines
 * still open, then a list of these. Of more than 20 matters those whose deadlines come first.
 */
export function yearPlanSvg(matters: readonly ShownMatter[], how: Drawing): readonly Picture[] {
  const nearest = ({ deadlines }: ShownMatter): string => dueIn(nearestOf(deadlines)) ?? '9999'
  const sorted = matters.toSorted((a, b) => (nearest(a) < nearest(b) ? -1 : nearest(a) > nearest(b) ? 1 : 0))
  const drawn = sorted.slice(0, mostMatters)
  const left = sorted.length - drawn.length
  const months = monthsFrom(how.today, 12)
  const rows = rowsOf(drawn, months)
  return pagesOf(
    {
      title: '未来十二个月',
      parts: [
        [...calendarOf(months, drawn, how), legendOf(legend, how.faces)],
        [
          ...listOf(rows, how),
          ...quietOf(drawn, rows, how),
          note('过了最后一日才有的催办没有画。', how),
          ...(left === 0 ? [] : [note(`另有 ${left} 项没有画，这里是最早到期的 ${mostMatters} 项。`, how)]),
        ],
      ],
      names: drawn.flatMap(({ matter, deadlines }) => [
        matter.holder,
        ...deadlines.map(({ deadline }) => deadline.rule.name),
      ]),
      foot: `按 ${fullDayText(how.today)} 的情况画，日期变了请重新要一张。`,
    },
    how.faces,
  )
}

const dueIn = (shown: ShownDeadline | undefined): CivilDate | undefined =>
  shown === undefined ? undefined : dueDayOf(shown.deadline)

/** One deadline in the list. */
interface Row {
  readonly holder: string
  readonly shown: ShownDeadline
  readonly on: CivilDate
}

function rowsOf(matters: readonly ShownMatter[], months: readonly CivilDate[]): readonly Row[] {
  const last = months.at(-1)?.slice(0, 7) ?? ''
  return matters
    .flatMap(({ matter, deadlines }) =>
      deadlines
        .filter(({ deadline }) => deadline.state.kind === 'open')
        .flatMap((shown) => {
          const on = dueDayOf(shown.deadline)
          return on === undefined ? [] : [{ holder: matter.holder, shown, on }]
        }),
    )
    .filter(({ on }) => on.slice(0, 7) <= last)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function calendarOf(
  months: readonly CivilDate[],
  matters: readonly ShownMatter[],
  how: Drawing,
): readonly Piece[] {
  const signs = signsOf(matters, how.today)
  const { today, faces, rules } = how
  const style = { today, faces, days: rules.days, signsOf: (day: CivilDate) => signs.get(day) }
  const grids = months.map((month) => monthGrid(month, style))
  return [weekdayHeads, ...pairsOf(grids)]
}

const columns = [0, textWidth - monthWidth]

const weekdayHeads: Piece = {
  height: 24,
  at: (x, y) =>
    columns
      .flatMap((left) =>
        weekdays.map((name, day) =>
          lettering(name, {
            x: x + left + ((day + 0.5) * monthWidth) / 7,
            y: y + 15,
            size: smallest,
            fill: palette.pale,
            anchor: 'middle',
          }),
        ),
      )
      .join(''),
}

function pairsOf(grids: readonly Piece[]): readonly Piece[] {
  return Array.from({ length: grids.length / 2 }, (_, row) => {
    const pair = grids.slice(2 * row, 2 * row + 2)
    return stacked([beside(pair.map((piece, column) => ({ left: columns[column] ?? 0, piece }))), gap(10)])
  })
}

/** Of the days still to come, and of deadlines that have passed: both are what one looks for. */
function signsOf(matters: readonly ShownMatter[], today: CivilDate): ReadonlyMap<CivilDate, DaySigns> {
  const all = matters.flatMap(({ deadlines }) => deadlines.flatMap((shown) => signsOfOne(shown, today)))
  return all.reduce((days, [day, signs]) => {
    const before = days.get(day)
    return days.set(day, before === undefined ? signs : bothOf(before, signs))
  }, new Map<CivilDate, DaySigns>())
}

function signsOfOne(shown: ShownDeadline, today: CivilDate): readonly (readonly [CivilDate, DaySigns])[] {
  const { deadline } = shown
  if (deadline.state.kind !== 'open') return []
  const due = dueDayOf(deadline)
  const last = isLastDay(deadline.rule.hardness)
  // What is said after the last day is said only if nobody has acted by then, but then daily: it would hide the rest.
  const ahead = spokenOf(shown).filter(({ on }) => on >= today && (due === undefined || on <= due))
  return [
    ...(due === undefined
      ? []
      : [[due, { last, aim: !last, reminder: false, provisional: deadline.provisional }] as const]),
    ...ahead.map(
      ({ on, provisional }) => [on, { last: false, aim: false, reminder: true, provisional }] as const,
    ),
  ]
}

const bothOf = (a: DaySigns, b: DaySigns): DaySigns => ({
  last: a.last || b.last,
  aim: a.aim || b.aim,
  reminder: a.reminder || b.reminder,
  provisional: a.provisional || b.provisional,
})

const no = { last: false, aim: false, reminder: false, provisional: false }

const legend: readonly LegendItem[] = [
  { text: '最后一日', sign: (x, y) => daySign({ ...no, last: true }, { x, y }) },
  { text: '目标或跟进日', sign: (x, y) => daySign({ ...no, aim: true }, { x, y }) },
  { text: '这天会提醒', sign: (x, y) => daySign({ ...no, reminder: true }, { x, y }) },
  { text: '虚线：暂定', sign: (x, y) => daySign({ ...no, reminder: true, provisional: true }, { x, y }) },
  { text: '今天', sign: (x, y) => todaySign({ x, y: y - 10 }) },
]

/** By month, after a part of its own for what has passed and is not done. */
function listOf(rows: readonly Row[], how: Drawing): readonly Piece[] {
  const partOf = ({ on }: Row): string => (on < how.today ? '已经过了，还没办' : monthText(on))
  return rows.map((row, number) => {
    const previous = rows[number - 1]
    const goesOn = previous !== undefined && partOf(previous) === partOf(row)
    return stacked([...(goesOn ? [] : [partHead(partOf(row), how)]), listRow(row, how)])
  })
}

const partHead = (text: string, { faces }: Drawing): Piece =>
  stacked([
    gap(12),
    written(text, faces, { width: textWidth, size: 17, bold: true, fill: palette.blue }),
    gap(2),
  ])

const dateWidth = 88

function listRow({ holder, on, shown: { deadline } }: Row, { today, faces }: Drawing): Piece {
  const width = textWidth - dateWidth
  const { rule, provisional } = deadline
  const line = (text: string, bold: boolean): Piece =>
    written(text, faces, { width, size: 16, bold, fill: palette.ink, most: 3 })
  const small = written(`${dueNames[rule.hardness]}，${distanceText(today, on)}`, faces, {
    width,
    size: smallest,
    fill: isLastDay(rule.hardness) ? palette.red : palette.pale,
  })
  return beside([
    { left: 0, piece: stacked([gap(5), dateCell({ on, provisional }, dateWidth, faces)]) },
    { left: dateWidth, piece: stacked([gap(5), line(holder, true), line(rule.name, false), small, gap(5)]) },
  ])
}

/** Who is on no row is named, so that nobody seems forgotten. */
function quietOf(matters: readonly ShownMatter[], rows: readonly Row[], how: Drawing): readonly Piece[] {
  if (matters.length === 0) return [note('这里还没有登记要看的事项。', how)]
  const told = new Set(rows.map(({ shown }) => shown.deadline.matter))
  const quiet = matters.filter(({ matter }) => !told.has(matter.id)).map(({ matter }) => matter.holder)
  return quiet.length === 0 ? [] : [note(`这十二个月里没有最后一日的：${quiet.join('、')}。`, how)]
}

const note = (text: string, { faces }: Drawing): Piece =>
  stacked([gap(10), written(text, faces, { width: textWidth, size: 15, fill: palette.ink })])
