import type { Faces } from './face.js'
import { drawable } from './letters.js'
import { linesOf } from './lines.js'
import type { Colour } from './palette.js'
import { lettering } from './svg.js'

/** A part of a picture that knows how high it is before anybody knows where it goes. */
export interface Piece {
  readonly height: number
  /** As SVG, with its upper left corner at (x, y). */
  at(x: number, y: number): string
}

export interface Writing {
  readonly width: number
  readonly size: number
  readonly fill: Colour
  readonly bold?: boolean
  /** Lines at most. */
  readonly most?: number
}

/** The smallest type, on a picture as wide as a phone: below it nobody reads. */
export const smallest = 14

const leading = 1.4
/** Where the baseline lies in a line, so that Chinese characters stand in its middle. */
const baseline = 1.08

/** Text in lines, in characters that can be drawn. */
export function written(text: string, faces: Faces, { width, size, fill, bold, most }: Writing): Piece {
  const face = bold === true ? faces.bold : faces.regular
  const lines = linesOf(drawable(text, face), { width: width / size, face, ...(most && { most }) })
  const style = { size, fill, ...(bold && { bold }) }
  return {
    height: lines.length * size * leading,
    at: (x, y) =>
      lines
        .map((line, number) => lettering(line, { x, y: y + (number * leading + baseline) * size, ...style }))
        .join(''),
  }
}

export const gap = (height: number): Piece => ({ height, at: () => '' })

/** One below the other. */
export function stacked(pieces: readonly Piece[]): Piece {
  return {
    height: pieces.reduce((sum, { height }) => sum + height, 0),
    at: (x, y) => {
      let top = y
      return pieces.map((piece) => piece.at(x, (top += piece.height) - piece.height)).join('')
    },
  }
}

/** Side by side, each so far from the left edge, as high as the highest. */
export function beside(pieces: readonly { readonly left: number; readonly piece: Piece }[]): Piece {
  return {
    height: Math.max(0, ...pieces.map(({ piece }) => piece.height)),
    at: (x, y) => pieces.map(({ left, piece }) => piece.at(x + left, y)).join(''),
  }
}
