import { askBackText, implausibleText, refusedText } from '../chat/say/interview/asking-back.js'
import { answerText, optionLabel, yesNoLabel } from '../chat/say/interview/answer.js'
import { whyAskedBlocks } from '../chat/say/interview/question.js'
import type { Answer, Answers } from '../interview/answers.js'
import type { Question } from '../interview/flow/flow.js'
import { judgedOn, type Judged } from '../interview/judged.js'
import { implausible } from '../interview/said/plausible.js'
import type { Judging } from '../interview/said/said-run.js'
import { typedAnswer } from '../interview/said/typed-answer.js'
import { filled } from '../knowledge/figures.js'
import type { Input } from '../knowledge/condition/inputs.js'
import { plainText } from '../reply/plain.js'
import type { InputId } from '../values/ids.js'

/** An interview in a terminal, between two lines: what was answered, and what waits. */
export interface Asked {
  readonly answers: Answers
  /** The answered question to which somebody went back. */
  readonly at?: InputId
  /** Goes on although the verdict is fixed. */
  readonly whole?: true
  /** Lines in a row that were no answer. */
  readonly failed: number
  /** An answer that was said back and waits for a yes. */
  readonly meant?: Answer
  /** This question was explained to who did not know. */
  readonly explained?: InputId
}

export const nothingAsked: Asked = { answers: new Map(), failed: 0 }

export interface Turned {
  readonly asked: Asked
  readonly says?: string
  /** `over`: there is nothing more to ask, or nobody wants to be asked more. */
  readonly ends?: 'over' | 'quit'
}

type Waiting =
  | { readonly kind: 'question'; readonly question: Question; readonly input: Input; readonly judged: Judged }
  | { readonly kind: 'fixed'; readonly judged: Judged }
  | { readonly kind: 'over' }

/** What is asked now: a question, whether to go on, or nothing more. */
function waiting({ answers, at, whole }: Asked, { flow, knowledge, asOf }: Judging): Waiting {
  const judged = judgedOn(asOf, flow, answers, knowledge)
  const { taken, open } = judged.position
  const back = at !== undefined && taken.includes(at) ? at : undefined
  if (back === undefined && judged.result.fixed && whole !== true)
    return open.length > 0 ? { kind: 'fixed', judged } : { kind: 'over' }
  const question = flow.questions.find(({ input }) => input === (back ?? open[0]))
  const input = question && knowledge.inputs.get(question.input)
  return question === undefined || input === undefined
    ? { kind: 'over' }
    : { kind: 'question', question, input, judged }
}

/** What to read before the next line; undefined when all was asked. */
export function askingText(asked: Asked, judging: Judging): string | undefined {
  const waits = waiting(asked, judging)
  switch (waits.kind) {
    case 'over':
      return undefined
    case 'fixed':
      return `结论已经定了，后面最多 ${waits.judged.position.open.length} 题不会改变它。回车看结果；打“继续”答完整清单。`
    case 'question':
      return questionText(waits, asked, judging)
  }
}

function questionText(
  { question, input, judged: { position } }: Extract<Waiting, { kind: 'question' }>,
  { answers }: Asked,
  { knowledge, asOf }: Judging,
): string {
  const { taken, open } = position
  const place = taken.includes(question.input) ? taken.indexOf(question.input) : taken.length
  const before = answers.get(question.input)
  return [
    `\n第 ${place + 1} 题（最多 ${taken.length + open.length} 题）· ${question.topic}`,
    filled(question.ask, knowledge.figures, asOf),
    filled(question.help, knowledge.figures, asOf),
    ...optionLines(question, input),
    ...(before === undefined ? [] : [`你之前答：${answerText(before, question, input)}（回车不变）`]),
  ].join('\n')
}

function optionLines(question: Question, input: Input): readonly string[] {
  switch (input.type) {
    case 'quantity':
      return []
    case 'yes-no':
      return [`1 ${yesNoLabel(question, true)}　2 ${yesNoLabel(question, false)}`]
    case 'choice':
    case 'many':
      return [input.options.map((option, at) => `${at + 1} ${optionLabel(question, option)}`).join('　')]
  }
}

