import { impactOf } from '../../interview/impact.js'
import { answersUnder, type Interview } from '../../interview/kept/interview.js'
import type { InterviewPress } from '../../reply/interview-press.js'
import type { InputId } from '../../values/ids.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { changedLead } from '../say/interview/changes.js'
import {
  cancelledReply,
  nothingToUndoText,
  pausedReply,
  personBlocks,
  sureReply,
  undoneText,
} from '../say/interview/moves.js'
import { paragraph } from '../say/deadline.js'
import { reviewReply } from '../say/interview/review.js'
import { whyAskedBlocks } from '../say/interview/question.js'
import { goneOn, keeping, put, shownInstead } from './showing.js'
import { fresh } from './opening.js'
import type { Standing } from './standing.js'

type Moves = Extract<InterviewPress, { kind: 'interview' }>

/** The question before that one; there is none before the first. */
export function wentBack(input: InputId, { interview, position }: Standing, turn: Turn): Decision {
  const { taken } = position
  const at = taken.indexOf(input)
  const before = at < 0 ? taken.at(-1) : taken[at - 1]
  return goneOn(before === undefined ? interview : { ...interview, at: before }, turn)
}

/** Somebody wants to answer that one anew. */
export function changing(input: InputId, { interview }: Standing, turn: Turn): Decision {
  return goneOn({ ...interview, state: 'open', at: input }, turn)
}

/** Every answer with a button to change it. */
export function reviewed(from: number, standing: Standing, turn: Turn): Decision {
  return shownInstead(reviewReply(standing, from), turn)
}

/** The rules that the question serves, and the question once more. */
export function whyAsked(standing: Standing, turn: Turn): Decision {
  const { waits, flow } = standing
  if (waits === undefined) return goneOn(standing.interview, turn)
  const blocks = whyAskedBlocks(flow, waits.question, turn.known.knowledge, turn.now.today)
  return put(standing, turn, { lead: { blocks } })
}

/** A sentence to pass on to whoever may know. */
export function personAsked(standing: Standing, turn: Turn): Decision {
  const { waits } = standing
  const blocks = waits === undefined ? [] : personBlocks(waits.question, standing.asking)
  return put(standing, turn, { lead: { blocks } })
}

export function undone(standing: Standing, turn: Turn): Decision {
  const { interview, flow, answers, asking } = standing
  const { undo, at, ...rest } = interview
  if (undo === undefined || turn.now.at >= undo.until)
    return put(standing, turn, { lead: { blocks: [paragraph(nothingToUndoText)] } })
  const back: Interview = { ...rest, state: 'open', answers: undo.answers }
  const impact = impactOf(flow, answers, answersUnder(undo.answers, flow.questions), asking)
  const { blocks } = changedLead(interview.id, { flow, asking }, impact)
  return goneOn(back, turn, { blocks: [paragraph(undoneText), ...blocks] })
}

export function paused({ interview, position }: Standing, turn: Turn): Decision {
  const next: Interview = { ...interview, state: 'paused' }
  return {
    ...shownInstead(pausedReply(interview.id, position.open.length), turn),
    effects: [keeping(next, turn)],
  }
}

/** A run that was left stays among the past ones. */
export function cancelled({ interview }: Standing, turn: Turn): Decision {
  const decision = shownInstead(cancelledReply(interview.flow), turn)
  const { interview: last, ...session } = decision.session
  return { ...decision, session, effects: [keeping({ ...interview, state: 'cancelled' }, turn)] }
}

/** The old run is kept as it was; a new one begins. */
export function restarted({ interview }: Standing, turn: Turn): Decision {
  const begun = goneOn(fresh(interview.flow, turn), turn)
  const left: Interview = interview.state === 'finished' ? interview : { ...interview, state: 'cancelled' }
  return { ...begun, effects: [keeping(left, turn), ...begun.effects] }
}

export function surelyAsked(
  step: Extract<Moves['step'], 'cancel' | 'restart'>,
  { interview, position }: Standing,
  turn: Turn,
): Decision {
  return shownInstead(sureReply(step, interview.id, position.taken.length), turn)
}
