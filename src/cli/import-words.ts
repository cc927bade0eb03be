import type { Compared } from '../deadlines/licence-table/known.js'
import {
  chatText,
  datesOf,
  type LicenceRow,
  type TableFault,
} from '../deadlines/licence-table/licence-table.js'

export function rowText({ row, matter, watches }: LicenceRow): string {
  const { expires } = datesOf(matter)
  const facts = [
    matter.holder,
    ...(matter.number === undefined ? [] : [matter.number]),
    ...(expires === undefined ? [] : [`${expires} 到期`]),
  ]
  return `第 ${row} 行 ${facts.join('，')} → ${watches.map(({ chat }) => chatText(chat)).join(' ')}`
}

export interface Imported {
  readonly dryRun: boolean
  readonly skipFaulty: boolean
  readonly saved: boolean
}

export function totals(
  { fresh, known }: Compared,
  faults: readonly TableFault[],
  { dryRun, saved, skipFaulty }: Imported,
): string {
  const bad = [...new Set(faults.map(({ row }) => row))]
  const counts = `新登记 ${fresh.length} 张，已有不变 ${known.length} 张，有错 ${bad.length} 行`
  if (dryRun) return `试运行：${counts}，什么都没有保存。`
  if (saved) return `${counts}。${bad.length === 0 ? '' : `跳过了第 ${bad.join('、')} 行。`}已保存。`
  const way = skipFaulty ? '' : '，或者加 --skip-faulty 跳过这些行'
  return `${counts}，什么都没有保存：请改好再导入${way}。`
}
