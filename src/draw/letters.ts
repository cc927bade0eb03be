import type { Face } from './face.js'

/** Stands for a character that the font lacks. */
export const noGlyph = '□'

/** Written otherwise, because the font lacks them. */
const rewritten: Readonly<Record<string, string>> = { '㎡': '平方米', '−': '-', '✗': '×' }

// Variation selectors and everything invisible: an SVG with a control character in it does not even parse.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}\u034F\u115F\u1160\u3164]/gu
const whole = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** A text on one line in characters that the font can draw: never a blank where something stood. */
export function drawable(text: string, face: Face): string {
  return charactersOf(text)
    .map((character) => spelling(character, face) ?? noGlyph)
    .join('')
}

/** Of these texts the ones that a picture cannot show as they read. */
export function unshownOf(texts: readonly string[], face: Face): readonly string[] {
  return [...new Set(texts)].filter((text) =>
    charactersOf(text).some((character) => spelling(character, face) === undefined),
  )
}

/** In ems. */
export function widthOf(text: string, face: Face): number {
  return [...text].reduce((sum, character) => sum + (face.widthOf(character) ?? 1), 0)
}

/** Seen as one each: what joins an emoji together is taken out only when it has done so. */
const charactersOf = (text: string): readonly string[] =>
  Array.from(whole.segment(text.normalize('NFC').replace(/\s+/g, ' ').trim()), ({ segment }) =>
    segment.replace(invisible, ''),
  )

function spelling(character: string, face: Face): string | undefined {
  return [character, rewritten[character] ?? character, character.normalize('NFKC')].find((written) =>
    [...written].every((one) => face.widthOf(one) !== undefined),
  )
}
