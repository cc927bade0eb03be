import { inflateSync } from 'node:zlib'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** As '#rrggbb'. */
  colourAt(x: number, y: number): string
}

/** Reads a PNG as resvg writes it: 8 bits a channel, RGBA, not interlaced. */
export function pixelsOf(png: Uint8Array): Pixels {
  const file = Buffer.from(png)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  if (file.readUInt16BE(24) !== 0x0806 || file[28] !== 0) throw new Error('no 8-bit RGBA, or interlaced')
  const lines = unfiltered(inflateSync(dataOf(file)), width * 4, height)
  return {
    width,
    height,
    colourAt: (x, y) => `#${lines.subarray((y * width + x) * 4).toString('hex', 0, 3)}`,
  }
}

function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  return Buffer.concat(parts)
}

function unfiltered(raw: Buffer, stride: number, height: number): Buffer {
  const done = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x < 4 ? 0 : (done[y * stride + x - 4] ?? 0)
      const up = y === 0 ? 0 : (done[(y - 1) * stride + x] ?? 0)
      const corner = x < 4 || y === 0 ? 0 : (done[(y - 1) * stride + x - 4] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      done[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  return done
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs)
  if (a === undefined || b === undefined || c === undefined) return 0
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** How many pixels of a rectangle are not of that colour. */
export function inked(
  pixels: Pixels,
  [x, y, width, height]: readonly [number, number, number, number],
  paper: string,
): number {
  let count = 0
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) if (pixels.colourAt(column, row) !== paper) count++
  return count
}
