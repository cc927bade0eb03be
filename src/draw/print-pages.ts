import type { Document, Part } from '../reply/document.js'
import type { Face, Faces } from './face.js'
import { drawable, widthOf } from './letters.js'
import { linesOf } from './lines.js'
import { palette, type Colour } from './palette.js'

/** A page of a print: lines of text, each where it stands. */
export type PrintPage = readonly PrintLine[]

export interface PrintLine {
  readonly text: string
  /** In points, of the left end of the baseline, from the upper left corner of the page. */
  readonly x: number
  readonly y: number
  readonly size: number
  readonly bold: boolean
  readonly fill: Colour
}

/** A4, in points. */
export const paper = { width: 595.28, height: 841.89 } as const

const margin = { side: 56, top: 64, bottom: 72 } as const
const textWidth = paper.width - 2 * margin.side
const leading = 1.6
const indent = 16
const labelWidth = 190

/** As many pages as it takes. A heading never ends a page, and stands once more where its part goes on. */
export function printPages(document: Document, faces: Faces): readonly PrintPage[] {
  const { title, parts, foot } = document
  const flowing = [titleOf(title, faces), ...parts.map((part) => pieceOf(part, faces))].flat()
  const pages = dealt(flowing)
  return pages.map((lines, at) => [
    ...(at === 0 ? [] : headOf(title, faces)),
    ...lines,
    ...footOf(foot, `第 ${at + 1} 页，共 ${pages.length} 页`, faces),
  ])
}

/** What stands in one row of the page and is never parted: one line of text, or a label beside its value. */
interface Row {
  readonly height: number
  readonly lines: readonly Omit<PrintLine, 'y'>[]
  /** Below the row's upper edge. */
  readonly baseline: number
  /** So much must fit below a heading. */
  readonly needs: number
  /** The heading that this row is. */
  readonly heading?: string
  readonly again?: Row
}

interface Look {
  readonly size: number
  readonly bold?: boolean
  readonly fill?: Colour
  readonly left?: number
  readonly width?: number
}

const body = { size: 10.5 } as const

function titleOf(title: string, faces: Faces): readonly Row[] {
  return [...rowsOf(title, { size: 18, bold: true }, faces), space(6)]
}

function pieceOf(part: Part, faces: Faces): readonly Row[] {
  switch (part.kind) {
    case 'heading':
      return [space(10), headingRow(part.text, faces)]
    case 'paragraph':
      return [...rowsOf(part.text, { ...body, bold: part.strong === true }, faces), space(3)]
    case 'item':
      return itemRows(part, faces)
    case 'row':
      return besides(
        rowsOf(part.label, { ...body, fill: palette.pale, width: labelWidth - indent }, faces),
        rowsOf(part.value, { ...body, left: labelWidth }, faces),
      )
  }
}

function itemRows({ text, depth }: Extract<Part, { kind: 'item' }>, faces: Faces): readonly Row[] {
  const left = (depth + 1) * indent
  const [, own = '·', rest = text] = ownMark.exec(text) ?? []
  const rows = rowsOf(rest, { ...body, left, ...(depth > 0 && { fill: palette.pale }) }, faces)
  const mark = rowsOf(own, { ...body, left: left - indent * (own === '·' ? 0.6 : 0.8) }, faces)
  return besides(mark, rows)
}

/** What begins with a mark has that in the place of the dot: both together look like one sign. */
const ownMark = /^([✓✗？—]) (.+)$/su

function headingRow(text: string, faces: Faces): Row {
  const look = { size: 13, bold: true, fill: palette.blue } as const
  const room = 13 * leading + 3 * body.size * leading
  const [again] = rowsOf(`${text}（接上页）`, look, faces)
  const [row] = rowsOf(text, look, faces)
  const blank = space(0)
  return { ...(row ?? blank), needs: room, heading: text, again: again ?? blank }
}

function rowsOf(text: string, look: Look, faces: Faces): readonly Row[] {
  const { size, bold = false, fill = palette.ink, left = 0, width = textWidth - left } = look
  const face: Face = bold ? faces.bold : faces.regular
  return linesOf(drawable(text, face), { width: width / size, face }).map((line) => ({
    height: size * leading,
    baseline: size * (0.88 + (leading - 1) / 2),
    needs: size * leading,
    lines: [{ text: line, x: margin.side + left, size, bold, fill }],
  }))
}

/** Side by side, row by row. */
function besides(left: readonly Row[], right: readonly Row[]): readonly Row[] {
  const [longer, shorter] = left.length > right.length ? [left, right] : [right, left]
  return longer.map((row, at) => ({ ...row, lines: [...row.lines, ...(shorter[at]?.lines ?? [])] }))
}

const space = (height: number): Row => ({ height, baseline: 0, needs: 0, lines: [] })

function dealt(rows: readonly Row[]): readonly PrintPage[] {
  const pages: PrintLine[][] = [[]]
  let y: number = margin.top
  let heading: Row | undefined
  const put = (row: Row): void => {
    pages.at(-1)?.push(...row.lines.map((line) => ({ ...line, y: y + row.baseline })))
    y += row.height
  }
  for (const row of rows) {
    if (row.heading !== undefined) heading = row
    if (y + row.needs > paper.height - margin.bottom) {
      pages.push([])
      y = margin.top
      if (row.heading === undefined && heading?.again !== undefined) put(heading.again)
    }
    put(row)
  }
  return pages
}

const small = { size: 8.5, fill: palette.pale } as const

function headOf(title: string, faces: Faces): readonly PrintLine[] {
  return rowsOf(title, small, faces)
    .slice(0, 1)
    .flatMap(({ lines }) => lines.map((line) => ({ ...line, y: margin.top - 24 })))
}

function footOf(foot: string, number: string, faces: Faces): readonly PrintLine[] {
  const top = paper.height - margin.bottom + 30
  const width = widthOf(number, faces.regular) * small.size
  const right = { text: number, x: paper.width - margin.side - width, y: top, ...small, bold: false }
  const left = rowsOf(foot, { ...small, width: textWidth - width - indent }, faces)
  return [
    right,
    ...left.flatMap(({ lines, height }, at) => lines.map((line) => ({ ...line, y: top + at * height }))),
  ]
}
