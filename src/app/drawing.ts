import type { Faces } from '../draw/face.js'
import type { PngOf } from '../ports.js'

/** The library that draws and the fonts are loaded when first needed: where nobody wants pictures they cost nothing. */
const pictures = () => import('./picture.js')

export const pngOf: PngOf = async (svg) => (await pictures()).pngOf(svg)

let kept: Promise<Faces> | undefined

/** What the fonts of pictures can show, read once. */
export function faces(): Promise<Faces> {
  kept ??= pictures().then(({ readFaces }) => readFaces())
  return kept
}
