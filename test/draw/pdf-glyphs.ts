import { inflateSync } from 'node:zlib'

/** What a PDF really holds of its texts: read from its bytes, by nothing that wrote them. */
export interface Glyphs {
  /** Of every text that is shown, in order; 0 is the glyph of what the font lacks. */
  readonly shown: readonly number[]
  /** Glyphs with an outline, in all embedded fonts. */
  readonly outlines: number
}

export function glyphsOf(pdf: Uint8Array): Glyphs {
  const streams = streamsOf(Buffer.from(pdf))
  return {
    shown: streams.filter(isContent).flatMap((stream) => shownIn(stream.toString('latin1'))),
    outlines: streams.filter(isTrueType).reduce((sum, font) => sum + outlinesIn(font), 0),
  }
}

function streamsOf(pdf: Buffer): readonly Buffer[] {
  const found: Buffer[] = []
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.toString('latin1', at - 3, at) === 'end') continue
    const head = pdf.toString('latin1', pdf.lastIndexOf(' obj', at), at)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const bytes = pdf.subarray(at + 7, at + 7 + length)
    found.push(head.includes('/FlateDecode') ? inflateSync(bytes) : bytes)
  }
  return found
}

const isContent = (stream: Buffer): boolean => /\bBT\b/.test(stream.toString('latin1'))
const isTrueType = (stream: Buffer): boolean =>
  stream.length > 4 && (stream.readUInt32BE(0) === 0x00010000 || stream.toString('latin1', 0, 4) === 'true')

const shownIn = (content: string): readonly number[] =>
  [...content.matchAll(/\[([^\]]*)\] TJ/g)].flatMap(([, array = '']) =>
    [...array.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = '']) =>
      (hex.match(/.{4}/g) ?? []).map((glyph) => parseInt(glyph, 16)),
    ),
  )

/** Of every glyph but the first, which stands for what is lacking, those whose place in `glyf` is not empty. */
function outlinesIn(font: Buffer): number {
  const isLong = font.readInt16BE(tableIn(font, 'head') + 50) === 1
  const loca = tableIn(font, 'loca')
  const count = font.readUInt16BE(tableIn(font, 'maxp') + 4)
  const place = (glyph: number): number =>
    isLong ? font.readUInt32BE(loca + 4 * glyph) : font.readUInt16BE(loca + 2 * glyph)
  return Array.from({ length: count - 1 }, (_, at) => at + 1).filter(
    (glyph) => place(glyph + 1) > place(glyph),
  ).length
}

function tableIn(font: Buffer, tag: string): number {
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16)
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  throw new Error(`the embedded font has no ${tag}`)
}
