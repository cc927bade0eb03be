import type { TypedAnswer } from '../../interview/said/typed.js'
import { typedAnswer } from '../../interview/said/typed-answer.js'
import { normalise } from '../../knowledge/words/normalise.js'
import { questionAnswered } from '../answering.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { isLate } from '../late.js'
import { asksSomething } from '../said/request.js'
import { paragraph } from '../say/deadline.js'
import { notYetAskedText } from '../say/interview/moves.js'
import { failed, typedTo } from './answering.js'
import { goneOn, put } from './showing.js'
import { interviewNamed, standingOf, type Standing, type Waiting } from './standing.js'

/** What was typed is the answer to the question that waits; if another one waits by now, that is put. */
export function interviewAnswered(typed: TypedAnswer, turn: Turn): Decision | undefined {
  const here = waitingHere(turn)
  if (here === undefined) return undefined
  const { standing, waits } = here
  if (waits.question.input !== turn.known.session.interview?.input) return goneOn(standing.interview, turn)
  if (wasPutSince(standing, turn))
    return put(standing, turn, { lead: { blocks: [paragraph(notYetAskedText)] } })
  return typedTo(waits, typed, standing, turn)
}

/** What was typed while the bot was away was no answer to what is asked only since. */
const wasPutSince = ({ interview }: Standing, turn: Turn): boolean =>
  isLate(turn) && turn.arrival.at < interview.changedAt

/**
 * Something that is no answer, while a question waits. What the knowledge can answer is answered and the question put
 * again; nothing is filled by it. Else it was meant as the answer, and failed.
 */
export function saidBeside(text: string, turn: Turn): Decision | undefined {
  const here = waitingHere(turn)
  if (here === undefined) return undefined
  const { standing, waits } = here
  const decision = questionAnswered(text, turn)
  if (isAnswer(decision) || asksSomething(normalise(text))) return putAgain(decision, standing, turn)
  const typed = typedAnswer(text, waits.question, waits.input, turn.now.today)
  return failed(typed.kind === 'refused' ? typed.why : 'unreadable', waits, standing, turn)
}

const isAnswer = ({ effects }: Decision): boolean =>
  effects.some((effect) => effect.kind === 'answered' && effect.outcome === 'found')

/** Behind whatever was said in between the question stands once more, so that it is the last thing on the screen. */
export function withQuestion(decision: Decision, turn: Turn): Decision {
  const here = waitingHere(turn)
  return here === undefined ? decision : putAgain(decision, here.standing, turn)
}

function putAgain(decision: Decision, standing: Standing, turn: Turn): Decision {
  const again = put(standing, { ...turn, known: { ...turn.known, session: decision.session } })
  return { ...decision, messages: [...decision.messages, ...again.messages], session: again.session }
}

/** The question that waits in this conversation. */
function waitingHere(turn: Turn): { readonly standing: Standing; readonly waits: Waiting } | undefined {
  const said = turn.known.session.interview
  const interview = said?.input === undefined ? undefined : interviewNamed(said.interview, turn)
  const standing = interview?.state === 'open' ? standingOf(interview, turn) : undefined
  return standing?.waits && { standing, waits: standing.waits }
}
