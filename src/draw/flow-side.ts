import type { Faces } from './face.js'
import { arrow, type Point } from './flow-arrow.js'
import { boxed } from './flow-box.js'
import type { PartShown } from './flow-shown.js'
import type { Wire } from './flow-wires.js'
import { palette } from './palette.js'
import { smallest, type Piece } from './piece.js'
import { lettering } from './svg.js'

/** What reads answers stands beside the questions, each part no higher than the last question that it reads. */
export interface SideDrawn extends Piece {
  /** Of each question that is read: where its arrows end, by height. */
  readonly ends: ReadonlyMap<number, readonly number[]>
}

const between = 16
const chainBetween = 40
const endApart = 22
const endsFrom = 20
const clear = 4

export interface SidePlan {
  readonly width: number
  /** Where the lines of the questions leave, by place. */
  readonly exits: ReadonlyMap<number, Point>
  /** The first that holds counts: each leads to the next one. */
  readonly chained?: true
}

interface Placed {
  readonly top: number
  readonly box: Piece
  readonly ends: readonly (readonly [place: number, y: number])[]
}

export function sideDrawn(parts: readonly PartShown[], faces: Faces, plan: SidePlan): SideDrawn {
  const placed: Placed[] = []
  for (const part of parts) {
    const last = placed.at(-1)
    const gap = plan.chained === true ? chainBetween : between
    placed.push(placedOne(part, last === undefined ? 0 : last.top + last.box.height + gap, faces, plan))
  }
  const lowest = placed.at(-1)
  const ends = placed.flatMap((one) => one.ends)
  return {
    height: lowest === undefined ? 0 : lowest.top + lowest.box.height,
    ends: new Map(
      [...plan.exits.keys()].map((place) => [place, ends.flatMap(([of, y]) => (of === place ? [y] : []))]),
    ),
    at: (x, y) =>
      (plan.chained === true ? chain(placed, x + plan.width / 2, y) : '') +
      placed.map(({ top, box }) => box.at(x, y + top)).join(''),
  }
}

function placedOne(part: PartShown, least: number, faces: Faces, { width, exits }: SidePlan): Placed {
  const under = part.under === undefined ? [] : [`当 ${part.under}`]
  const reads = part.reads.filter((place) => exits.has(place))
  const height = reads.length === 0 ? 0 : endsFrom + reads.length * endApart
  const box = boxed({ ...part, notes: [...under, ...part.notes] }, faces, { width, least: height })
  const below = Math.max(0, ...reads.map((place) => exits.get(place)?.y ?? 0))
  const top = Math.max(least, below - endsFrom)
  return { top, box, ends: endsOn(reads, top, exits) }
}

/** Apart from each other, and from every line that leaves a question: two lines at one height would look like one. */
function endsOn(
  reads: readonly number[],
  top: number,
  exits: SidePlan['exits'],
): readonly (readonly [number, number])[] {
  const endsBy = (by: number) =>
    reads.map((place, at) => [place, top + endsFrom + by + at * endApart] as const)
  const isFree = ([place, y]: readonly [number, number]): boolean =>
    [...exits].every(([other, exit]) => other === place || Math.abs(exit.y - y) > clear)
  return [0, 2, 4, 6, 8, 10, -2, -4].map(endsBy).find((ends) => ends.every(isFree)) ?? endsBy(0)
}

function chain(placed: readonly Placed[], x: number, y: number): string {
  return placed
    .slice(1)
    .map(({ top }, at) => {
      const before = placed[at]
      const from = before === undefined ? top : before.top + before.box.height
      const points = [
        { x, y: y + from },
        { x, y: y + top },
      ]
      const words = { x: x + 10, y: y + from + 20, size: smallest, fill: palette.pale }
      return arrow(points, palette.ink) + lettering('否则', words)
    })
    .join('')
}

/** From the questions to the ends on that side. */
export const wiresTo = ({ ends }: SideDrawn, exits: ReadonlyMap<number, Point>): readonly Wire[] =>
  [...exits].flatMap(([place, from]): readonly Wire[] => {
    const heights = ends.get(place) ?? []
    return heights.length === 0 ? [] : [{ name: String(place + 1), from, ends: heights }]
  })
