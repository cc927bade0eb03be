import type { Colour } from './palette.js'
import { element } from './svg.js'

export interface Point {
  readonly x: number
  readonly y: number
}

const tip = 8

/** A line through these points. */
export const line = (points: readonly Point[], colour: Colour): string =>
  element('path', { d: pathOf(points), fill: 'none', stroke: colour, 'stroke-width': 1.5 })

/** The same with its tip at the last one, as the last stretch runs. */
export function arrow(points: readonly Point[], colour: Colour): string {
  const [end, before] = [points.at(-1), points.at(-2)]
  if (end === undefined || before === undefined) return ''
  const [dx, dy] = [Math.sign(end.x - before.x), Math.sign(end.y - before.y)]
  const back: Point = { x: end.x - dx * tip, y: end.y - dy * tip }
  const [left, right] = [-0.5, 0.5].map((side) => ({
    x: back.x + side * tip * dy,
    y: back.y + side * tip * dx,
  }))
  const head = [end, left ?? end, right ?? end]
  return (
    line([...points.slice(0, -1), back], colour) +
    element('path', { d: `${pathOf(head)} Z`, fill: colour, stroke: 'none' })
  )
}

/** Where a line parts; one that merely crosses has none. */
export const joint = ({ x, y }: Point, colour: Colour): string =>
  element('circle', { cx: x, cy: y, r: 3, fill: colour })

const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`).join(' ')

const rounded = (value: number): number => Math.round(value * 100) / 100
