/** What the bytes of a table say, as far as they can be read. */
export type SheetText =
  | { readonly kind: 'text'; readonly text: string }
  /** A workbook of a spreadsheet: nothing is read of it. */
  | { readonly kind: 'workbook' }
  | { readonly kind: 'not-text' }

/** A table as spreadsheets save it: UTF-8, UTF-16 (“Unicode 文本”), or GB18030, which Excel writes on a Chinese Windows. */
export function sheetText(bytes: Uint8Array): SheetText {
  const start = String.fromCharCode(...bytes.subarray(0, workbookMark.length))
  if (start === workbookMark) return { kind: 'workbook' }
  const text = decoded(bytes, start.slice(0, 2))
  return text === undefined || text.includes('\0') ? { kind: 'not-text' } : { kind: 'text', text }
}

/** Of a ZIP, which an .xlsx is. */
const workbookMark = 'PK\u0003\u0004'

const marks: ReadonlyMap<string, string> = new Map([
  ['\u00ff\u00fe', 'utf-16le'],
  ['\u00fe\u00ff', 'utf-16be'],
])

/** Chinese in GB18030 is as good as never UTF-8 by accident, so the one that fits is the right one. */
function decoded(bytes: Uint8Array, start: string): string | undefined {
  const marked = marks.get(start)
  const encodings = marked === undefined ? ['utf-8', 'gb18030'] : [marked]
  return encodings.map((encoding) => textIn(bytes, encoding)).find((text) => text !== undefined)
}

function textIn(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Whether a file is a table by its name: one that can be read, or a workbook, which has to be saved as one. */
export const isSheetName = (name: string): boolean => /\.(?:csv|tsv|txt)$/i.test(name) || isWorkbookName(name)

export const isWorkbookName = (name: string): boolean => /\.(?:xlsx?|xlsm|et|ods|numbers)$/i.test(name)
