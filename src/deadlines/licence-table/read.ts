import { readCsv, type CsvRow } from '../../values/csv.js'
import { isLike, namesOf } from './known.js'
import { licenceOf, type NamedRow, type RowReading } from './row.js'
import { columns, type Column, type LicenceRow, type TableFault } from './licence-table.js'

export interface LicencesRead {
  /** The names of the columns in their order, to tell where a fault is. */
  readonly header: readonly string[]
  /** Without those that have a fault. */
  readonly rows: readonly LicenceRow[]
  readonly faults: readonly TableFault[]
  /** Odd, but nothing is refused for it. */
  readonly notices: readonly TableFault[]
}

const needed: readonly Column[] = ['公司名', '到期日期']

/** All rows of a table and all that is wrong in it. A fault of row 1 is one of the whole table: then there are no rows. */
export function readLicences(text: string, reading: RowReading): LicencesRead {
  const csv = readCsv(text)
  if (!csv.ok) return unread(csv.row, '引号不成对：有逗号或换行的格子前后各写一个英文引号，里面的引号写两个')
  const [head, ...body] = csv.rows
  if (head === undefined) return unread(1, `是空的：第一行写列名 ${columns.join('、')}`)
  const faults = headerFaults(head)
  if (faults.length > 0) return { header: head.cells, rows: [], faults, notices: [] }
  const read = body.map((row) => licenceOf(row.row, cellsOf(row, head), reading))
  const rows = read.flatMap(({ licence }) => licence ?? [])
  const found = [
    ...tooLong(body, head),
    ...read.flatMap((one) => one.faults),
    ...doubles(read.flatMap(({ named }) => named ?? [])),
  ]
  return {
    header: head.cells,
    rows: rows.filter(({ row }) => !found.some((fault) => fault.row === row)),
    faults: found.sort((a, b) => a.row - b.row),
    notices: [...unusedColumns(head), ...read.flatMap(({ notices }) => notices)],
  }
}

const unread = (row: number, says: string): LicencesRead => ({
  header: [],
  rows: [],
  faults: [{ row, says }],
  notices: [],
})

function headerFaults({ row, cells }: CsvRow): readonly TableFault[] {
  const missing = needed.filter((name) => !cells.includes(name))
  const twice = columns.filter((name) => cells.indexOf(name) !== cells.lastIndexOf(name))
  return [
    ...missing.map((name) => ({ row, says: `没有“${name}”这一列；第一行写列名 ${columns.join('、')}` })),
    ...twice.map((column) => ({ row, column, says: '写了两列，请删去一列' })),
  ]
}

function unusedColumns({ row, cells }: CsvRow): readonly TableFault[] {
  const unused = cells.filter((name) => name !== '' && !columns.some((column) => column === name))
  return unused.length === 0 ? [] : [{ row, says: `没有用到的列：${unused.join('、')}` }]
}

/** A comma in a name that is not in quotes moves all that follows. */
function tooLong(body: readonly CsvRow[], head: CsvRow): readonly TableFault[] {
  return body
    .filter(({ cells }) => cells.slice(head.cells.length).some((cell) => cell !== ''))
    .map(({ row }) => ({ row, says: '比第一行多出几格：有逗号的格子前后要加英文引号' }))
}

function cellsOf({ cells }: CsvRow, head: CsvRow): (column: Column) => string {
  return (column) => cells[head.cells.indexOf(column)] ?? ''
}

/** Two chats may watch a licence each for itself: of what was exported only the very same one is a double. */
function doubles(rows: readonly NamedRow[]): readonly TableFault[] {
  const seen = new Map<string, NamedRow[]>()
  return rows.flatMap((one): readonly TableFault[] => {
    const names = namesOf(one)
    const same = names.flatMap((name) => seen.get(name) ?? []).find((before) => isDouble(before, one))
    for (const name of names) seen.set(name, [...(seen.get(name) ?? []), one])
    if (same === undefined) return []
    const column = one.number === undefined ? '公司名' : '许可证编号'
    return [{ row: one.row, column, says: `和第 ${same.row} 行是同一张，请只留一行` }]
  })
}

function isDouble(one: NamedRow, other: NamedRow): boolean {
  return one.id !== undefined && other.id !== undefined ? one.id === other.id : isLike(one, other)
}
