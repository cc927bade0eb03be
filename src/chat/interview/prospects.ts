import { columns, type Column } from '../../deadlines/licence-table/licence-table.js'
import { questionsNamed, readCompanies, type CompaniesFault } from '../../interview/companies-table.js'
import type { Flow, Verdict } from '../../interview/flow/flow.js'
import type { Flows } from '../../interview/flow/flows.js'
import { runOf, type Run } from '../../interview/said/said-run.js'
import type { Inputs } from '../../knowledge/condition/inputs.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Steps } from '../../knowledge/steps.js'
import type { CivilDate } from '../../values/civil-date.js'
import { csvText, readCsv } from '../../values/csv.js'
import { judgedCells, judgedColumns, missingNames, unmetTitles } from '../say/interview/table.js'

/** What a table comes to whose columns name questions of an interview. */
export type Prospects =
  | { readonly kind: 'judged'; readonly flow: Flow; readonly asOf: CivilDate; readonly judged: JudgedTable }
  | {
      readonly kind: 'faulty'
      readonly flow: Flow
      readonly header: readonly string[]
      readonly faults: readonly CompaniesFault[]
    }
  | { readonly kind: 'too-many'; readonly rows: number }
  /** Its columns name licences as well. */
  | { readonly kind: 'mixed' }
  /** Its columns are questions of all of these. */
  | { readonly kind: 'several'; readonly flows: readonly Flow[] }

export interface JudgedTable {
  readonly companies: number
  readonly verdicts: Counts<Verdict>
  /** Requirements of the law that are not met, by title. */
  readonly gaps: Counts<string>
  /** What the verdicts still wait for, by name. */
  readonly missing: Counts<string>
  /** Companies with something written that was no answer. */
  readonly asked: number
  /** A row a company in the order in which they came. */
  readonly csv: string
}

/** How many companies each applies to. */
export type Counts<T> = ReadonlyMap<T, number>

/** Some milliseconds a company: other chats wait for their answers that long. */
export const mostProspects = 500

export interface ProspectsOn {
  readonly flows: Flows
  readonly knowledge: Knowledge
  readonly asOf: CivilDate
}

/** Judges each company of a table, one a step; undefined where no column names a question. */
export function* prospectSteps(
  text: string,
  { flows, knowledge, asOf }: ProspectsOn,
): Steps<Prospects | undefined> {
  const header = headerOf(text)
  yield
  const [flow, ...others] = flowsNamed(header, flows, knowledge.inputs)
  if (flow === undefined) return undefined
  if (header.some((name) => ofLicences.some((column) => column === name)))
    return flowsNamed(header.filter(isOfInterviews), flows, knowledge.inputs).length > 0
      ? { kind: 'mixed' }
      : undefined
  if (others.length > 0) return { kind: 'several', flows: [flow, ...others] }
  const read = readCompanies(text, flow, knowledge.inputs)
  if (!read.ok) return { kind: 'faulty', flow, header: read.header, faults: read.faults }
  const { rows, named } = read
  if (rows.length > mostProspects) return { kind: 'too-many', rows: rows.length }
  const counted = counting()
  const table: (readonly string[])[] = [[...(named ? ['公司'] : []), ...judgedColumns]]
  for (const { company, said } of rows) {
    const run = runOf(said, { flow, knowledge, asOf })
    counted.add(run)
    table.push([...(company === undefined ? [] : [company]), ...judgedCells(run)])
    yield
  }
  return {
    kind: 'judged',
    flow,
    asOf,
    judged: { ...counted.all, companies: rows.length, csv: csvText(table) },
  }
}

/** No input is called like these. */
const ofLicences: readonly Column[] = ['许可证编号', '到期日期']

/** What a licence has as well, 覆盖范围, does not make a table of them one of companies to be judged. */
const isOfInterviews = (name: string): boolean => !columns.some((column) => column === name)

/** The names of the columns, also of a table that is broken further down. */
function headerOf(text: string): readonly string[] {
  const csv = readCsv(text)
  const head = csv.ok ? csv : readCsv(text.trimStart().split(/\r?\n/, 1).join(''))
  return head.ok ? (head.rows[0]?.cells ?? []) : []
}

/** The interview of which most columns are questions; more than one where it could be either. */
function flowsNamed(header: readonly string[], { all }: Flows, inputs: Inputs): readonly Flow[] {
  const counts = [...all.values()].map((flow) => ({ flow, named: questionsNamed(header, flow, inputs) }))
  const most = Math.max(0, ...counts.map(({ named }) => named))
  return most === 0 ? [] : counts.filter(({ named }) => named === most).map(({ flow }) => flow)
}

function counting(): {
  readonly add: (run: Run) => void
  readonly all: Omit<JudgedTable, 'companies' | 'csv'>
} {
  const [verdicts, gaps, missing] = [
    new Map<Verdict, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ]
  let asked = 0
  return {
    add: (run) => {
      countIn(verdicts, [run.result.verdict])
      countIn(gaps, unmetTitles(run, { law: true }))
      countIn(missing, missingNames(run))
      asked += run.asks.length > 0 ? 1 : 0
    },
    get all() {
      return { verdicts, gaps, missing, asked }
    },
  }
}

function countIn<T>(counts: Map<T, number>, found: readonly T[]): void {
  for (const one of new Set(found)) counts.set(one, (counts.get(one) ?? 0) + 1)
}

/** Whether words that were pasted are such a table: but for the company nearly every column names a question. */
export function isProspects(text: string, flows: Flows, inputs: Inputs): boolean {
  const [head = '', ...rows] = text.trim().split(/\r?\n/)
  if (rows.length === 0) return false
  const [, ...names] = headerOf(head)
  return [...flows.all.values()].some((flow) => {
    // The first column is the company's name.
    const named = questionsNamed(['', ...names], flow, inputs)
    return named > 0 && named * 2 >= names.length
  })
}
