import type { Faces } from './face.js'
import { palette } from './palette.js'
import { smallest, type Piece } from './piece.js'
import { element, lettering } from './svg.js'
import { widthOf } from './letters.js'

/** A short word in a dashed frame, which says the same without colour. */
export function tag(text: string, faces: Faces): Piece {
  const width = widthOf(text, faces.regular) * smallest + 12
  return {
    height: 22,
    at: (x, y) =>
      element('rect', {
        x,
        y,
        width,
        height: 21,
        rx: 4,
        fill: palette.paper,
        stroke: palette.red,
        'stroke-width': 1.5,
        'stroke-dasharray': '4 2',
      }) + lettering(text, { x: x + 6, y: y + 15.5, size: smallest, fill: palette.red }),
  }
}
