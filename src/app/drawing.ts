import type { Faces } from '../draw/face.js'
import type { BytesOf } from '../ports-channel.js'
import type { Document } from '../reply/document.js'
import { printedAside } from './printing.js'

/** The libraries that draw and print and the fonts are loaded when first needed: where nobody wants any they cost nothing. */
const pictures = () => import('./picture.js')
const prints = () => import('./print.js')

export const bytesOf: BytesOf = async (one) => {
  switch (one.kind) {
    case 'picture':
      return (await pictures()).pngOf(one.svg)
    case 'print':
      return printed(one.document)
    case 'file':
      return new TextEncoder().encode(one.text)
  }
}

/** Aside, so that nobody waits for it; here where no thread can do it. */
async function printed(document: Document): Promise<Uint8Array> {
  const aside = await printedAside(document)
  return aside.kind === 'printed' ? aside.pdf : (await prints()).pdfOf(document, await faces())
}

let kept: Promise<Faces> | undefined

/** What the fonts of pictures can show, read once. */
export function faces(): Promise<Faces> {
  kept ??= pictures().then(({ readFaces }) => readFaces())
  return kept
}
