import { renderAsync } from '@resvg/resvg-js'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { faceOf, type Faces } from '../draw/face.js'

/** The same address from src/app and from dist/app. */
const fontAt = (name: string): string =>
  fileURLToPath(new URL(`../../src/assets/fonts/${name}.ttf`, import.meta.url))

const regular = fontAt('NotoSansSC-400Regular-gb2312')
const bold = fontAt('NotoSansSC-700Bold-gb2312')
export const fontFiles = { regular, bold } as const

/** Reads both fonts from the disk, some 5 MB: once is enough. */
export function readFaces(): Faces {
  return { regular: faceOf(readFileSync(regular)), bold: faceOf(readFileSync(bold)) }
}

/** A drawing as the bytes of a PNG, made on a thread of its own. Only the project's fonts: a machine's own would move the lines. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: [regular, bold], defaultFontFamily: 'Noto Sans SC' },
  })
  return image.asPng()
}
