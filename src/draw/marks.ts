import { palette } from './palette.js'
import { element } from './svg.js'

/** What a mark on a time line says; each has a shape of its own. */
export type MarkKind =
  'opens' | 'safe' | 'last' | 'aim' | 'anchor' | 'done' | 'said' | 'missed' | 'unsaid' | 'next' | 'ahead'

export const markNames: Readonly<Record<MarkKind, string>> = {
  opens: '开始受理',
  safe: '稳妥的最后一天',
  last: '最后一日',
  aim: '目标或跟进日',
  anchor: '期限所依据的日子',
  done: '已办',
  said: '已提醒',
  missed: '错过，没能提醒',
  unsaid: '那天没有提醒',
  next: '下一次提醒',
  ahead: '以后的提醒',
}

/** Centred on (x, y), at most 20 wide and high. */
export function markAt(kind: MarkKind, x: number, y: number): string {
  const line = { fill: palette.paper, 'stroke-width': 2.5 } as const
  switch (kind) {
    case 'opens':
      return pathAt(x, y, 'M-5,-8L8,0L-5,8Z', { ...line, stroke: palette.blue })
    case 'safe':
      return pathAt(x, y, 'M0,-9L9,0L0,9L-9,0Z', {
        fill: palette.orange,
        stroke: palette.ink,
        'stroke-width': 1.5,
      })
    case 'last':
      return pathAt(x, y, 'M-9,-9H9V9H-9Z', { fill: palette.red })
    case 'aim':
      return pathAt(x, y, 'M-8,-8H8V8H-8Z', { ...line, stroke: palette.ink })
    case 'anchor':
      return pathAt(x, y, 'M-10,-4H10M-10,4H10', { stroke: palette.ink, 'stroke-width': 3 })
    case 'done':
      return disc(x, y, 9.5, palette.ink) + pathAt(x, y, 'M-4.5,0L-1,4L5,-4', stroke(palette.paper))
    case 'said':
      return disc(x, y, 8.5, palette.blue) + pathAt(x, y, 'M-4,0L-1,3.5L4.5,-3.5', stroke(palette.paper))
    case 'missed':
      return ring(x, y, 8, palette.red) + pathAt(x, y, 'M-4,-4L4,4M4,-4L-4,4', stroke(palette.red))
    case 'unsaid':
      return ring(x, y, 7, palette.pale) + pathAt(x, y, 'M-3.5,0H3.5', stroke(palette.pale))
    case 'next':
      return ring(x, y, 8.5, palette.ink) + disc(x, y, 5, palette.orange)
    case 'ahead':
      return ring(x, y, 6, palette.blue)
  }
}

const stroke = (colour: string) => ({ fill: 'none', stroke: colour, 'stroke-width': 2.5 })

function pathAt(x: number, y: number, d: string, style: Readonly<Record<string, string | number>>): string {
  return element('path', { d, transform: `translate(${x} ${y})`, ...style })
}

const disc = (cx: number, cy: number, r: number, fill: string): string =>
  element('circle', { cx, cy, r, fill })

const ring = (cx: number, cy: number, r: number, colour: string): string =>
  element('circle', { cx, cy, r, fill: palette.paper, stroke: colour, 'stroke-width': 2.5 })
