/** One row of a table as a spreadsheet numbers it: from 1, the header and empty rows counted. */
export interface CsvRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** `row`: where a quotation mark has no partner, or something stands behind a closing one. */
export type Csv =
  { readonly ok: true; readonly rows: readonly CsvRow[] } | { readonly ok: false; readonly row: number }

/** A table as spreadsheets save it: commas, semicolons or tabs, quoted cells with line breaks in them. Empty rows are left out. */
export function readCsv(text: string): Csv {
  const { separator, body } = separated(text.replace(/^\uFEFF/, ''))
  const cell = cellShape(separator)
  const rows: CsvRow[] = []
  let cells: string[] = []
  for (let row = 1; cell.lastIndex < body.length;) {
    const found = cell.exec(body)
    if (found === null) return { ok: false, row }
    const [, quoted, plain = '', end] = found
    cells.push(unguarded(quoted?.replaceAll('""', '"') ?? plain).trim())
    if (end === separator && cell.lastIndex < body.length) continue
    if (cells.some((one) => one !== '')) rows.push({ row, cells })
    cells = []
    row += 1
  }
  return { ok: true, rows }
}

const separators = [',', ';', '\t']

/** By the first row, which names the columns; Excel may say it on a line of its own before it. */
function separated(text: string): { readonly separator: string; readonly body: string } {
  const [said, named] = /^sep=([,;\t])\r?\n/i.exec(text) ?? []
  if (said !== undefined && named !== undefined) return { separator: named, body: text.slice(said.length) }
  const [head = ''] = text.split(/[\r\n]/, 1)
  const count = (separator: string): number => head.split(separator).length
  const [separator = ','] = [...separators].sort((a, b) => count(b) - count(a))
  return { separator, body: text }
}

/** In quotes or not, with what ends it. A quotation mark inside a plain cell is a character like any other. */
function cellShape(separator: string): RegExp {
  const quoted = ' *"([^"]*(?:""[^"]*)*)" *'
  const plain = `((?! *")[^${separator}\\r\\n]*)`
  return new RegExp(`(?:${quoted}|${plain})(${separator}|\\r\\n?|\\n|$)`, 'y')
}

/** As Excel opens it without being asked anything: with a byte order mark and line ends of its own. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${csvLine(cells)}\r\n`).join('')}`
}

/** One row without its line end, for a table that is written row by row. */
export const csvLine = (cells: readonly string[]): string => cells.map(written).join(',')

function written(cell: string): string {
  const text = guarded(cell)
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A spreadsheet takes what begins like a formula for one, whoever wrote it: a quotation mark before it keeps it a text. */
const guarded = (cell: string): string => (/^'*[=+\-@]/.test(cell) ? `'${cell}` : cell)
const unguarded = (cell: string): string => cell.replace(/^'(?='*[=+\-@])/, '')

const letters = 26

/** What a spreadsheet calls a column, counted from 0: A to Z, then AA. */
export function columnLetters(at: number): string {
  const before = at < letters ? '' : columnLetters(Math.floor(at / letters) - 1)
  return before + String.fromCharCode(65 + (at % letters))
}
