import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { pngOf } from '../../src/app/picture.js'
import { paper, type PrintLine, type PrintPage } from '../../src/draw/print-pages.js'
import { element, lettering } from '../../src/draw/svg.js'
import { pixelsOf, type Pixels } from './pixels.js'

/** A page in pixels: where the paper lies in the picture, and how large. */
export interface ShownPage {
  readonly pixels: Pixels
  readonly left: number
  readonly top: number
  /** Pixels a point. */
  readonly scale: number
}

const view = { width: 1240, height: 1740 }

/** Pages of a PDF as a browser shows them. */
export async function shownPages(
  pdf: Uint8Array,
  numbers: readonly number[],
  browser: Browser,
): Promise<readonly ShownPage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chizheng-print-'))
  const file = join(folder, 'shown.pdf')
  writeFileSync(file, pdf)
  try {
    const shown: ShownPage[] = []
    for (const number of numbers) shown.push(await shownPage(pathToFileURL(file).href, number, browser))
    return shown
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function shownPage(address: string, number: number, browser: Browser): Promise<ShownPage> {
  const page = await browser.newPage({ viewport: view })
  try {
    await page.goto(`${address}#toolbar=0&navpanes=0&view=Fit&page=${number}`)
    const shots: Buffer[] = []
    // The viewer tells nobody when it has drawn: what stands still and has its number at the foot is whole.
    const whole = async (): Promise<ShownPage | undefined> => {
      const now = await page.screenshot()
      const stands = shots.at(-1)?.equals(now) === true
      shots.push(now)
      const seen = stands ? paperIn(pixelsOf(now)) : undefined
      return seen !== undefined && footInk(seen) > 0 ? seen : undefined
    }
    for (let tries = 0; tries < 100; tries++) {
      const seen = await whole()
      if (seen !== undefined) return seen
      await page.waitForTimeout(100)
    }
    throw new Error('the browser shows no page')
  } finally {
    await page.close()
  }
}

const white = '#ffffff'

/** By its white edges, on the dark ground of the viewer. */
function paperIn(pixels: Pixels): ShownPage | undefined {
  const { width, height } = pixels
  const middle = Math.floor(height / 2)
  const row = [...Array(width).keys()].filter((x) => pixels.colourAt(x, middle) === white)
  const [left] = row
  const right = row.at(-1)
  if (left === undefined || right === undefined || right - left < width / 2) return undefined
  const column = [...Array(height).keys()].filter((y) => pixels.colourAt(left + 8, y) === white)
  const [top] = column
  return top === undefined ? undefined : { pixels, left, top, scale: (right + 1 - left) / paper.width }
}

/** Every page ends with its number. */
const footInk = ({ pixels, left, top, scale }: ShownPage): number =>
  [...Array(Math.round(60 * scale)).keys()].reduce(
    (sum, at) =>
      sum +
      pixels.darknessAt(
        Math.round(left + (paper.width - 80) * scale),
        Math.round(top + (paper.height - 60) * scale) + at,
      ),
    0,
  )

/** The same lines drawn by another renderer from the whole font: what should be seen. */
export async function drawnPage(page: PrintPage, scale: number): Promise<ShownPage> {
  const [width, height] = [Math.ceil(paper.width * scale), Math.ceil(paper.height * scale)]
  const ground = element('rect', { width: paper.width, height: paper.height, fill: white })
  const lines = page.map(({ text, ...line }) => lettering(text, line)).join('')
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${paper.width} ${paper.height}`,
      'font-family': 'Noto Sans SC',
    },
    ground + lines,
  )
  return { pixels: pixelsOf(await pngOf(svg)), left: 0, top: 0, scale: width / paper.width }
}

/** How much ink there is where a line stands, in whole black pixels of a picture with one pixel a point. */
export function inkOf({ x, y, size }: PrintLine, width: number, shown: ShownPage): number {
  const { pixels, scale } = shown
  const at = (points: number, from: number): number => Math.round(from + points * scale)
  let ink = 0
  for (let row = at(y - size * 1.05, shown.top); row < at(y + size * 0.35, shown.top); row++)
    for (let column = at(x - 1, shown.left); column < at(x + width + 1, shown.left); column++)
      ink += pixels.darknessAt(column, row)
  return ink / scale ** 2
}
