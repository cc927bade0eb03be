import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import type { Faces } from '../draw/face.js'
import { paper, printPages, type PrintPage } from '../draw/print-pages.js'
import type { Document } from '../reply/document.js'
import { fontFiles } from './picture.js'

/** A document as the bytes of a PDF, the same bytes for the same document: nothing in it is taken from the clock. */
export async function pdfOf(document: Document, faces: Faces): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    // Its file id is made of these, and of nothing else.
    info: { Title: document.title, CreationDate: new Date(`${document.on}T00:00:00Z`) },
  })
  pdf.registerFont('regular', fontFiles.regular)
  pdf.registerFont('bold', fontFiles.bold)
  for (const page of printPages(document, faces)) put(page, pdf)
  pdf.end()
  return new Uint8Array(await buffer(pdf))
}

function put(page: PrintPage, pdf: PDFKit.PDFDocument): void {
  pdf.addPage()
  for (const { text, x, y, size, bold, fill } of page)
    pdf
      .font(bold ? 'bold' : 'regular', size)
      .fillColor(fill)
      // Lines were broken with the same widths; the library's own breaking knows no Chinese.
      .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
}
