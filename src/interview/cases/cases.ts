import type { Knowledge } from '../../knowledge/knowledge.js'
import type { CivilDate } from '../../values/civil-date.js'
import { inputId, type InputId } from '../../values/ids.js'
import type { Answer, Answers } from '../answers.js'
import type { CaseFile, InterviewCase } from './case-file.js'
import { differences } from './case-differences.js'
import type { Flow } from '../flow/flow.js'
import { remarksOf } from '../remarks.js'
import { replay, type Asking, type Position } from '../replay.js'
import { resultOf, type Result } from '../result.js'
import { typedAnswer } from '../said/typed-answer.js'

/** One company of a cases file, interviewed. */
export interface CaseRun {
  readonly source: InterviewCase
  readonly asking: Asking
  readonly answers: Answers
  readonly position: Position
  readonly result: Result
  readonly problems: readonly CaseProblem[]
}

/** Where in the case, and what is wrong there, in Chinese. */
export interface CaseProblem {
  readonly at: readonly string[]
  readonly message: string
}

type Knowing = Pick<Knowledge, 'inputs' | 'figures'>

/** Every case of a file, run on the flow it is for. */
export function caseRuns(flow: Flow, file: CaseFile, knowing: Knowing): readonly CaseRun[] {
  return file.cases.map((source, at) => {
    const said = saidIn(source, file.cases.slice(0, at), file.asOf)
    const asking = { inputs: knowing.inputs, figures: knowing.figures, asOf: said.asOf }
    return runOf(flow, source, said, asking)
  })
}

interface Said {
  readonly asOf: CivilDate
  readonly answers: ReadonlyMap<string, string>
  readonly problems: readonly CaseProblem[]
}

/** What a case says, with what it takes from one before it. */
function saidIn(source: InterviewCase, before: readonly InterviewCase[], asOf: CivilDate): Said {
  const { like, answers } = source
  const at = like === undefined ? -1 : before.findIndex((one) => one.case === like)
  const base = before[at]
  const from = base === undefined ? { asOf, answers: new Map() } : saidIn(base, before.slice(0, at), asOf)
  return {
    asOf: source.asOf ?? from.asOf,
    answers: changed(from.answers, answers),
    problems: [
      ...(like !== undefined && base === undefined
        ? [{ at: ['like'], message: `前面没有例题 ${like}` }]
        : []),
      ...(before.some((one) => one.case === source.case)
        ? [{ at: ['case'], message: `例题 ${source.case} 前面已经有了` }]
        : []),
    ],
  }
}

function changed(
  from: ReadonlyMap<string, string>,
  changes: InterviewCase['answers'],
): ReadonlyMap<string, string> {
  const all = new Map(from)
  for (const [question, text] of Object.entries(changes)) {
    if (text === null) all.delete(question)
    else all.set(question, text)
  }
  return all
}

function runOf(flow: Flow, source: InterviewCase, said: Said, asking: Asking): CaseRun {
  const read = [...said.answers].map(([question, text]) => readOne(flow, question, text, asking))
  const answers = new Map(read.flatMap((one) => ('answer' in one ? [[one.input, one.answer] as const] : [])))
  const position = replay(flow, answers, asking)
  const result = resultOf(flow, position, asking)
  const remarks = remarksOf(flow, position, asking).map((one) => one.id)
  return {
    source,
    asking,
    answers,
    position,
    result,
    problems: [
      ...said.problems,
      ...read.flatMap((one) => ('answer' in one ? [] : one)),
      ...differences(source.expect, { position, result, remarks }),
    ],
  }
}

type ReadOne = CaseProblem | { readonly input: InputId; readonly answer: Answer }

function readOne(flow: Flow, name: string, text: string, { inputs, asOf }: Asking): ReadOne {
  const at = ['answers', name]
  const question = flow.questions.find((one) => one.input === name)
  const input = inputs.get(inputId(name))
  if (question === undefined || input === undefined) return { at, message: `面谈里没有 ${name} 这一题` }
  const typed = typedAnswer(text, question, input, asOf)
  return typed.kind === 'answer'
    ? { input: question.input, answer: typed.answer }
    : { at, message: `“${text}”读不成答案（${typed.why}）` }
}
