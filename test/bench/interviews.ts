import { interviewAnswers } from './interview-answers.js'
import { interviewQuestions } from './interview-questions.js'
import { interviewTurns } from './interview-turns.js'
import { table } from './table.js'

const ms = (value: number): string => value.toFixed(2)

/** `npm run bench -- interviews [INTERVIEWS] [COMPANIES]`: a turn beside many open interviews; how much is asked. */
export async function interviewsBench([
  count = '50000',
  companies = '10000',
]: readonly string[]): Promise<void> {
  const answers = interviewAnswers()
  const { megabytes, withNone, turns } = await interviewTurns(answers, Number(count))
  console.log(
    table(
      [`${turns.count} turns beside ${count} open interviews`, 'p50', 'p99', 'worst'],
      [
        ['turn (take, replay, decide, store), ms', ...turns.ms.map(ms)],
        ['the same of the processor, ms', ...turns.cpuMs.map(ms)],
      ],
    ),
  )
  console.log(
    `memory of the program that serves them: ${megabytes.toFixed(0)} MB, with none ${withNone.toFixed(0)} MB\n`,
  )
  const rows = interviewQuestions(answers, Number(companies))
  console.log(
    table(
      [`${companies} companies`, 'questions', 'asked', 'skipped', 'asked with early stop', 'ms a company'],
      rows.map(({ flow, questions, asked, stopped, ms: each }) => [
        flow,
        questions,
        asked.toFixed(1),
        (questions - asked).toFixed(1),
        stopped.toFixed(1),
        ms(each),
      ]),
    ),
  )
}
