import { expect, test } from 'vitest'
import { bytesOf } from '../../src/app/drawing.js'
import { readFaces } from '../../src/app/picture.js'
import { pdfOf } from '../../src/app/print.js'
import { printedAside } from '../../src/app/printing.js'
import type { Document } from '../../src/reply/document.js'

const document: Document = {
  title: '能不能申请：面谈结果',
  on: '2026-11-21',
  foot: '以发证机关的答复为准。',
  parts: [{ kind: 'paragraph', text: '还不能申请：差 2 项。' }],
}
/** No date, which the printing throws at. */
const broken: Document = { ...document, on: 'some day' }

test('another thread prints the same bytes, however many are wanted at once', async () => {
  const here = await pdfOf(document, readFaces())
  const all = await Promise.all([1, 2].map(() => bytesOf({ kind: 'print', name: 'x.pdf', document })))
  for (const bytes of all) expect(Buffer.from(bytes).equals(here)).toBe(true)
}, 60_000)

test('a thread that breaks is a value, and the next document is printed', async () => {
  const [first, second] = await Promise.all([printedAside(broken), printedAside(document)])
  expect(first).toMatchObject({ kind: 'failed', error: expect.any(Error) as Error })
  expect(second).toMatchObject({ kind: 'printed' })
}, 60_000)

test('what no thread can be given is a value, too', async () => {
  const unsendable = { ...document, shown: () => '' }
  expect(await printedAside(unsendable)).toMatchObject({ kind: 'failed' })
}, 60_000)
