import { arrow, joint, line, type Point } from './flow-arrow.js'
import { palette, type Colour } from './palette.js'
import { smallest } from './piece.js'
import { lettering } from './svg.js'

/** From one question to all that reads its answer. `name` stands at each end. */
export interface Wire {
  readonly name: string
  readonly from: Point
  /** How high its arrows end. */
  readonly ends: readonly number[]
}

const laneApart = 9
const laneGap = 14
/** Room for the name before an arrow ends. */
const nameRoom = 30

export interface Wiring {
  /** Between both columns. */
  readonly width: number
  /** Between where the one column ends and the other begins; `origin` is where the points of the wires are counted from. */
  at(left: number, right: number, origin: Point): string
}

/**
 * Lines between two columns: each has a lane of its own as long as it runs up and down, so that none lies on another.
 * `towards`: on which side they end.
 */
export function wiring(wires: readonly Wire[], towards: 'left' | 'right'): Wiring {
  const lanes = lanesOf(wires)
  const count = Math.max(0, ...lanes.map((lane) => lane + 1))
  return {
    width: 2 * laneGap + count * laneApart + nameRoom,
    at: (left, right, origin) =>
      wires
        .map((wire, number) => {
          const lane = lanes[number] ?? 0
          const away = laneGap + lane * laneApart
          return drawn(moved(wire, origin), {
            x: towards === 'right' ? left + away : right - away,
            end: towards === 'right' ? right : left,
            colour: lane % 2 === 0 ? palette.pale : palette.blue,
          })
        })
        .join(''),
  }
}

const moved = ({ name, from, ends }: Wire, { x, y }: Point): Wire => ({
  name,
  from: { x: from.x + x, y: from.y + y },
  ends: ends.map((end) => end + y),
})

interface Way {
  /** Where it runs up and down. */
  readonly x: number
  readonly end: number
  readonly colour: Colour
}

function drawn({ name, from, ends }: Wire, { x, end, colour }: Way): string {
  const trunk = [Math.min(from.y, ...ends), Math.max(from.y, ...ends)].map((y) => ({ x, y }))
  const anchor = end > x ? 'end' : 'start'
  const nameX = end + (end > x ? -10 : 10)
  return [
    line([from, { x, y: from.y }], colour),
    line(trunk, colour),
    ...ends.map((y) =>
      arrow(
        [x, end].map((at) => ({ x: at, y })),
        colour,
      ),
    ),
    ...partings(from.y, ends).map((y) => joint({ x, y }, colour)),
    ...ends.map((y) => lettering(name, { x: nameX, y: y - 4, size: smallest, fill: palette.pale, anchor })),
  ].join('')
}

/** How high a trunk meets a line from its side, and neither begins nor ends there. */
function partings(from: number, ends: readonly number[]): readonly number[] {
  const [highest, lowest] = [Math.min(from, ...ends), Math.max(from, ...ends)]
  const isInside = (y: number): boolean => highest < y && y < lowest
  return highest === lowest
    ? []
    : [...new Set([from, ...ends])].filter((y) => isInside(y) || (y === from && ends.includes(y)))
}

/** To each the first lane that is free as far as it runs. */
function lanesOf(wires: readonly Wire[]): readonly number[] {
  const taken: { readonly lane: number; readonly from: number; readonly until: number }[] = []
  const lanes = new Map<Wire, number>()
  for (const wire of [...wires].sort((a, b) => a.from.y - b.from.y)) {
    const heights = [wire.from.y, ...wire.ends]
    const [from, until] = [Math.min(...heights) - laneApart, Math.max(...heights) + laneApart]
    const busy = taken.filter((one) => one.from < until && from < one.until).map(({ lane }) => lane)
    const lane = [...busy, busy.length].map((_, at) => at).find((at) => !busy.includes(at)) ?? 0
    taken.push({ lane, from, until })
    lanes.set(wire, lane)
  }
  return wires.map((wire) => lanes.get(wire) ?? 0)
}
