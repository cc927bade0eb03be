import type { CivilDate } from '../values/civil-date.js'
import type { Faces } from './face.js'
import { palette } from './palette.js'
import { beside, smallest, stacked, written, type Piece } from './piece.js'
import { tag } from './tag.js'
import { dayText, weekdayText } from './words.js'

export interface CellDate {
  readonly on: CivilDate
  readonly provisional: boolean
}

/** A day, its weekday below it, and whether it may still change. */
export function dateCell({ on, provisional }: CellDate, width: number, faces: Faces): Piece {
  const weekday = written(weekdayText(on), faces, { width, size: smallest, fill: palette.pale })
  return stacked([
    written(dayText(on), faces, { width, size: 17, bold: true, fill: palette.ink }),
    beside([
      { left: 0, piece: weekday },
      ...(provisional ? [{ left: 2.5 * smallest, piece: tag('暂定', faces) }] : []),
    ]),
  ])
}
