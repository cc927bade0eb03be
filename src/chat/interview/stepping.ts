import type { Interview, NotedPaper } from '../../interview/kept/interview.js'
import type { InterviewPress, ResultView } from '../../reply/interview-press.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { paragraph } from '../say/deadline.js'
import { noVerdictYetText } from '../say/interview/moves.js'
import { answered, changedTo, chosenOptions, kept, meant, picked } from './answering.js'
import { optionCompared, toCompare } from './comparing.js'
import { documentGiven } from './documents.js'
import { codeGiven } from './elsewhere.js'
import { branchTurned, wholeWhyShown } from './explaining.js'
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
import { checklistShown, paperNoted, papersReady } from './preparing.js'
import { prepared } from './preparation-days.js'
import { resultShown } from './resulting.js'
import { reused } from './reusing.js'
import { goneOn, put, shownInstead } from './showing.js'
import type { Standing } from './standing.js'

export type Step = Extract<InterviewPress, { kind: 'interview' }>
type StepOf<Name extends Step['step']> = Extract<Step, { readonly step: Name }>

/** What one step does to an interview, wherever the person is: in private or, for what shows no answer, in a group. */
export function stepped(press: Step, standing: Standing, turn: Turn): Decision {
  switch (press.step) {
    case 'answer':
    case 'set':
    case 'pick':
    case 'unknown':
    case 'meant':
    case 'keep':
    case 'why':
    case 'person':
    case 'back':
    case 'change':
      return questionStepped(press, standing, turn)
    case 'result':
    case 'branch':
    case 'document':
    case 'preparation':
    case 'compare':
    case 'compare-with':
    case 'papers':
    case 'paper':
    case 'papers-ready':
      return resultStepped(press, standing, turn)
    case 'review':
    case 'undo':
    case 'pause':
    case 'go-on':
    case 'whole':
    case 'cancel':
    case 'restart':
    case 'elsewhere':
    case 'reuse':
      return runStepped(press, standing, turn)
  }
}

type OfQuestion = StepOf<
  'answer' | 'set' | 'pick' | 'unknown' | 'meant' | 'keep' | 'why' | 'person' | 'back' | 'change'
>

/** To one question. */
function questionStepped(press: OfQuestion, standing: Standing, turn: Turn): Decision {
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
  }
}

type OfRun = StepOf<
  'review' | 'undo' | 'pause' | 'go-on' | 'whole' | 'cancel' | 'restart' | 'elsewhere' | 'reuse'
>

/** To the interview as a whole. */
function runStepped(press: OfRun, standing: Standing, turn: Turn): Decision {
  switch (press.step) {
    case 'review':
      return reviewed(press.from, standing, turn)
    case 'undo':
      return undone(standing, turn)
    case 'pause':
      return paused(standing, turn)
    case 'go-on':
      return goneOn(resumed(standing, turn), turn)
    case 'whole':
      return goneOn(toTheEnd(standing), turn)
    case 'cancel':
      return press.sure === true ? cancelled(standing, turn) : surelyAsked('cancel', standing, turn)
    case 'restart':
      return press.sure === true ? restarted(standing, turn) : surelyAsked('restart', standing, turn)
    case 'elsewhere':
      return codeGiven(standing, turn)
    case 'reuse':
      return reused(press.earlier, standing, turn)
  }
}

const toTheEnd = ({ interview }: Standing): Interview => ({ ...interview, state: 'open', whole: true })

/** Who says 继续 after the verdict stood early wants the questions that are left; a button goes back to the verdict. */
function resumed(standing: Standing, { arrival }: Turn): Interview {
  const { interview, position } = standing
  const wantsMore = arrival.kind === 'said' && interview.state === 'finished' && position.open.length > 0
  if (wantsMore) return toTheEnd(standing)
  return interview.state === 'paused' ? { ...interview, state: 'open' } : interview
}

type OfResult = StepOf<
  | 'result'
  | 'branch'
  | 'document'
  | 'preparation'
  | 'compare'
  | 'compare-with'
  | 'papers'
  | 'paper'
  | 'papers-ready'
>

/** With what it comes to. */
function resultStepped(press: OfResult, standing: Standing, turn: Turn): Decision {
  switch (press.step) {
    case 'result':
      return onceFixed(() => viewShown(press.view, standing, turn), standing, turn)
    case 'branch':
      return onceFixed(() => branchTurned(press, standing, turn), standing, turn)
    case 'document':
      return onceFixed(() => documentGiven(press.as, standing, turn), standing, turn)
    case 'preparation':
      return prepared(press.days, standing, turn)
    case 'compare':
      return toCompare(standing, turn)
    case 'compare-with':
      return optionCompared(press.input, press.options, standing, turn)
    case 'papers':
      return checklistShown(standing, turn)
    case 'paper':
      return paperNoted(noteOf(press), standing, turn)
    case 'papers-ready':
      return papersReady(standing, turn)
  }
}

const viewShown = (view: ResultView, standing: Standing, turn: Turn): Decision =>
  view === 'whole-why' ? wholeWhyShown(standing, turn) : shownInstead(resultShown(standing, view, turn), turn)

/** No verdict is told, in no form, while an answer that is still to come can change it. */
const onceFixed = (tell: () => Decision, standing: Standing, turn: Turn): Decision =>
  standing.waits === undefined || standing.result.fixed
    ? tell()
    : put(standing, turn, { lead: { blocks: [paragraph(noVerdictYetText)] } })

const noteOf = ({ kind, interview, step, ...note }: StepOf<'paper'>): NotedPaper => note
