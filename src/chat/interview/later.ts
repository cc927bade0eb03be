import type { Answer } from '../../interview/answers.js'
import { typedAnswer } from '../../interview/said/typed-answer.js'
import { quantitiesIn } from '../../values/typed-input/quantities.js'
import { isAssertion } from '../said/assertion.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { meantText } from '../say/interview/changes.js'
import { askText } from '../say/interview/value.js'
import { confirming } from './answering.js'
import { interviewNamed, standingOf, waitingFor, type Standing, type Waiting } from './standing.js'

/** What somebody did not know when the interview ended, and says later: 有4名技术人员. It is asked whether that is meant. */
export function laterAnswer(text: string, turn: Turn): Decision | undefined {
  const { interview: said } = turn.known.session
  if (said?.missing === undefined || said.input !== undefined || !isAssertion(text)) return undefined
  const interview = interviewNamed(said.interview, turn)
  const standing = interview && standingOf(interview, turn)
  const found = standing && answerIn(text, leftOpen(said.missing, standing), turn)
  return found && confirming(found.answer, openText(found, standing), found.waits, turn)
}

const leftOpen = (missing: readonly Waiting['question']['input'][], { flow, asking }: Standing) =>
  missing.flatMap((input) => waitingFor(input, flow, asking) ?? [])

interface Found {
  readonly waits: Waiting
  readonly answer: Answer
}

const openText = ({ waits: { question, input }, answer }: Found, { asking }: Standing): string =>
  `上次面谈没答的“${askText(question, asking)}”——${meantText(answer, question, input)}`

/** Only where it can be the answer to one of them: the only one, or the only one in that unit. */
function answerIn(text: string, open: readonly Waiting[], { now }: Turn): Found | undefined {
  const [only, other] = open
  if (only !== undefined && other === undefined) {
    const typed = typedAnswer(text, only.question, only.input, now.today)
    if (typed.kind === 'answer' && typed.answer.kind !== 'unknown')
      return { waits: only, answer: typed.answer }
  }
  const [quantity, more] = quantitiesIn(text, now.today)
  if (quantity === undefined || more !== undefined) return undefined
  const [unit] = quantity.units
  const [waits, another] = open.filter(({ input }) => input.type === 'quantity' && input.unit === unit)
  return waits === undefined || another !== undefined
    ? undefined
    : { waits, answer: { kind: 'quantity', unit, range: quantity.range } }
}
