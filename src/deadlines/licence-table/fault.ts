import { columnLetters } from '../../values/csv.js'
import type { TableFault } from './licence-table.js'

/** 第 5 行 F 列（到期日期）：… as the spreadsheet numbers them. */
export function faultText({ row, column, says }: TableFault, header: readonly string[]): string {
  if (column === undefined) return `第 ${row} 行：${says}`
  const at = header.indexOf(column)
  return `第 ${row} 行${at < 0 ? '' : ` ${columnLetters(at)} 列`}（${column}）：${says}`
}
