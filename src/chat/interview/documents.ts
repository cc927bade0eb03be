import { judgedOn } from '../../interview/judged.js'
import { offering, type Decision, type Turn } from '../decision.js'
import { resultAttachment } from '../say/interview/document.js'
import { documentReply } from '../say/interview/moves.js'
import type { Standing } from './standing.js'

/** The result as a file to pass on, as of the day on which it was told: pressed again it is the same file. */
export function documentGiven(
  as: 'pdf' | 'markdown',
  { interview, flow, answers, asking }: Standing,
  { known }: Turn,
): Decision {
  const on = interview.came?.on ?? asking.asOf
  const attachment = resultAttachment(judgedOn(on, flow, answers, known.knowledge), as)
  const reply = documentReply(interview.id)
  return {
    messages: [{ reply: { ...reply, attachments: [attachment] } }],
    session: offering(reply, known.session),
    effects: [],
  }
}
