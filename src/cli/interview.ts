import type { Flow } from '../interview/flow/flow.js'
import { runOf, type Judging, type Run } from '../interview/said/said-run.js'
import { civilDate } from '../values/civil-date.js'
import { flowId } from '../values/ids.js'
import { isSheetName, sheetText } from '../values/sheet-text.js'
import { complain, print, type Console } from './console.js'
import { answersIn } from './interview-answers.js'
import { interviewed } from './interview-asking.js'
import { runJson, runText } from './interview-json.js'
import { tableJudged } from './interview-table.js'
import { linesOf } from './lines.js'
import { namedFile } from './named-file.js'
import { ready, today } from './settings.js'
import { readTable } from './table-file.js'

export interface InterviewOptions {
  readonly flow: string
  /** A JSON or CSV file, or `-` for JSON lines of standard input; absent: somebody is asked. */
  readonly answers: string | undefined
  readonly asOf: string | undefined
  readonly json: boolean
}

/** Runs a guided interview: asks somebody, or judges answers that were written down before. */
export async function interview(console: Console, options: InterviewOptions): Promise<number> {
  const { answers, json } = options
  const set = await ready(console)
  if (set === undefined) return 1
  const { knowledge, flows } = set.content
  const asOf = options.asOf === undefined ? today(set.config) : civilDate(options.asOf)
  if (asOf === undefined)
    return refused(console, `--as-of 要写成 2026-11-21 这样的日期，现在是“${options.asOf ?? ''}”`)
  const flow = flows.all.get(flowId(options.flow))
  if (flow === undefined)
    return refused(console, `没有面谈 ${options.flow}：有${namesOf([...flows.all.values()])}`)
  const judging: Judging = { flow, knowledge, asOf }
  if (answers === '-') return linesJudged(console, judging, json)
  if (answers === undefined) {
    const run = await interviewed(console, judging, json)
    if (run !== undefined) print(console, shown(run, json))
    return 0
  }
  return isSheetName(answers)
    ? sheetJudged(console, answers, judging, json)
    : fileJudged(console, answers, judging, json)
}

function refused(console: Console, ...faults: readonly string[]): number {
  for (const fault of faults) complain(console, fault)
  return 1
}

const namesOf = (flows: readonly Flow[]): string =>
  flows.map(({ id, title }) => `${id}（${title}）`).join('、')

const shown = (run: Run, json: boolean): string => (json ? JSON.stringify(runJson(run)) : runText(run))

/** A company a line. A wrong one is told with its number and the others are judged; then the end is not a good one. */
async function linesJudged(console: Console, judging: Judging, json: boolean): Promise<number> {
  let number = 0
  let code = 0
  for await (const line of linesOf(console)) {
    number += 1
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    const read = answersIn(text, judging.flow, number)
    if (read.ok) print(console, lineShown(runOf(read.said, judging), json))
    else code = refused(console, ...read.faults)
  }
  return code
}

const lineShown = (run: Run, json: boolean): string => shown(run, json).replaceAll('\n', ' ')

async function fileJudged(console: Console, path: string, judging: Judging, json: boolean): Promise<number> {
  const named = await namedFile(path)
  if (!named.ok) return refused(console, named.fault)
  const file = sheetText(named.bytes)
  if (file.kind !== 'text') return refused(console, `${path} 不是文本：答案写成 JSON 或 CSV 文件`)
  const read = answersIn(file.text, judging.flow, 1)
  if (!read.ok) return refused(console, ...read.faults.map((fault) => `${path} ${fault}`))
  print(console, shown(runOf(read.said, judging), json))
  return 0
}

async function sheetJudged(console: Console, path: string, judging: Judging, json: boolean): Promise<number> {
  const table = await readTable(path)
  return table.ok ? tableJudged(console, table.text, judging, json) : refused(console, table.fault)
}
