import type { Faces } from './face.js'
import { boxed } from './flow-box.js'
import type { Point } from './flow-arrow.js'
import { questionsDrawn, questionsWidth, type QuestionsDrawn } from './flow-questions.js'
import { coverNames, covers, type FlowShown, type PartShown } from './flow-shown.js'
import { sideDrawn, wiresTo } from './flow-side.js'
import { wiring } from './flow-wires.js'
import { palette } from './palette.js'
import { beside, gap, smallest, stacked, written, type Piece } from './piece.js'
import { element } from './svg.js'

const margin = 28
const sideWidth = 320
const legendWidth = 180

/**
 * A flow as one picture, read from top to bottom: the questions in the middle, what each decides to their sides. Arrows
 * carry the number of the question whose answer they bring.
 */
export function flowSvg({ title, topics, requirements, outcomes }: FlowShown, faces: Faces): string {
  const asked = questionsDrawn(topics, faces)
  const exits = { left: exitsOn('left', asked), right: exitsOn('right', asked) }
  const ends = sideDrawn(outcomes, faces, { width: sideWidth, exits: exits.left, chained: true })
  const needs = sideDrawn(byLastRead(requirements), faces, { width: sideWidth, exits: exits.right })
  const left = wiring(wiresTo(ends, exits.left), 'left')
  const right = wiring(wiresTo(needs, exits.right), 'right')
  const askedX = margin + sideWidth + left.width
  const needsX = askedX + questionsWidth + right.width
  const width = Math.ceil(needsX + sideWidth + margin)
  const head = headOf(title, [margin, askedX, needsX], faces)
  const top = margin + head.height
  const height = Math.ceil(top + Math.max(asked.height, ends.height, needs.height) + margin)
  const origin = { x: askedX, y: top }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': 'Noto Sans SC',
    },
    [
      element('rect', { width, height, fill: palette.paper }),
      head.at(0, margin),
      left.at(margin + sideWidth, askedX, origin),
      right.at(askedX + questionsWidth, needsX, origin),
      ends.at(margin, top),
      asked.at(askedX, top),
      needs.at(needsX, top),
    ].join(''),
  )
}

const exitsOn = (side: 'left' | 'right', { exits }: QuestionsDrawn): ReadonlyMap<number, Point> =>
  new Map([...exits].map(([place, exit]) => [place, exit[side]]))

/** A part stands where all that it reads was asked: in this order none has to wait for one further down. */
const byLastRead = (parts: readonly PartShown[]): readonly PartShown[] =>
  [...parts].sort((a, b) => Math.max(-1, ...a.reads) - Math.max(-1, ...b.reads))

/** The title, what the frames mean, and what stands in each column. */
function headOf(title: string, columns: readonly number[], faces: Faces): Piece {
  const bold = { size: 18, fill: palette.blue, bold: true }
  const names = ['结局：从上往下第一个成立的', '题目：从上往下问', '要求：答到这里就能判断']
  return stacked([
    beside([
      { left: margin, piece: written(title, faces, { width: 900, size: 24, fill: palette.ink, bold: true }) },
    ]),
    gap(8),
    beside(
      covers.map((cover, at) => ({
        left: margin + at * legendWidth,
        piece: boxed({ name: coverNames[cover], notes: [], cover }, faces, { width: legendWidth - 16 }),
      })),
    ),
    gap(8),
    beside([
      { left: margin, piece: written(howToRead, faces, { width: 900, size: smallest, fill: palette.pale }) },
    ]),
    gap(16),
    beside(
      columns.map((left, at) => ({
        left,
        piece: written(names[at] ?? '', faces, { width: sideWidth, ...bold }),
      })),
    ),
    gap(10),
  ])
}

const howToRead = '箭头旁的数字是题号：它的回答用在那里。线上有圆点的地方分叉，没有圆点的只是交叉。'
