import type { InterviewPress } from '../../reply/interview-press.js'
import { notBeforeOthers } from '../privately.js'
import { nothing, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import type { Need } from '../need.js'
import { oldQuestionText, interviewGoneReply } from '../say/interview/moves.js'
import { codeAsked } from './elsewhere.js'
import { opened } from './opening.js'
import { templateGiven } from './prospects-told.js'
import { goneOn, saidAlone } from './showing.js'
import { interviewNamed, standingOf, type Standing } from './standing.js'
import { stepped, type Step } from './stepping.js'

export const isInterviewPress = (press: { readonly kind: string }): press is InterviewPress =>
  kinds.some((kind) => kind === press.kind)

const kinds: readonly InterviewPress['kind'][] = [
  'interview',
  'interview-open',
  'interview-table',
  'interview-code',
]

export function needsOfInterviewPress(press: InterviewPress): readonly Need[] {
  if (press.kind === 'interview-table') return []
  if (press.kind === 'interview-code') return [{ kind: 'alone' }]
  if (press.kind === 'interview-open') return [{ kind: 'interviews' }, { kind: 'alone' }]
  const { interview, step } = press
  const own: Need = { kind: 'interview', interview }
  return [
    own,
    ...(showsAnswers(press) ? [{ kind: 'alone' } as const] : []),
    ...(step === 'elsewhere' ? [{ kind: 'random' } as const] : []),
    ...(step === 'reuse' ? [{ kind: 'interviews' } as const] : []),
  ]
}

/** What repeats answers is shown to their person alone. */
const showsAnswers = ({ step }: Step): boolean => answering.includes(step)

const answering: readonly Step['step'][] = [
  ...([
    'review',
    'result',
    'branch',
    'compare',
    'compare-with',
    'document',
    'elsewhere',
    'reuse',
    'preparation',
  ] as const),
  ...(['papers', 'paper', 'papers-ready'] as const),
]

/** What a button about interviews does. One of a question that is not asked now changes nothing and says so. */
export function interviewPressed(press: InterviewPress, turn: Turn): Decision {
  if (press.kind === 'interview-table') return templateGiven(press.flow, turn)
  if (press.kind === 'interview-open') return opened(press.flow, turn)
  if (press.kind === 'interview-code') return notBeforeOthers(press, codeAsked, turn)
  const interview = interviewNamed(press.interview, turn)
  const standing = interview && standingOf(interview, turn)
  if (standing === undefined || standing.interview.state === 'cancelled')
    return saidAlone(interviewGoneReply, turn)
  if (isOfQuestion(press) && press.input !== standing.waits?.question.input)
    return elsewhereNow(standing, turn)
  return showsAnswers(press)
    ? notBeforeOthers(press, (where) => stepped(press, standing, where), turn)
    : stepped(press, standing, turn)
}

type OfQuestion = Extract<Step, { readonly step: 'answer' | 'pick' | 'unknown' | 'keep' | 'why' | 'back' }>

const isOfQuestion = (press: Step): press is OfQuestion =>
  'input' in press && !['change', 'set', 'meant', 'compare-with'].includes(press.step)

/** The button of a question that was answered meanwhile, by typing or on another card. */
function elsewhereNow(standing: Standing, turn: Turn): Decision {
  const decision = goneOn(standing.interview, turn)
  return turn.arrival.kind === 'pressed'
    ? { ...decision, toast: oldQuestionText }
    : { ...nothing(turn), ...decision }
}
