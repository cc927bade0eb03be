import { judgedOn } from '../interview/judged.js'
import type { Judging, Run } from '../interview/said/said-run.js'
import { complain, print, type Console } from './console.js'
import { askingText, nothingAsked, turned, type Asked } from './interview-turn.js'
import { linesOf } from './lines.js'

const how = '打数字或字都行。随时可以打：不知道、上一步、为什么问、退出。'

/**
 * Asks one question at a time until there is a verdict, or the input ends; undefined when somebody leaves. With `json`
 * standard output is for the result alone.
 */
export async function interviewed(
  console: Console,
  judging: Judging,
  json: boolean,
): Promise<Run | undefined> {
  const say = (text: string): void => {
    if (json) complain(console, text)
    else print(console, text)
  }
  say(`${judging.flow.intro}\n${how}`)
  const answers = (await asked(console, judging, say))?.answers
  if (answers === undefined || answers.size === 0) {
    say('没有给出结论，什么都没有保存。')
    return undefined
  }
  return { ...judgedOn(judging.asOf, judging.flow, answers, judging.knowledge), asks: [], said: new Map() }
}

/** Undefined when somebody leaves. */
async function asked(
  console: Console,
  judging: Judging,
  say: (text: string) => void,
): Promise<Asked | undefined> {
  let now = nothingAsked
  let question = askingText(now, judging)
  if (question !== undefined) say(question)
  for await (const line of linesOf(console)) {
    const { asked, says, ends } = turned(line, now, judging)
    if (ends === 'quit') return undefined
    now = asked
    question = ends === 'over' ? undefined : askingText(now, judging)
    if (says !== undefined) say(says)
    if (question === undefined) break
    if (says === undefined) say(question)
  }
  return console.stopping.aborted ? undefined : now
}
