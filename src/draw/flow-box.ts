import type { Faces } from './face.js'
import type { Cover, PartShown } from './flow-shown.js'
import { palette } from './palette.js'
import { smallest, stacked, written, type Piece } from './piece.js'
import { element } from './svg.js'

const padding = 10

/** A part of a flow in a frame that tells how much of it the cases reach, at least so high. One without `cover` is none. */
export function boxed(
  { name, notes, cover }: Pick<PartShown, 'name' | 'notes'> & { readonly cover?: Cover },
  faces: Faces,
  { width, least = 0 }: { readonly width: number; readonly least?: number },
): Piece {
  const inner = width - 2 * padding
  const text = stacked([
    written(name, faces, { width: inner, size: 16, fill: palette.ink }),
    ...notes.map((note) => written(note, faces, { width: inner, size: smallest, fill: palette.pale })),
  ])
  const height = Math.max(least, text.height + 2 * padding)
  return {
    height,
    at: (x, y) =>
      element('rect', { x, y, width, height, ...(cover === undefined ? plain : frames[cover]) }) +
      text.at(x + padding, y + padding),
  }
}

/** No case has to reach it. */
const plain = { rx: 18, fill: palette.paper, stroke: palette.ink, 'stroke-width': 1.5 }

/** Told apart without colour: filled, thick, and thick and broken. */
const frames: Readonly<Record<Cover, Readonly<Record<string, string | number>>>> = {
  all: { rx: 6, fill: palette.sky, stroke: palette.blue, 'stroke-width': 1.5 },
  some: { rx: 6, fill: palette.paper, stroke: palette.orange, 'stroke-width': 4 },
  none: { rx: 6, fill: palette.paper, stroke: palette.red, 'stroke-width': 3, 'stroke-dasharray': '7 4' },
}
