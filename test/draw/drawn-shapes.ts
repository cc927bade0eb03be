import type { Faces } from '../../src/draw/face.js'
import { textsOf } from './svg-texts.js'

/** The shapes of a drawing as they lie on the page, for what must not touch. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Drawn {
  readonly texts: readonly { readonly text: string; readonly size: number; readonly box: Area }[]
  readonly boxes: readonly Area[]
  /** Every straight part of every line. */
  readonly stretches: readonly Area[]
  /** Those of lines that are not ink: they run between the columns. */
  readonly wires: readonly Area[]
  readonly tips: readonly Point[]
}

interface Point {
  readonly x: number
  readonly y: number
}

const ink = '#1a1a1a'

export function drawnIn(svg: string, faces: Faces): Drawn {
  const paths = attributesOf(svg, 'path')
  const lines = paths.filter((of) => of('fill') === 'none')
  const stretchesOf = (some: typeof lines) => some.flatMap((of) => stretches(pointsOf(of('d'))))
  return {
    texts: textsOf(svg).map(({ x, y, size, bold, anchor, text }) => {
      const face = bold ? faces.bold : faces.regular
      const width = [...text].reduce((sum, one) => sum + (face.widthOf(one) ?? NaN), 0) * size
      const left = anchor === 'end' ? x - width : x
      return { text, size, box: { left, top: y - 0.8 * size, right: left + width, bottom: y + 0.1 * size } }
    }),
    boxes: attributesOf(svg, 'rect').flatMap((of) => (of('rx') === undefined ? [] : [boxOf(of)])),
    stretches: stretchesOf(lines),
    wires: stretchesOf(lines.filter((of) => of('stroke') !== ink)),
    tips: paths.flatMap((of) => (of('fill') === 'none' ? [] : pointsOf(of('d')).slice(0, 1))),
  }
}

type Of = (name: string) => string | undefined

const attributesOf = (svg: string, name: string): readonly Of[] =>
  [...svg.matchAll(new RegExp(`<${name} ([^>]*)/>`, 'g'))].map(
    ([, attributes = '']): Of =>
      (wanted) =>
        new RegExp(`(?:^| )${wanted}="([^"]*)"`).exec(attributes)?.[1],
  )

function boxOf(of: Of): Area {
  const [left, top, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(of(name)))
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    throw new Error('a box without a place')
  return { left, top, right: left + width, bottom: top + height }
}

const pointsOf = (d = ''): readonly Point[] =>
  [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))

const stretches = (points: readonly Point[]): readonly Area[] =>
  points.slice(1).flatMap((to, at) => {
    const from = points[at] ?? to
    const area = {
      left: Math.min(from.x, to.x),
      top: Math.min(from.y, to.y),
      right: Math.max(from.x, to.x),
      bottom: Math.max(from.y, to.y),
    }
    return area.left === area.right && area.top === area.bottom ? [] : [area]
  })

/** More than side by side. */
export const meet = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export const isWithin = (a: Area, b: Area): boolean =>
  a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom

export const isAt = ({ x, y }: Point, area: Area): boolean =>
  x >= area.left - 2 && x <= area.right + 2 && y >= area.top - 2 && y <= area.bottom + 2

/** Without its frame: a line may end there. */
export const inner = ({ left, top, right, bottom }: Area): Area => ({
  left: left + 2,
  top: top + 2,
  right: right - 2,
  bottom: bottom - 2,
})

/** Whether two lines run along each other, so that they look like one. */
export function areOne(a: Area, b: Area): boolean {
  const isLevel = a.top === a.bottom
  if (isLevel !== (b.top === b.bottom)) return false
  return isLevel
    ? Math.abs(a.top - b.top) < 2 && a.left < b.right && b.left < a.right
    : Math.abs(a.left - b.left) < 2 && a.top < b.bottom && b.top < a.bottom
}
