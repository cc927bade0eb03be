import type { Faces } from './face.js'
import { unshownOf } from './letters.js'
import { palette } from './palette.js'
import { gap, smallest, stacked, written, type Piece } from './piece.js'
import { element } from './svg.js'

/** One picture as wide as a phone. */
export interface Picture {
  readonly svg: string
  /** Texts in it that hold a 「□」: what they really say belongs below the picture. */
  readonly unshown: readonly string[]
}

/** In units of the drawing, of which `scale` pixels make one. */
const pageWidth = 390
export const margin = 16
export const textWidth = pageWidth - 2 * margin

const scale = 2
/** Telegram makes photos smaller that are more than 2,560 pixels high, and the type with them. */
const pageHeight = 1280

export interface Content {
  readonly title: string
  /** A part that does not fit below the one before begins on a page of its own. */
  readonly parts: readonly (readonly Piece[])[]
  /** All that people named, to find what cannot be shown. */
  readonly names: readonly string[]
  /** Closes the last page. */
  readonly foot: string
}

/** As many pages as it takes; a piece is never cut. */
export function pagesOf({ title, parts, names, foot }: Content, faces: Faces): readonly Picture[] {
  const unshown = unshownOf(names, faces.regular)
  const small = { width: textWidth, size: smallest, fill: palette.pale } as const
  const feet = [
    ...(unshown.length === 0 ? [] : [written('□：字库里没有的字，原文见和图一起发来的文字。', faces, small)]),
    written(foot, faces, small),
  ]
  const ended = [...parts.slice(0, -1), [...(parts.at(-1) ?? []), stacked([gap(12), ...feet])]]
  const pages = dealt(ended, pageHeight - headHeight - 2 * margin)
  return pages.map((page, number) => {
    const numbered = pages.length === 1 ? title : `${title}（${number + 1}/${pages.length}）`
    return { svg: pageOf(stacked([headOf(numbered, faces), ...page])), unshown }
  })
}

const headHeight = 36

function headOf(title: string, faces: Faces): Piece {
  const line = written(title, faces, {
    width: textWidth,
    size: 16,
    fill: palette.pale,
    bold: true,
    most: 1,
  })
  return { ...line, height: headHeight }
}

function dealt(parts: readonly (readonly Piece[])[], height: number): readonly (readonly Piece[])[] {
  const pages: Piece[][] = [[]]
  let left = height
  const turn = (): void => {
    pages.push([])
    left = height
  }
  for (const part of parts) {
    if (stacked(part).height > left && left < height) turn()
    for (const piece of part) {
      if (piece.height > left && left < height) turn()
      pages.at(-1)?.push(piece)
      left -= piece.height
    }
  }
  return pages
}

function pageOf(piece: Piece): string {
  const height = Math.ceil(piece.height + 2 * margin)
  const paper = element('rect', { width: pageWidth, height, fill: palette.paper })
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: pageWidth * scale,
      height: height * scale,
      viewBox: `0 0 ${pageWidth} ${height}`,
      'font-family': 'Noto Sans SC',
    },
    paper + piece.at(margin, margin),
  )
}
