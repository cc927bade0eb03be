import type { Inputs } from '../knowledge/condition/inputs.js'
import { readCsv, type CsvRow } from '../values/csv.js'
import type { InputId } from '../values/ids.js'
import type { Flow } from './flow/flow.js'

/** What the cells of a column are: answers to a question, the company's name, or nothing. */
type Column = { readonly answers: InputId; readonly unit: string } | 'company' | 'nothing'

/** What is wrong with a row as a spreadsheet numbers it; `at`: with the name of that column, counted from 0. */
export interface CompaniesFault {
  readonly row: number
  readonly at?: number
  readonly says: string
}

export interface CompanyRow {
  /** '' where it was left empty; undefined where no column names companies. */
  readonly company: string | undefined
  /** Without the empty cells: they were not answered. */
  readonly said: ReadonlyMap<string, string>
}

/** A table with a company a row, or all that is wrong with it. */
export type CompaniesRead =
  | { readonly ok: true; readonly named: boolean; readonly rows: readonly CompanyRow[] }
  | { readonly ok: false; readonly header: readonly string[]; readonly faults: readonly CompaniesFault[] }

/**
 * Reads a table whose first row names questions by their ids, or by what they ask for as people call it; a unit may stand
 * behind, as in 注册资金（万元）. Its first column may name companies.
 */
export function readCompanies(text: string, flow: Flow, inputs: Inputs): CompaniesRead {
  const table = readCsv(text)
  if (!table.ok) return unread([{ row: table.row, says: '引号没有配对，或引号后面还有字' }])
  const [head, ...rows] = table.rows
  if (head === undefined) return unread([{ row: 1, says: '表是空的：第一行写列名，用题号或题目的名字' }])
  const columns = columnsOf(head.cells, flow, inputs)
  const faults = [...headFaults(head, columns, flow), ...rows.flatMap((row) => rowFaults(row, head))]
  if (faults.length > 0) return unread(faults, head.cells)
  const named = columns[0] === 'company'
  return { ok: true, named, rows: rows.map((row) => companyOf(row, columns, named)) }
}

const unread = (faults: readonly CompaniesFault[], header: readonly string[] = []): CompaniesRead => ({
  ok: false,
  header,
  faults,
})

/** How many of these are questions of the flow, by id or by name. */
export const questionsNamed = (names: readonly string[], flow: Flow, inputs: Inputs): number =>
  columnsOf(names, flow, inputs).filter((column) => answersOf(column) !== undefined).length

function columnsOf(names: readonly string[], { questions }: Flow, inputs: Inputs): readonly Column[] {
  const asked = questions.flatMap(({ input }) => inputs.get(input) ?? [])
  return names.map((name, at) => {
    const { called, unit } = headOf(name)
    const input =
      asked.find(({ id, zh }) => id === name || zh === name) ??
      asked.find(({ id, zh, also }) => [id, zh, ...also].includes(called))
    if (input !== undefined) return { answers: input.id, unit }
    return at === 0 ? 'company' : 'nothing'
  })
}

/** 注册资金（万元）, 面积(㎡) */
function headOf(name: string): { readonly called: string; readonly unit: string } {
  const [, called, unit = ''] = /^(.+?)\s*[（(]([^（()）]+)[）)]$/u.exec(name.trim()) ?? []
  return called === undefined
    ? { called: name.trim(), unit: '' }
    : { called, unit: isUnit.test(unit) ? unit : '' }
}

/** Other words in brackets, 选填, count nothing. */
const isUnit = /^(?:[万亿]?元|人|名|平方米|平米|㎡|个|席|天|个月|年|%)$/

const answersOf = (column: Column | undefined): InputId | undefined =>
  typeof column === 'object' ? column.answers : undefined

function headFaults(
  { cells, row }: CsvRow,
  columns: readonly Column[],
  flow: Flow,
): readonly CompaniesFault[] {
  const ids = columns.map(answersOf)
  if (ids.every((id) => id === undefined)) return [{ row, at: 0, says: '这一行里没有一列是题号或题目的名字' }]
  return cells.flatMap((cell, at): readonly CompaniesFault[] => {
    if (columns[at] === 'nothing') return cell === '' ? [] : [{ row, at, says: `面谈 ${flow.id} 没有这一题` }]
    return ids[at] === undefined || ids.indexOf(ids[at]) === at
      ? []
      : [{ row, at, says: '和前面一列是同一题' }]
  })
}

/** Below a name that no question has there is nothing more to say. */
const rowFaults = ({ cells, row }: CsvRow, head: CsvRow): readonly CompaniesFault[] =>
  cells.some((cell, at) => cell !== '' && at > 0 && (head.cells[at] ?? '') === '')
    ? [{ row, says: '比列名多出一格有字，是不是少了引号？' }]
    : []

/** A bare number counts in what its column counts in. */
const inUnit = (cell: string, unit: string): string =>
  /^\s*[\d,.，]+\s*$/.test(cell) ? `${cell.trim()}${unit}` : cell

function companyOf({ cells }: CsvRow, columns: readonly Column[], named: boolean): CompanyRow {
  const said = cells.flatMap((cell, at): readonly (readonly [string, string])[] => {
    const column = columns[at]
    return typeof column !== 'object' || cell === '' ? [] : [[column.answers, inUnit(cell, column.unit)]]
  })
  return { company: named ? (cells[0] ?? '') : undefined, said: new Map(said) }
}
