import type { Faces } from './face.js'
import { coverNames, covers, type Cover, type FlowShown, type PartShown } from './flow-shown.js'
import { palette } from './palette.js'
import { beside, gap, smallest, stacked, written, type Piece } from './piece.js'
import { element } from './svg.js'

const pageWidth = 760
const margin = 24
const textWidth = pageWidth - 2 * margin
const markWidth = 28

/** A flow as one tall picture: questions by topic, requirements and outcomes in their order, each with its coverage. */
export function flowSvg({ title, topics, requirements, outcomes }: FlowShown, faces: Faces): string {
  const piece = stacked([
    written(title, faces, { width: textWidth, size: 22, fill: palette.ink, bold: true }),
    gap(8),
    ...covers.map((cover) => part({ name: coverNames[cover], notes: [], cover, reads: [] }, faces)),
    ...topics.flatMap(({ name, questions }) => section(name, questions, faces)),
    ...section('要求', requirements, faces),
    ...section('结局：从上往下第一个成立的', outcomes, faces),
  ])
  const height = Math.ceil(piece.height + 2 * margin)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: pageWidth,
      height,
      viewBox: `0 0 ${pageWidth} ${height}`,
      'font-family': 'Noto Sans SC',
    },
    element('rect', { width: pageWidth, height, fill: palette.paper }) + piece.at(margin, margin),
  )
}

function section(name: string, parts: readonly PartShown[], faces: Faces): readonly Piece[] {
  return [
    gap(18),
    written(name, faces, { width: textWidth, size: 18, fill: palette.blue, bold: true }),
    ...parts.map((one) => part(one, faces)),
  ]
}

function part({ name, notes, cover, reads }: PartShown, faces: Faces): Piece {
  const width = textWidth - markWidth
  const from = reads.length === 0 ? [] : [`看第 ${reads.map((place) => place + 1).join('、')} 题`]
  return beside([
    { left: 0, piece: mark(cover) },
    {
      left: markWidth,
      piece: stacked([
        gap(4),
        written(name, faces, { width, size: 16, fill: cover === 'none' ? palette.red : palette.ink }),
        ...[...notes, ...from].map((note) =>
          written(note, faces, { width, size: smallest, fill: palette.pale }),
        ),
      ]),
    },
  ])
}

/** Told apart without colour: full, half, empty and dashed. */
function mark(cover: Cover): Piece {
  const frame = { width: 14, height: 14, rx: 3, 'stroke-width': 2 }
  return {
    height: 26,
    at: (x, y) => {
      const [left, top] = [x + 2, y + 9]
      const box = element('rect', {
        ...frame,
        ...{ x: left, y: top, fill: cover === 'all' ? palette.blue : palette.paper },
        stroke: strokes[cover],
        'stroke-dasharray': cover === 'none' ? '4 2' : undefined,
      })
      const half = element('rect', { x: left, y: top + 7, width: 14, height: 7, fill: palette.orange })
      return cover === 'some' ? box + half : box
    },
  }
}

const strokes = { all: palette.blue, some: palette.orange, none: palette.red } as const
