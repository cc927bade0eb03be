import { inflateSync } from 'node:zlib'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** As '#rrggbb'. */
  colourAt(x: number, y: number): string
  /** From 0, white, to 1, black. */
  darknessAt(x: number, y: number): number
}

/** Reads a PNG as resvg (RGBA) and a browser (RGB) write it: 8 bits a channel, not interlaced. */
export function pixelsOf(png: Uint8Array): Pixels {
  const file = Buffer.from(png)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const channels = new Map([
    [0x0802, 3],
    [0x0806, 4],
  ]).get(file.readUInt16BE(24))
  if (channels === undefined || file[28] !== 0) throw new Error('no 8-bit RGB or RGBA, or interlaced')
  const lines = unfiltered(inflateSync(dataOf(file)), { stride: width * channels, height, channels })
  return {
    width,
    height,
    colourAt: (x, y) => `#${lines.subarray((y * width + x) * channels).toString('hex', 0, 3)}`,
    darknessAt(x, y) {
      const at = (y * width + x) * channels
      return 1 - ((lines[at] ?? 0) + (lines[at + 1] ?? 0) + (lines[at + 2] ?? 0)) / (3 * 255)
    },
  }
}

function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  return Buffer.concat(parts)
}

interface Shape {
  readonly stride: number
  readonly height: number
  readonly channels: number
}

function unfiltered(raw: Buffer, { stride, height, channels }: Shape): Buffer {
  const done = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : (done[y * stride + x - channels] ?? 0)
      const up = y === 0 ? 0 : (done[(y - 1) * stride + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (done[(y - 1) * stride + x - channels] ?? 0)
      const guess = guessed(filter, left, up, corner)
      done[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  return done
}

function guessed(filter: number | undefined, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left
    case 2:
      return up
    case 3:
      return (left + up) >> 1
    case 4:
      return paeth(left, up, corner)
    default:
      return 0
  }
}

function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner)
  const b = Math.abs(left - corner)
  const c = Math.abs(left + up - 2 * corner)
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
