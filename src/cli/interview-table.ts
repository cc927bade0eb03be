import { judgedCells, judgedColumns } from '../chat/say/interview/table.js'
import { verdictWords } from '../chat/say/interview/verdict.js'
import { readCompanies, type CompaniesFault } from '../interview/companies-table.js'
import type { Verdict } from '../interview/flow/flow.js'
import { runOf, type Judging, type Run } from '../interview/said/said-run.js'
import { csvLine } from '../values/csv.js'
import { complain, print, type Console } from './console.js'
import { idsOf } from './interview-answers.js'
import { runJson } from './interview-json.js'
import { elsewhere } from './lines.js'

/** Judges a table, a company a row: as a table again, or with `json` as an object a line. What is wrong with it is told before anything. */
export async function tableJudged(
  console: Console,
  text: string,
  judging: Judging,
  json: boolean,
): Promise<number> {
  const read = readCompanies(text, judging.flow, judging.knowledge.inputs)
  if (!read.ok) {
    for (const fault of read.faults) complain(console, faultLine(fault, read.header))
    if (read.header.length === 0 || read.faults.some(({ at }) => at !== undefined))
      complain(console, `第一行写列名，用题号或题目的名字。题号有：${idsOf(judging.flow)}`)
    return 1
  }
  const verdicts: Verdict[] = []
  if (!json) print(console, `\uFEFF${csvLine([...(read.named ? ['公司'] : []), ...judgedColumns])}\r`)
  for (const { company, said } of read.rows) {
    await elsewhere()
    if (console.stopping.aborted) return 0
    const run = runOf(said, judging)
    const names = company === undefined ? [] : [company]
    verdicts.push(run.result.verdict)
    print(console, json ? jsonLine(run, names) : `${csvLine([...names, ...judgedCells(run)])}\r`)
  }
  complain(console, summary(verdicts))
  return 0
}

const faultLine = ({ row, at, says }: CompaniesFault, header: readonly string[]): string =>
  `第 ${row} 行${at === undefined ? '' : `“${header[at] ?? ''}”`}：${says}`

function jsonLine(run: Run, [company]: readonly string[]): string {
  return JSON.stringify({ ...(company !== undefined && { company }), ...runJson(run) })
}

function summary(verdicts: readonly Verdict[]): string {
  const counts = [...new Set(verdicts)]
    .sort()
    .map((verdict) => `${verdictWords(verdict, 0)} ${verdicts.filter((one) => one === verdict).length}`)
  return `共 ${verdicts.length} 家${counts.length === 0 ? '' : `：${counts.join('，')}`}。`
}
