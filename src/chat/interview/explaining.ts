import { derivationOf } from '../../interview/derivation.js'
import type { InterviewPress } from '../../reply/interview-press.js'
import { cardKey } from '../../values/ids.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { branchGoneText, changedSinceText, isBranch, openIn } from '../say/interview/why.js'
import { whyViewReply } from '../say/interview/views.js'
import { judgedIn, resultOf, resultShown } from './resulting.js'
import { shownInstead } from './showing.js'
import type { Standing } from './standing.js'

/** Opens or closes one branch on its card. A card of other answers is written anew, and says so. */
export function branchTurned(
  { branch, open, answeredAt }: Extract<InterviewPress, { readonly step: 'branch' }>,
  standing: Standing,
  turn: Turn,
): Decision {
  const judged = judgedIn(standing, turn)
  const of = resultOf(standing)
  const decision = shownInstead(whyViewReply(openIn(judged, open), judged, of), turn)
  if (!isBranch(branch, derivationOf(judged))) return { ...decision, toast: branchGoneText }
  return answeredAt === of.answeredAt ? decision : { ...decision, toast: changedSinceText }
}

/** All of it, below: on the card, of which only one message can be changed, the beginning would be lost. */
export function wholeWhyShown(standing: Standing, turn: Turn): Decision {
  const reply = resultShown(standing, 'whole-why', turn)
  const decision = shownInstead(reply, turn)
  return { ...decision, messages: [{ reply, card: cardKey(`interview:${turn.arrival.id}`) }] }
}