/** What one line does. */
export function turned(line: string, asked: Asked, judging: Judging): Turned {
  const waits = waiting(asked, judging)
  const said = line.trim()
  if (said === '退出') return { asked, ends: 'quit' }
  if (waits.kind === 'over') return { asked, ends: 'over' }
  if (said === '上一步') return wentBack(asked, waits)
  if (waits.kind === 'fixed')
    return said === '继续' ? { asked: { ...asked, whole: true } } : { asked, ends: 'over' }
  const { question, input } = waits
  if (said === '为什么问') {
    const blocks = whyAskedBlocks(judging.flow, question, judging.knowledge, judging.asOf)
    return {
      asked,
      says: `${plainText({ blocks })}\n${filled(question.ask, judging.knowledge.figures, judging.asOf)}`,
    }
  }
  const { meant, ...rest } = asked
  if (meant !== undefined && /^(?:对|是的?|y|yes)?$/i.test(said)) return taken(meant, rest, question, judging)
  if (said === '')
    return { asked: asked.answers.has(question.input) ? goneOn(rest, question, judging) : rest }
  return answered(numbered(said, input), rest, { question, input }, judging)
}

type On = Pick<Extract<Waiting, { kind: 'question' }>, 'question' | 'input'>

function wentBack(asked: Asked, waits: Exclude<Waiting, { kind: 'over' }>): Turned {
  const { taken } = waits.judged.position
  const place = waits.kind === 'question' ? taken.indexOf(waits.question.input) : -1
  const before = taken[(place < 0 ? taken.length : place) - 1]
  return before === undefined
    ? { asked, says: '这是第一题。' }
    : { asked: { ...asked, at: before, failed: 0 } }
}

/** The number that stands before an option on the screen means that option, whatever else it could count. */
function numbered(said: string, input: Input): string {
  const option =
    input.type === 'choice' && /^\d{1,2}$/.test(said) ? input.options[Number(said) - 1] : undefined
  return option?.zh ?? said
}

function answered(said: string, asked: Asked, { question, input }: On, judging: Judging): Turned {
  const typed = typedAnswer(said, question, input, judging.asOf)
  switch (typed.kind) {
    case 'ask':
      return { asked, says: askBackText(typed.why, question, input) }
    case 'refused': {
      const failed = asked.failed + 1
      return { asked: { ...asked, failed }, says: refusedText(typed.why, question, input, failed) }
    }
    case 'answer': {
      const { answer, about } = typed
      const { explain } = question
      if (answer.kind === 'unknown' && explain !== undefined && asked.explained !== question.input)
        return explained(explain, asked, question, judging)
      const odd = implausible(question, answer, asked.answers, input, judging.asOf)
      if (odd === undefined && about !== true) return taken(answer, asked, question, judging)
      const read =
        odd === undefined ? `我记成${answerText(answer, question, input)}，对吗？` : implausibleText(odd)
      return { asked: { ...asked, meant: answer }, says: `${read}对就回车，不对就再打一次。` }
    }
  }
}

/** Nothing is noted yet: who still does not know then says so once more. */
function explained(text: string, asked: Asked, { input, ask }: Question, judging: Judging): Turned {
  const told = [text, ask].map((one) => filled(one, judging.knowledge.figures, judging.asOf))
  return { asked: { ...asked, explained: input }, says: told.join('\n') }
}

function taken(answer: Answer, asked: Asked, question: Question, judging: Judging): Turned {
  const answers = new Map([...asked.answers, [question.input, answer]])
  return { asked: goneOn({ ...asked, answers }, question, judging) }
}

/** Whoever went back comes forward over the answers that are there. */
function goneOn({ at, ...asked }: Asked, { input }: Question, judging: Judging): Asked {
  const { position } = judgedOn(judging.asOf, judging.flow, asked.answers, judging.knowledge)
  const next = at === undefined ? undefined : position.taken[position.taken.indexOf(input) + 1]
  return { ...asked, failed: 0, ...(next !== undefined && { at: next }) }
}
