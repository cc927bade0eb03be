import { earlierOf, type Earlier } from '../../interview/kept/earlier.js'
import type { Flow } from '../../interview/flow/flow.js'
import type { Interview } from '../../interview/kept/interview.js'
import type { InterviewId } from '../../values/ids.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { earlierLead, noEarlierText, reusedBlocks } from '../say/interview/earlier.js'
import { reviewReply } from '../say/interview/review.js'
import { paragraph } from '../say/deadline.js'
import { goneOn, keeping, noLead, shownInstead, withLead, type Lead } from './showing.js'
import { standingOf, type Standing } from './standing.js'

/** Offers what was answered in an earlier interview; before a group nobody hears that there was one. */
export function earlierOffered({ id, answers }: Interview, flow: Flow, turn: Turn): Lead {
  const earlier = answers.size === 0 ? earlierFor(flow, turn) : undefined
  if (earlier === undefined) return noLead
  const title = turn.known.flows.all.get(earlier.interview.flow)?.title ?? flow.title
  return earlierLead(id, earlier, title, turn.now.today)
}

/** Takes them all over, as old as they are, and shows them to be looked through. What was answered since stays. */
export function reused(
  earlierId: InterviewId | undefined,
  { interview, flow }: Standing,
  turn: Turn,
): Decision {
  const earlier = earlierFor(flow, turn, earlierId)
  if (earlier === undefined) return goneOn(interview, turn, { blocks: [paragraph(noEarlierText)] })
  const next: Interview = { ...interview, answers: new Map([...earlier.answers, ...interview.answers]) }
  const standing = standingOf(next, turn)
  if (standing === undefined) return goneOn(next, turn)
  const reply = withLead(reviewReply(standing, 0), { blocks: reusedBlocks(earlier, turn.now.today) })
  return { ...shownInstead(reply, turn), effects: [keeping(next, turn)] }
}

function earlierFor(flow: Flow, { arrival, known, now }: Turn, id?: InterviewId): Earlier | undefined {
  if (arrival.chat.kind === 'group') return undefined
  const past = (known.interviews ?? [])
    .map(({ interview }) => interview)
    .filter((one) => id === undefined || one.id === id)
  return earlierOf(flow, past, { chat: arrival.chat, today: now.today })
}
