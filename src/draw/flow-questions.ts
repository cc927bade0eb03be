import type { Faces } from './face.js'
import { arrow } from './flow-arrow.js'
import { boxed } from './flow-box.js'
import type { FlowShown } from './flow-shown.js'
import { palette } from './palette.js'
import { smallest, written, type Piece } from './piece.js'
import { lettering } from './svg.js'

/** Where the way runs down beside the boxes, how wide these are, and where those stand that are not always asked. */
const rail = 24
const mainWidth = 340
const branchLeft = 250
const branchWidth = 320
export const questionsWidth = branchLeft + branchWidth

const between = 22
const headingHeight = 34
const labelWidth = branchLeft - rail - 24
const returnBelow = 18

/** Where the lines of a question leave its box to each side. */
export interface Exit {
  readonly left: { readonly x: number; readonly y: number }
  readonly right: { readonly x: number; readonly y: number }
}

export interface QuestionsDrawn extends Piece {
  /** By the place of the question, from the upper left corner. */
  readonly exits: ReadonlyMap<number, Exit>
}

type Question = FlowShown['topics'][number]['questions'][number]

/** Something on the way down, as high as it is, and what it looks like there. */
interface Row {
  readonly top: number
  readonly height: number
  /** Whether the way goes through it; else it runs past. */
  readonly stops: boolean
  readonly at: (x: number, y: number) => string
  readonly exit?: readonly [place: number, exit: Exit]
}

/** The questions on their way from top to bottom. One that depends on answers is a turn-off that comes back. */
export function questionsDrawn(topics: FlowShown['topics'], faces: Faces): QuestionsDrawn {
  const rows: Row[] = []
  const put = (row: Omit<Row, 'top'>): void => {
    const last = rows.at(-1)
    rows.push({ ...row, top: last === undefined ? 0 : last.top + last.height + between })
  }
  put(stop('开始', faces))
  for (const { name, questions } of topics) {
    put(heading(name))
    for (const question of questions)
      put(question.under === undefined ? mainRow(question, faces) : branchRow(question, faces))
  }
  put(stop('问完，或结论已定：给出结局，逐条说要求', faces))
  const last = rows.at(-1)
  return {
    height: last === undefined ? 0 : last.top + last.height,
    exits: new Map(rows.flatMap(({ exit, top }) => (exit === undefined ? [] : [shifted(exit, top)]))),
    at: (x, y) => wayOf(rows, x, y) + rows.map((row) => row.at(x, y + row.top)).join(''),
  }
}

const shifted = ([place, { left, right }]: NonNullable<Row['exit']>, top: number) =>
  [place, { left: { ...left, y: left.y + top }, right: { ...right, y: right.y + top } }] as const

/** From each box through which it goes to the next one. */
function wayOf(rows: readonly Row[], x: number, y: number): string {
  const stops = rows.filter((row) => row.stops)
  return stops
    .slice(1)
    .map((row, at) => {
      const before = stops[at]
      const from = before === undefined ? row.top : before.top + before.height
      return arrow(
        [
          { x: x + rail, y: y + from },
          { x: x + rail, y: y + row.top },
        ],
        palette.ink,
      )
    })
    .join('')
}

function stop(name: string, faces: Faces): Omit<Row, 'top'> {
  return { ...boxed({ name, notes: [] }, faces, { width: mainWidth }), stops: true }
}

function heading(name: string): Omit<Row, 'top'> {
  const style = { size: 18, fill: palette.blue, bold: true }
  return {
    height: headingHeight - between,
    stops: false,
    at: (x, y) => lettering(name, { x: x + rail + 18, y: y + 14, ...style }),
  }
}

function mainRow(question: Question, faces: Faces): Omit<Row, 'top'> {
  const box = boxed(question, faces, { width: mainWidth })
  const y = box.height / 2
  return {
    ...box,
    stops: true,
    exit: [question.place, { left: { x: 0, y }, right: { x: mainWidth, y } }],
  }
}

/** Under what it is asked stands over the arrow that leads to it; the one below leads back. */
function branchRow(question: Question, faces: Faces): Omit<Row, 'top'> {
  const writing = { width: labelWidth, size: smallest, fill: palette.ink }
  const label = written(question.under ?? '', faces, writing)
  const out = label.height + 6
  const back = out + returnBelow
  const box = boxed(question, faces, { width: branchWidth, least: back + 26 })
  const arrows = (x: number, y: number): string => {
    const [start, end] = [x + rail, x + branchLeft]
    const [there, home] = [y + out, y + back]
    return arrow(level(start, end, there), palette.ink) + arrow(level(end, start + 1, home), palette.ink)
  }
  return {
    height: box.height,
    stops: false,
    at: (x, y) => label.at(x + rail + 12, y) + arrows(x, y) + box.at(x + branchLeft, y),
    exit: [
      question.place,
      {
        left: { x: branchLeft, y: back + 14 },
        right: { x: questionsWidth, y: box.height / 2 },
      },
    ],
  }
}

const level = (from: number, to: number, y: number) => [
  { x: from, y },
  { x: to, y },
]
