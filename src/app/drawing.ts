import type { Faces } from '../draw/face.js'
import type { BytesOf } from '../ports.js'

/** The libraries that draw and print and the fonts are loaded when first needed: where nobody wants any they cost nothing. */
const pictures = () => import('./picture.js')
const prints = () => import('./print.js')

export const bytesOf: BytesOf = async (one) => {
  switch (one.kind) {
    case 'picture':
      return (await pictures()).pngOf(one.svg)
    case 'print':
      return (await prints()).pdfOf(one.document, await faces())
    case 'file':
      return new TextEncoder().encode(one.text)
  }
}

let kept: Promise<Faces> | undefined

/** What the fonts of pictures can show, read once. */
export function faces(): Promise<Faces> {
  kept ??= pictures().then(({ readFaces }) => readFaces())
  return kept
}
