import { answerText } from '../chat/say/interview/answer.js'
import { resultReply } from '../chat/say/interview/result.js'
import { asksTexts } from '../chat/say/interview/table.js'
import { fixesOf, type Fix } from '../interview/fixes.js'
import type { Tested } from '../interview/result.js'
import type { Run } from '../interview/said/said-run.js'
import { plainText } from '../reply/plain.js'

/** What a person sees. */
export function runText(run: Run): string {
  const text = plainText({ ...resultReply(run), buttons: [] })
  const asks = asksTexts(run)
  return asks.length === 0 ? text : `${text}\n没有记下的答案，按“不知道”算：${asks.join('；')}`
}

/** The shape outsiders rely on; see the README. */
export function runJson(run: Run): object {
  const { flow, result, position, asking } = run
  const fixes = fixesOf(flow, { ...asking, given: position.given })
  return {
    flow: flow.id,
    verdict: result.verdict,
    outcomes: result.outcomes.map(({ id }) => id),
    requirements: result.tested.map(jsonTested),
    missing: result.missing,
    asks: run.asks.map(({ input, why }) => ({ question: input, why })),
    changes: fixes.map((fix) => jsonFix(fix, run)),
    text: runText(run),
  }
}

function jsonTested({ requirement: { entry, severity, blocks }, state }: Tested): object {
  return { id: entry, severity, blocks: blocks === 'nothing' ? null : blocks, state, entry }
}

function jsonFix({ changes, lead }: Fix, { flow, knowledge }: Run): object {
  return {
    lead,
    set: changes.flatMap(({ input: id, to }) => {
      const [question, input] = [flow.questions.find((one) => one.input === id), knowledge.inputs.get(id)]
      return question === undefined || input === undefined
        ? []
        : [{ question: id, to: answerText(to, question, input) }]
    }),
  }
}
