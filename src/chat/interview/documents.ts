import { judgedOn } from '../../interview/judged.js'
import { offering, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { resultAttachment } from '../say/interview/document.js'
import { documentReply } from '../say/interview/ending.js'
import { ownDays } from './resulting.js'
import type { Standing } from './standing.js'

/** The result as a file to pass on, as of the day on which it was told: pressed again it is the same file. */
export function documentGiven(as: 'pdf' | 'markdown', standing: Standing, { known }: Turn): Decision {
  const { interview, flow, answers, asking } = standing
  const on = interview.came?.on ?? asking.asOf
  const judged = { ...judgedOn(on, flow, answers, known.knowledge), ...ownDays(standing) }
  const attachment = resultAttachment(judged, as)
  const reply = documentReply(interview.id, as)
  return {
    messages: [{ reply: { ...reply, attachments: [attachment] } }],
    session: offering(reply, known.session),
    effects: [],
  }
}
