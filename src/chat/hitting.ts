import { explainedAnswer } from '../knowledge/answer.js'
import { saying, type Decision } from './decision.js'
import type { Turn } from './turn.js'
import { hitReply, hitUsageReply } from './say/hit.js'

/** Shows operators what a question finds and why. Nobody asked it, so nothing is counted as answered. */
export function hitsLookedUp(question: string, { known, now }: Turn): Decision {
  const { session, knowledge } = known
  if (question === '') return saying(hitUsageReply(), session)
  const explained = explainedAnswer(question, knowledge, { asOf: now.today, withTerms: true })
  return saying(hitReply(explained), session)
}
