import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFaces } from '../../src/app/picture.js'
import { pdfOf } from '../../src/app/print.js'
import { resultDocument } from '../../src/chat/say/interview/document.js'
import { noGlyph, unshownOf, widthOf } from '../../src/draw/letters.js'
import { paper, printPages, type PrintLine, type PrintPage } from '../../src/draw/print-pages.js'
import type { Document, Part } from '../../src/reply/document.js'
import { browserMissing, openBrowser } from '../fakes/browser.js'
import { caseNamed, judgedCases } from '../interview/judged-cases.js'
import { glyphsOf } from './pdf-glyphs.js'
import { drawnPage, inkOf, shownPages } from './print-pixels.js'

const faces = readFaces()
const widthIn = ({ text, size, bold }: PrintLine): number =>
  widthOf(text, bold ? faces.bold : faces.regular) * size

const documentOf = (parts: readonly Part[], rest: Partial<Document> = {}): Document => ({
  title: '能不能申请：面谈结果',
  on: '2026-11-21',
  foot: '以发证机关的答复为准。',
  parts: [...parts],
  ...rest,
})

const textsIn = (part: Part): readonly string[] =>
  part.kind === 'row' ? [part.label, part.value] : [part.text]

const textsOf = (page: PrintPage): readonly string[] => page.map(({ text }) => text)
const long = '注册资本最低限额按业务覆盖范围来定，达到这个数就行（《许可管理办法》第六条第（四）项）。'
const items = (count: number): readonly Part[] =>
  Array.from({ length: count }, (_, at): Part => ({
    kind: 'item',
    text: `${at + 1} ${long}${long}`,
    depth: 1,
  }))

describe('a printed page', () => {
  const results = ['V1', 'V2', 'V9', 'V12', 'W3', 'X4', 'C123'].map((name) => resultDocument(caseNamed(name)))
  test.each([...results, documentOf(items(90))].map((one, at) => [at, one] as const))(
    'keeps every line of document %i on the paper, and none upon another',
    (_, document) => {
      for (const page of printPages(document, faces)) {
        for (const line of page) {
          expect(line.x + widthIn(line)).toBeLessThanOrEqual(paper.width - 55.9)
          expect(line.y).toBeLessThan(paper.height - 20)
        }
        const rows = page.filter(({ x }) => x < 200).map(({ x, y, size }) => ({ x, y, size }))
        for (const { x, y, size } of rows)
          expect(rows.filter((other) => other.x === x && other.y > y && other.y < y + size * 0.95)).toEqual(
            [],
          )
      }
    },
  )

  test('begins no line with a point and ends none with an open bracket', () => {
    const lines = printPages(documentOf(items(30)), faces).flatMap(textsOf)
    expect(lines.length).toBeGreaterThan(60)
    expect(lines.filter((line) => /^[，。、；：）》]|[（《]$/.test(line))).toEqual([])
  })

  test('has its number, the foot, and from the second one on the title at its head', () => {
    const pages = printPages(documentOf(items(60)), faces)
    expect(pages.length).toBeGreaterThan(2)
    pages.forEach((page, at) => {
      expect(textsOf(page)).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`)
      expect(textsOf(page)).toContain('以发证机关的答复为准。')
      expect(textsOf(page)[0]).toBe('能不能申请：面谈结果')
    })
  })

  test('repeats the heading of what goes on', () => {
    const pages = printPages(documentOf([{ kind: 'heading', text: '你的回答' }, ...items(40)]), faces)
    expect(pages.slice(1).map((page) => textsOf(page)[1])).toEqual(
      pages.slice(1).map(() => '你的回答（接上页）'),
    )
  })

  test('never ends with a heading', () => {
    for (let count = 20; count < 45; count++) {
      const rows = Array.from({ length: count }, (): Part => ({
        kind: 'row',
        label: '注册资本',
        value: '500万元',
      }))
      const parts: readonly Part[] = [...rows, { kind: 'heading', text: '日子' }, ...items(2)]
      for (const page of printPages(documentOf(parts), faces)) {
        const texts = textsOf(page)
        const at = texts.indexOf('日子')
        if (at >= 0) expect(texts.slice(at).some((text) => text.startsWith('1 '))).toBe(true)
      }
    }
  })

  test('shows a box for what the font lacks, never a blank', () => {
    const [page = []] = printPages(documentOf([{ kind: 'paragraph', text: '喆㎡✗' }]), faces)
    expect(textsOf(page)).toContain(`${noGlyph}平方米×`)
  })
})

test('nothing that a result says is without a glyph', () => {
  // Every seventh: they say the same again.
  const some = [...judgedCases.values()].filter((_, at) => at % 7 === 0)
  const said = some.flatMap((judged) => resultDocument(judged).parts.flatMap(textsIn))
  expect(said.length).toBeGreaterThan(200)
  expect(unshownOf(said, faces.regular)).toEqual([])
})

describe('a PDF', () => {
  const document = resultDocument(caseNamed('V2'))

  test('is the same bytes for the same document, and others for another', async () => {
    const [one, again, other] = await Promise.all([
      pdfOf(document, faces),
      pdfOf(resultDocument(caseNamed('V2')), faces),
      pdfOf({ ...document, on: '2026-11-22' }, faces),
    ])
    expect(Buffer.compare(one, again)).toBe(0)
    expect(Buffer.compare(one, other)).not.toBe(0)
    expect(Buffer.from(one).toString('latin1')).toContain('(D:20261121000000Z)')
  })

  test('holds an outline for every character of every line', async () => {
    const pages = printPages(document, faces)
    const glyphs = glyphsOf(await pdfOf(document, faces))
    const characters = pages.flat().reduce((sum, { text }) => sum + [...text].length, 0)
    expect(glyphs.shown).toHaveLength(characters)
    expect(glyphs.shown.filter((glyph) => glyph === 0)).toEqual([])
    const inked = new Set(
      pages.flatMap((page) => page.flatMap(({ text, bold }) => [...text].map((one) => `${one}${bold}`))),
    )
    const blanks = [...inked].filter((one) => /^\s/.test(one)).length
    expect(glyphs.outlines).toBe(inked.size - blanks)
  })
})

describe.skipIf(browserMissing)('a PDF as a browser shows it', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('has as much ink on every line as the line has when it is drawn from the whole font', async () => {
    const document = resultDocument(caseNamed('V2'))
    const pages = printPages(document, faces)
    const numbers = [1, pages.length]
    const shown = await shownPages(await pdfOf(document, faces), numbers, browser)
    for (const [at, seen] of shown.entries()) {
      const page = pages[(numbers[at] ?? 1) - 1] ?? []
      const expected = await drawnPage(page, seen.scale)
      expect(page.length).toBeGreaterThan(4)
      for (const line of page.filter(({ text }) => text.length > 1)) {
        const width = widthIn(line)
        const share = inkOf(line, width, seen) / inkOf(line, width, expected)
        expect({ text: line.text, fair: share > 0.75 && share < 1.33, share }).toMatchObject({ fair: true })
      }
    }
  }, 120_000)
})
