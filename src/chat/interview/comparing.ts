import { sameAnswer, type Answer } from '../../interview/answers.js'
import { comparedWith } from '../../interview/comparison.js'
import { asksFor } from '../../interview/reason.js'
import { typedAnswer } from '../../interview/said/typed-answer.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { Reply } from '../../reply/reply.js'
import { cardKey, type InputId } from '../../values/ids.js'
import { questionAnswered } from '../answering.js'
import { offering, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { notBeforeOthers } from '../privately.js'
import { asksSomething } from '../said/request.js'
import { comparisonReply, whatToCompareReply, type Other } from '../say/interview/comparison.js'
import { noneOpenReply } from '../say/interview/moves.js'
import { optionsAnswer } from './answering.js'
import { openOf } from './opening.js'
import { judgedIn } from './resulting.js'
import { saidAlone, shownInstead } from './showing.js'
import { standingOf, waitingFor, type Standing, type Waiting } from './standing.js'

/** 对比 只做一个省, 对比 注册资本 1000万: another answer than the one that was given, beside it. */
export function comparisonAsked(rest: string, turn: Turn): Decision {
  const { interviews = [] } = turn.known
  const latest =
    openOf(turn)[0] ?? interviews.find(({ interview }) => interview.state === 'finished')?.interview
  const standing = latest && standingOf(latest, turn)
  if (standing === undefined) return saidAlone(noneOpenReply, turn)
  const other = otherSaid(rest, standing)
  if (other === undefined && asksSomething(normalise(rest))) return questionAnswered(rest, turn)
  const show = (where: Turn): Decision =>
    other === undefined ? toCompare(standing, where, rest) : compared(other, standing, where)
  return notBeforeOthers({ kind: 'interview', interview: standing.interview.id, step: 'compare' }, show, turn)
}

/** What can be compared by a press. `said`: what was typed and names no other answer. */
export function toCompare(standing: Standing, turn: Turn, said = ''): Decision {
  const { interview } = standing
  const typed = answeredIn(standing).find(({ input }) => input.type === 'quantity')
  const comparable = {
    others: othersOf(standing),
    unread: said !== '',
    ...(typed !== undefined && { typed }),
  }
  return shownBeside(whatToCompareReply(interview.id, comparable), turn)
}

export function optionCompared(
  input: InputId,
  options: readonly string[],
  standing: Standing,
  turn: Turn,
): Decision {
  const asked = waitingFor(input, standing.flow, standing.asking)
  const answer = asked && optionsAnswer(options, asked.input)
  return answer === undefined || !standing.position.taken.includes(input)
    ? toCompare(standing, turn)
    : compared({ input, answer }, standing, turn)
}

interface Changed {
  readonly input: InputId
  readonly answer: Answer
}

function compared({ input, answer }: Changed, standing: Standing, turn: Turn): Decision {
  const comparison = comparedWith(judgedIn(standing, turn), input, answer)
  return shownBeside(comparisonReply(comparison, standing.interview.id), turn)
}

/** A question that waits goes on waiting: nothing is answered by looking. */
function shownBeside(reply: Reply, turn: Turn): Decision {
  const session = offering(reply, turn.known.session)
  if (turn.arrival.kind === 'pressed') return { ...shownInstead(reply, turn), session }
  return {
    messages: [{ reply, card: cardKey(`interview:${turn.arrival.id}:compared`) }],
    session,
    effects: [],
  }
}

/** The question that was answered whose name stands in front, else the only one to which the words are an answer. */
function otherSaid(rest: string, standing: Standing): Changed | undefined {
  const asked = answeredIn(standing)
  const said = rest.trim()
  const named = asked.find(({ input }) => said.startsWith(input.zh))
  if (named !== undefined) return readTo(named, said.slice(named.input.zh.length), standing)
  const [only, another] = asked.flatMap((one) => readTo(one, said, standing) ?? [])
  return another === undefined ? only : undefined
}

function readTo({ question, input }: Waiting, said: string, { asking }: Standing): Changed | undefined {
  const words = said.replace(/^[\s:：,，是改成为换]+/, '')
  const typed = words === '' ? undefined : typedAnswer(words, question, input, asking.asOf)
  return typed?.kind === 'answer' && typed.answer.kind !== 'unknown'
    ? { input: question.input, answer: typed.answer }
    : undefined
}

const answeredIn = ({ position, flow, asking }: Standing): readonly Waiting[] =>
  position.taken.flatMap((input) => waitingFor(input, flow, asking) ?? [])

const mostOthers = 8

/** What else can be chosen where the choice decides which licence it is, or how it ends. */
function othersOf(standing: Standing): readonly Other[] {
  const { flow, answers } = standing
  return answeredIn(standing)
    .filter(({ question }) => asksFor(flow, question.input).outcomes.length > 0)
    .flatMap((asked) =>
      optionsOf(asked).flatMap((option): readonly Other[] => {
        const [answer, given] = [optionsAnswer([option], asked.input), answers.get(asked.question.input)]
        if (answer === undefined || given === undefined || sameAnswer(answer, given)) return []
        return [{ ...asked, option, answer }]
      }),
    )
    .slice(0, mostOthers)
}

function optionsOf({ input }: Waiting): readonly string[] {
  if (input.type === 'yes-no') return ['yes', 'no']
  return input.type === 'choice' ? input.options.map(({ id }) => id) : []
}
