import { expect } from 'vitest'
import { readFaces } from '../../src/app/picture.js'

/** One text of a drawing, in its own units. */
export interface DrawnText {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly fill: string
  readonly bold: boolean
  readonly anchor: string
  readonly text: string
}

const element = /<text ([^>]*)>([^<]*)<\/text>/g

export function textsOf(svg: string): readonly DrawnText[] {
  return [...svg.matchAll(element)].map(([, attributes = '', text = '']) => {
    const of = (name: string): string | undefined =>
      new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1]
    return {
      x: Number(of('x')),
      y: Number(of('y')),
      size: Number(of('font-size')),
      fill: of('fill') ?? '',
      bold: of('font-weight') === '700',
      anchor: of('text-anchor') ?? 'start',
      text: text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    }
  })
}

export const sizeOf = (svg: string): readonly [width: number, height: number] => {
  const found = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg)
  return [Number(found?.[1]), Number(found?.[2])]
}

const faces = readFaces()
const units = 390
/** What text may be written in: 4.5 to 1 or more on white, and white itself on a dark ground. */
const inks = ['#1a1a1a', '#5c5c5c', '#005a91', '#b23c00', '#ffffff']

/** On a phone: portrait type of at least 14 units of 390, inside the picture, in characters that the font has. */
export function expectReadable(svg: string): void {
  const [width, height] = sizeOf(svg)
  expect(width).toBe(2 * units)
  expect(height).toBeLessThanOrEqual(2_560)
  for (const { x, y, size, fill, bold, anchor, text } of textsOf(svg)) {
    const face = bold ? faces.bold : faces.regular
    const long = [...text].reduce((sum, one) => sum + (face.widthOf(one) ?? NaN), 0) * size
    const left = anchor === 'middle' ? x - long / 2 : x
    expect({
      text,
      small: size < 14,
      out: !(left >= 0 && left + long <= units),
      ink: inks.includes(fill),
    }).toEqual({ text, small: false, out: false, ink: true })
    expect(y - size).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThan(height / 2)
  }
}
