import { expect, test } from 'vitest'
import { pngOf } from '../../src/app/picture.js'
import { palette } from '../../src/draw/palette.js'
import { timelineSvg } from '../../src/draw/timeline.js'
import { yearPlanSvg } from '../../src/draw/year-plan.js'
import { inked, pixelsOf } from './pixels.js'
import { drawing, shownMatter } from './samples.js'
import { sizeOf, textsOf } from './svg-texts.js'

const today = drawing('2026-11-22')
const holder = '张喆客服外包有限公司'
const sample = { expires: '2027-03-02', sent: [-120, -90], missed: [-60], provisional: true } as const
const matter = shownMatter(holder, sample)

test.each([
  ['time line', timelineSvg(matter, today)],
  ['year plan', yearPlanSvg([matter], today)],
])('every letter of a %s is really drawn', async (_, pages) => {
  for (const { svg } of pages) {
    const pixels = pixelsOf(await pngOf(svg))
    expect([pixels.width, pixels.height]).toEqual(sizeOf(svg))
    for (const { x, y, size, text, anchor } of textsOf(svg)) {
      const left = anchor === 'middle' ? x - size * 0.5 : x
      const box = [left, y - size * 0.85, size * 0.9, size].map((length) => Math.round(2 * length))
      const [first = 0, top = 0, width = 0, height = 0] = box
      const paper = pixels.colourAt(first + width - 1, top)
      const drawn = inked(pixels, [first, top, width, height], paper)
      expect({ text, drawn: drawn > size / 2 }).toEqual({ text, drawn: true })
    }
  }
})

test('a character without a glyph is a box, as high as its neighbours', async () => {
  const [page] = timelineSvg(matter, today)
  const name = textsOf(page?.svg ?? '').find(({ text }) => text.startsWith('张□'))
  if (page === undefined || name === undefined) throw new Error('no name')
  const pixels = pixelsOf(await pngOf(page.svg))
  const second = Math.round(2 * (name.x + name.size))
  const [top, side] = [Math.round(2 * (name.y - name.size)), Math.round(2 * name.size)]
  expect(inked(pixels, [second, top, side, side], palette.paper)).toBeGreaterThan(100)
  const middle = [second + side / 2 - 4, Math.round(2 * (name.y - name.size * 0.38)) - 4, 8, 8] as const
  expect(inked(pixels, middle, palette.paper)).toBe(0)
})

test('marks have their colours where the line says', async () => {
  const [page] = timelineSvg(matter, today)
  const svg = page?.svg ?? ''
  const pixels = pixelsOf(await pngOf(svg))
  const colourBy = (title: string): string => {
    const row = textsOf(svg).find(({ text }) => text === title)
    if (row === undefined) throw new Error(`no row ${title}`)
    // Just right of the middle of the mark: inside every shape, off the ticks.
    return pixels.colourAt(2 * (16 + 102) + 2, Math.round(2 * (row.y - 6)) + 2)
  }
  expect(colourBy('法定最后一日')).toBe(palette.red)
  expect(colourBy('稳妥的最后一天')).toBe(palette.orange)
  expect(colourBy('下一次：提前 7 天')).toBe(palette.orange)
})

test('the last day is a filled square in the calendar, a reminder a pale disc', async () => {
  const [page] = yearPlanSvg([shownMatter('甲公司', { expires: '2027-03-02' })], today)
  const svg = page?.svg ?? ''
  const texts = textsOf(svg)
  const pixels = pixelsOf(await pngOf(svg))
  const corner = (month: string, number: string): string => {
    const day = texts.slice(texts.findIndex(({ text }) => text === month)).find(({ text }) => text === number)
    if (day === undefined) throw new Error(`no day ${month} ${number}`)
    return pixels.colourAt(Math.round(2 * day.x) - 18, Math.round(2 * (day.y - 5)) + 4)
  }
  expect(corner('2026年12月', '2')).toBe(palette.red)
  expect(corner('2026年11月', '25')).toBe(palette.sky)
  expect(corner('2027年5月', '5')).toBe(palette.paper)
})

test('the same drawing gives the same bytes', async () => {
  const [page] = timelineSvg(matter, today)
  const svg = page?.svg ?? ''
  expect(Buffer.compare(await pngOf(svg), await pngOf(svg))).toBe(0)
})

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other)
  return (light + 0.05) / (dark + 0.05)
}

test.each([
  ['ink', 'paper'],
  ['ink', 'wash'],
  ['ink', 'sky'],
  ['pale', 'paper'],
  ['pale', 'sky'],
  ['blue', 'paper'],
  ['blue', 'wash'],
  ['red', 'paper'],
  ['red', 'wash'],
] as const)('%s on %s can be read', (fill, ground) => {
  expect(contrast(palette[fill], palette[ground])).toBeGreaterThanOrEqual(4.5)
})
