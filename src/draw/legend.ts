import type { Faces } from './face.js'
import { textWidth } from './page.js'
import { palette } from './palette.js'
import { beside, gap, smallest, stacked, written, type Piece } from './piece.js'

/** A sign and what it means; the sign is drawn around a middle point. */
export interface LegendItem {
  readonly text: string
  readonly sign: (x: number, y: number) => string
}

/** Two columns of signs. */
export function legendOf(items: readonly LegendItem[], faces: Faces): Piece {
  const rows = Array.from({ length: Math.ceil(items.length / 2) }, (_, row) =>
    items.slice(2 * row, 2 * row + 2),
  )
  const width = textWidth / 2
  return stacked([
    gap(12),
    ...rows.map((row) =>
      beside(row.map((item, column) => ({ left: column * width, piece: itemOf(item, width, faces) }))),
    ),
  ])
}

function itemOf({ text, sign }: LegendItem, width: number, faces: Faces): Piece {
  const words = written(text, faces, { width: width - 28, size: smallest, fill: palette.ink })
  return beside([
    { left: 28, piece: stacked([gap(2), words, gap(2)]) },
    { left: 10, piece: { height: 24, at: (x, y) => sign(x, y + 12) } },
  ])
}
