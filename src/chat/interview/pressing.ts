import type { NotedPaper } from '../../interview/kept/interview.js'
import type { InterviewPress } from '../../reply/interview-press.js'
import { notBeforeOthers } from '../privately.js'
import { nothing, type Decision, type Turn } from '../decision.js'
import type { Need } from '../need.js'
import { oldQuestionText, interviewGoneReply } from '../say/interview/moves.js'
import { answered, changedTo, chosenOptions, kept, meant, picked } from './answering.js'
import { documentGiven } from './documents.js'
import { codeGiven } from './elsewhere.js'
import {
  cancelled,
  changing,
  paused,
  personAsked,
  restarted,
  reviewed,
  surelyAsked,
  undone,
  wentBack,
  whyAsked,
} from './moving.js'
import { opened } from './opening.js'
import { checklistShown, paperNoted, papersReady } from './preparing.js'
import { templateGiven } from './prospects-told.js'
import { resultShown } from './resulting.js'
import { reused } from './reusing.js'
import { goneOn, saidAlone, shownInstead } from './showing.js'
import { interviewNamed, standingOf, type Standing } from './standing.js'

type Step = Extract<InterviewPress, { kind: 'interview' }>

export const isInterviewPress = (press: { readonly kind: string }): press is InterviewPress =>
  press.kind === 'interview' || press.kind === 'interview-open' || press.kind === 'interview-table'

export function needsOfInterviewPress(press: InterviewPress): readonly Need[] {
  if (press.kind === 'interview-table') return []
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
  ...(['review', 'result', 'document', 'elsewhere', 'reuse'] as const),
  ...(['papers', 'paper', 'papers-ready'] as const),
]

/** What a button about interviews does. One of a question that is not asked now changes nothing and says so. */
export function interviewPressed(press: InterviewPress, turn: Turn): Decision {
  if (press.kind === 'interview-table') return templateGiven(press.flow, turn)
  if (press.kind === 'interview-open') return opened(press.flow, turn)
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
  'input' in press && !['change', 'set', 'meant'].includes(press.step)

/** The button of a question that was answered meanwhile, by typing or on another card. */
function elsewhereNow(standing: Standing, turn: Turn): Decision {
  const decision = goneOn(standing.interview, turn)
  return turn.arrival.kind === 'pressed'
    ? { ...decision, toast: oldQuestionText }
    : { ...nothing(turn), ...decision }
}

function stepped(press: Step, standing: Standing, turn: Turn): Decision {
  const { interview } = standing
  switch (press.step) {
    case 'answer':
      return chosenOptions(press.options, standing, turn)
    case 'set':
      return changedTo(press.input, press.options, standing, turn)
    case 'pick':
      return picked(press.options, standing, turn)
    case 'unknown':
      return answered({ kind: 'unknown' }, standing, turn)
    case 'meant':
      return meant(press.input, standing, turn)
    case 'keep':
      return kept(press.input, standing, turn)
    case 'why':
      return whyAsked(standing, turn)
    case 'person':
      return personAsked(standing, turn)
    case 'back':
      return wentBack(press.input, standing, turn)
    case 'change':
      return changing(press.input, standing, turn)
    case 'review':
      return reviewed(press.from, standing, turn)
    case 'undo':
      return undone(standing, turn)
    case 'pause':
      return paused(standing, turn)
    case 'go-on':
      return goneOn(interview.state === 'paused' ? { ...interview, state: 'open' } : interview, turn)
    case 'whole':
      return goneOn({ ...interview, state: 'open', whole: true }, turn)
    case 'cancel':
      return press.sure === true ? cancelled(standing, turn) : surelyAsked('cancel', standing, turn)
    case 'restart':
      return press.sure === true ? restarted(standing, turn) : surelyAsked('restart', standing, turn)
    case 'result':
      return shownInstead(resultShown(standing, press.view, turn), turn)
    case 'document':
      return documentGiven(press.as, standing, turn)
    case 'elsewhere':
      return codeGiven(standing, turn)
    case 'papers':
      return checklistShown(standing, turn)
    case 'paper':
      return paperNoted(noteOf(press), standing, turn)
    case 'papers-ready':
      return papersReady(standing, turn)
    case 'reuse':
      return reused(press.earlier, standing, turn)
  }
}

const noteOf = ({ kind, interview, step, ...note }: Extract<Step, { step: 'paper' }>): NotedPaper => note
