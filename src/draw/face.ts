/** What one font can draw, and how wide. */
export interface Face {
  /** In ems, without kerning; undefined where the font has no glyph. */
  widthOf(character: string): number | undefined
}

/** The two weights of the one family that pictures are set in. */
export interface Faces {
  readonly regular: Face
  readonly bold: Face
}

/** Reads the character map and the widths of a TrueType font; throws when it is none that the pictures can use. */
export function faceOf(ttf: Uint8Array): Face {
  const font = new DataView(ttf.buffer, ttf.byteOffset, ttf.byteLength)
  const advance = advancesOf(font)
  const widths = new Map(
    [...glyphsOf(font)].map(([codePoint, glyph]) => [String.fromCodePoint(codePoint), advance(glyph)]),
  )
  return { widthOf: (character) => widths.get(character) }
}

function tableOf(font: DataView, tag: string): number {
  for (let at = 12; at < 12 + 16 * font.getUint16(4); at += 16)
    if (tagAt(font, at) === tag) return font.getUint32(at + 8)
  throw new Error(`the font has no table ${tag}: it must be a plain .ttf, not woff2`)
}

const tagAt = (font: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(at + byte)))

/** The last width holds for all glyphs after it. */
function advancesOf(font: DataView): (glyph: number) => number {
  const unitsPerEm = font.getUint16(tableOf(font, 'head') + 18)
  const last = font.getUint16(tableOf(font, 'hhea') + 34) - 1
  const widths = tableOf(font, 'hmtx')
  return (glyph) => font.getUint16(widths + 4 * Math.min(glyph, last)) / unitsPerEm
}

/** Of the subtable for Windows and Unicode's first plane (3, 1), format 4: segments of code points that follow each other. */
function* glyphsOf(font: DataView): Iterable<readonly [codePoint: number, glyph: number]> {
  const map = segmentMapOf(font)
  const segments = font.getUint16(map + 6) / 2
  const column = (number: number): number => map + 14 + number * 2 * segments + (number > 0 ? 2 : 0)
  for (let at = 0; at < 2 * segments; at += 2) {
    const [end, start] = [font.getUint16(column(0) + at), font.getUint16(column(1) + at)]
    const [delta, offset] = [font.getUint16(column(2) + at), font.getUint16(column(3) + at)]
    for (let codePoint = start; codePoint <= end && codePoint < 0xffff; codePoint++) {
      const listed = offset && font.getUint16(column(3) + at + offset + 2 * (codePoint - start))
      const glyph =
        offset === 0 || listed !== 0 ? (listed + (offset === 0 ? codePoint : 0) + delta) & 0xffff : 0
      if (glyph !== 0) yield [codePoint, glyph]
    }
  }
}

function segmentMapOf(font: DataView): number {
  const maps = tableOf(font, 'cmap')
  for (let at = maps + 4; at < maps + 4 + 8 * font.getUint16(maps + 2); at += 8) {
    const map = maps + font.getUint32(at + 4)
    if (font.getUint16(at) === 3 && font.getUint16(at + 2) === 1 && font.getUint16(map) === 4) return map
  }
  throw new Error('the font has no character map of format 4')
}
